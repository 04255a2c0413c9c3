import Artifacts
import Corpus
import Foundation
import Tokenization
import Training

/// Documents to shards of token ids; every fiftieth document is held out (of fewer, the end).
public struct TokensStage: Stage {
    public static let name = "tokens"

    public init(_ section: RecipeSection, sources: [URL]) throws {}

    /// Whether the document at a place is never trained on.
    static func isHeldOut(_ place: Int) -> Bool { place % 50 == 49 }

    public var needs: [String] { [DataStage.name, TokenizerStage.name] }
    public var parameters: JSONValue { ["heldOutEvery": 50] }

    public func run(in context: StageContext) async throws -> [String: JSONValue] {
        let tokenizer = try Tokenizer(
            contentsOf: context.inputs(TokenizerStage.name).appendingPathComponent("tokenizer.json"))
        let start = tokenizer.specialTokens["<|endoftext|>"].map { [$0] } ?? []
        var shards: [[Int32]] = [[], []]
        var count = 0
        var bytes = 0
        let documents = context.inputs(DataStage.name).appendingPathComponent("documents.jsonl.zst")
        try DocumentReader.read(documents) { document in
            shards[Self.isHeldOut(count) ? 1 : 0] += start + tokenizer.encode(document.text)
            count += 1
            bytes += document.text.utf8.count
            if count % 500 == 0 { context.report(.fraction(0.5, "\(count) documents")) }
        }
        if shards[1].isEmpty {
            // Too few documents to hold one out: the last fiftieth of the tokens stands in.
            let kept = shards[0].count - shards[0].count / 50
            shards = [Array(shards[0][..<kept]), Array(shards[0][kept...])]
        }
        for (name, ids) in zip(["training", "validation"], shards) {
            try TokenShard.write(
                ids, vocabularySize: tokenizer.vocabularySize,
                to: context.output.appendingPathComponent("\(name).tokens"))
        }
        let total = shards[0].count + shards[1].count
        return [
            "reads": .string("\(count) documents"),
            "writes": .string("\(shards[0].count / 1000) k + \(shards[1].count / 1000) k tokens"),
            "bytes per token": .number(Double(bytes) / Double(max(1, total))),
        ]
    }
}
