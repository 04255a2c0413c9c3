import Artifacts
import Conversation
import Foundation
import Tokenization
import Training
import Transformer

/// The base model becomes an assistant: the same loop, but conversations, and only the assistant's words count.
public struct FineTuningStage: Stage {
    public static let name = "sft"
    public var sources: [URL] { data.files }
    let data: FineTuningSources
    let epochs: Int
    let tokensPerUpdate: Int
    let tokensPerPass: Int
    let training: TrainingParameters

    public init(_ section: RecipeSection, sources: [URL]) throws {
        data = try FineTuningSources(section)
        epochs = try section.int("epochs", default: 1, in: 1...100)
        tokensPerUpdate = try section.int("tokensPerUpdate", default: 4096, in: 16...10_000_000)
        tokensPerPass = try section.int("tokensPerPass", default: 4096, in: 16...10_000_000)
        training = try TrainingParameters(section, rate: 1.5e-3, decayShare: 0.8)
    }

    public var needs: [String] { [PretrainStage.name] + (data.needsWeb ? [WebStage.name] : []) }
    public var parameters: JSONValue {
        .object(
            training.json.merging(data.parameters) { $1 }.merging([
                "epochs": .int(epochs), "tokensPerUpdate": .int(tokensPerUpdate),
                "tokensPerPass": .int(tokensPerPass),
            ]) { $1 })
    }

    public func run(in stage: StageContext) async throws -> [String: JSONValue] {
        let base = stage.inputs(PretrainStage.name)
        let tokenizer = try Tokenizer(contentsOf: base.appendingPathComponent("tokenizer.json"))
        let model = try Checkpoint.load(base)
        let renderer = try ChatRenderer(tokenizer: tokenizer)
        let made = try self.data.examples(stage, renderer)
        for line in made.lines { stage.report(.line("  " + line)) }
        let data = try ConversationData(
            made.examples, context: model.configuration.context, tokensPerUpdate: tokensPerUpdate,
            tokensPerPass: tokensPerPass, epochs: epochs, seed: stage.seed)
        let dropped = ConversationData.Reason.allCases.map { "\($0.rawValue): \(data.dropped[$0] ?? 0)" }
        stage.report(
            .line(
                "  \(data.count) conversations, \(data.trainedTokens) of \(data.tokens) tokens are trained on; "
                    + String(format: "updates are filled to %.1f %%; ", 100 * data.fill)
                    + "left out: " + dropped.joined(separator: ", ")))
        let counts = JSONValue.object(
            Dictionary(uniqueKeysWithValues: data.dropped.map { ($0.rawValue, JSONValue.int($1)) }))
        try AtomicFile.writeJSON(
            ["reading": made.report, "left out": counts, "examples": .int(data.count)] as JSONValue,
            to: stage.output.appendingPathComponent("reading.json"))
        let trainer = Trainer(model, data, training.settings(steps: data.steps), directory: stage.output)
        let last = try trainer.run { stage.report($0, of: data.steps) }
        try Checkpoint.save(model, to: stage.output)
        try tokenizer.save(to: stage.output.appendingPathComponent("tokenizer.json"))
        try TokenizerConfiguration.write(for: tokenizer, to: stage.output)
        trainer.removeCheckpoints()
        return training.metrics(trainer.progress, last).merging([
            "reads": .string("\(data.count) conversations × \(epochs)"), "writes": .string("\(data.steps) updates"),
            "too long": .int(data.tooLong), "untrained": .int(data.dropped[.nothingTrained] ?? 0),
            "fill": .number(data.fill),
        ]) { $1 }
    }
}
