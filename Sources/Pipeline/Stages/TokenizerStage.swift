import Artifacts
import Corpus
import Foundation
import Tokenization

/// Trains the vocabulary on the documents.
public struct TokenizerStage: Stage {
    public static let name = "tokenizer"
    /// Symbols of the vocabulary.
    public let vocabulary: Int

    public init(_ section: RecipeSection, sources: [URL]) throws {
        vocabulary = try section.int("vocabulary", default: 4096, in: 300...200_000)
    }

    public var needs: [String] { [DataStage.name] }
    public var parameters: JSONValue { ["vocabulary": .int(vocabulary)] }

    public func run(in context: StageContext) async throws -> [String: JSONValue] {
        var trainer = try TokenizerTrainer(vocabularySize: vocabulary)
        var texts = 0
        var bytes = 0
        let documents = context.inputs(DataStage.name).appendingPathComponent("documents.jsonl.zst")
        try DocumentReader.read(documents) { document in
            trainer.add(document.text)
            texts += 1
            bytes += document.text.utf8.count
        }
        let tokenizer = trainer.train { context.report(.fraction($0, "merges")) }
        try tokenizer.save(to: context.output.appendingPathComponent("tokenizer.json"))
        return [
            "reads": .string("\(texts) documents, \(bytes / 1000) kB"),
            "writes": .string("\(tokenizer.vocabularySize) symbols"),
        ]
    }
}
