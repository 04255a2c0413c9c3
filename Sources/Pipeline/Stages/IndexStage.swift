import Artifacts
import Corpus
import Foundation
import ToolUse

/// Documents to a full-text index: what the assistant searches.
public struct IndexStage: Stage {
    public static let name = "index"
    /// The index inside the artifact.
    public static let fileName = "pages.sqlite"

    public init(_ section: RecipeSection, sources: [URL]) throws {}

    public var needs: [String] { [DataStage.name] }
    public var parameters: JSONValue { ["passages": "words"] }

    public func run(in stage: StageContext) async throws -> [String: JSONValue] {
        let builder = try SearchIndexBuilder(stage.output.appendingPathComponent(Self.fileName))
        let documents = stage.inputs(DataStage.name).appendingPathComponent("documents.jsonl.zst")
        try DocumentReader.read(documents) { document in
            let title = document.text.prefix { !$0.isNewline }
            let text = document.text.dropFirst(title.count).drop(while: \.isWhitespace)
            try builder.add(SearchDocument(url: document.url, title: String(title), text: String(text)))
            guard builder.summary.documents % 256 == 0 else { return }
            try Task.checkCancellation()
            stage.report(.fraction(0.5, "\(builder.summary.documents) pages"))
        }
        let summary = try builder.commit()
        return [
            "reads": .string("\(summary.documents) documents"), "writes": .string("\(summary.passages) passages"),
        ]
    }
}
