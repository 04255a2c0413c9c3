import Artifacts
import Foundation
import Pipeline
import SwiftletTesting
import Tensors
import Testing
import Tokenization
import Transformer

struct SorterTests {
    @Test func stageLeavesAnExaminedModelThatReadsLetters() async throws {
        try await ScratchFolder.with("home") { home in
            let text = "sorter:\n  layers: 1\n  heads: 1\n  headSize: 8\n  batch: 8\n  steps: 3\n"
            let runner = RecipeRunner(
                recipe: try Recipe(text: text, file: "x.yaml"), directory: RunDirectory(name: "x", home: home))
            let report = try await runner.run { _ in }
            #expect(
                report.rows.map(\.stage) == ["sorter"] && report.rows[0].writes.hasSuffix("of 729 inputs sorted right"))
            let folder = runner.directory.stage("sorter")
            let rows = try JSONDecoder().decode(
                [JSONValue].self, from: Data(contentsOf: folder.appendingPathComponent("examination.json")))
            let right = rows.count { $0["isRight"] == true }
            #expect(try Manifest(directory: folder).metrics["accuracy"]?.double == Double(right) / 729)
            #expect(rows.count { $0["isHeldOut"] == true } == 182)
            // Three updates do not teach sorting: an examination that always passes would show here.
            #expect(rows.count == 729 && right < 729)
            let tokenizer = try Tokenizer(contentsOf: folder.appendingPathComponent("tokenizer.json"))
            #expect(tokenizer.encode("CBABBC") == [2, 1, 0, 1, 1, 2] && tokenizer.decode([0, 1, 2]) == "ABC")
            #expect(try ForwardTrace(Checkpoint.load(folder), tokenizer.encode("CBABBC"))["logits"]?.shape == [6, 3])
        }
    }

    @Test func recipeOfTheLittleNetworkIsTheTalks() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let recipe = try Recipe(file: root.appendingPathComponent("recipes/sorter.yaml"))
        let parameters = try #require(recipe.stages.first?.parameters)
        #expect(recipe.stages.count == 1)
        #expect(["layers", "heads", "headSize"].map { parameters[$0]?.double } == [3, 3, 16])
    }
}
