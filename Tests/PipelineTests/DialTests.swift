import Artifacts
import Pipeline
import Testing
import Training
import Transformer

struct DialTests {
    private func pretraining(_ section: String) throws -> PretrainStage {
        let text = "web:\n  pages: 600\ndata:\ntokenizer:\ntokens:\npretrain:\n\(section)"
        return try #require(Recipe(text: text, file: "x.yaml").stages.last as? PretrainStage)
    }

    @Test func aShapeSetByHandKeepsTheStandardValues() throws {
        let stage = try pretraining("  layers: 2\n  width: 128\n  heads: 2\n  context: 128\n  tokens: 200000\n")
        #expect(
            stage.parameters.text
                == #"{"batch":16,"clip":1,"context":128,"decay":0.6,"heads":2,"keep":"last","layers":2,"muonFactor":4,"#
                + #""optimizer":"muon","rate":0.004,"schedule":"linear","spikeLimit":6,"spikeWindow":128,"tokens":200000,"#
                + #""validationEvery":0,"warmup":0.03,"weightDecay":0.1,"width":128}"#)
        let rules = stage.rules(vocabulary: 1024, corpus: 5000)
        #expect(rules.derived.isEmpty && rules.rate == 0.004 && rules.batch == 16 && rules.tokens == 200_000)
    }

    @Test func theDialDerivesWhatTheRecipeLeavesOut() throws {
        let stage = try pretraining("  depth: 6\n  batch: 8\n")
        #expect(stage.parameters["depth"] == 6 && stage.parameters["width"] == nil && stage.parameters["batch"] == 8)
        let rules = stage.rules(vocabulary: 4096)
        #expect(rules.configuration.width == 384 && rules.batch == 8 && rules.derived.contains { $0.name == "rate" })
        #expect(try pretraining("").rules(vocabulary: 4096).configuration.layers == 4)
    }
}
