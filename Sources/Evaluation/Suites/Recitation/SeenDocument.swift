import Artifacts
import Foundation

/// A document and how often a model met it in training.
public struct SeenDocument: Codable, Sendable, Equatable {
    /// The text.
    public var text: String
    /// How often it was met.
    public var count: Int

    /// A document.
    public init(text: String, count: Int) {
        self.text = text
        self.count = count
    }

    /// Documents from a file of JSON lines: `{"text", "count"}`.
    public static func read(_ url: URL) throws -> [SeenDocument] {
        var documents: [SeenDocument] = []
        let decoder = ForeignJSONDecoder()
        try JSONLines.read(url) { data, number in
            guard let document = try? decoder.decode(SeenDocument.self, from: data), document.count >= 0 else {
                throw EvaluationError.badLine(
                    path: url.path, line: number,
                    reason: "it should be an object with 'text' and 'count', a whole number")
            }
            documents.append(document)
        }
        guard !documents.isEmpty else { throw EvaluationError.empty(path: url.path) }
        return documents
    }
}
