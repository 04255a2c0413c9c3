/// A page that a search found. All of it is text from strangers, made plain: one line, no control characters.
public struct SearchResult: Codable, Sendable, Equatable {
    /// The address.
    public let url: String
    /// The title.
    public let title: String
    /// The words of the page that fit the query best.
    public let snippet: String
    /// How well it fits; greater is better, and comparable within one answer only.
    public let score: Double

    /// A result; its texts are made plain.
    public init(url: String, title: String, snippet: String, score: Double) {
        self.url = PlainLine.of(url, limit: 2000)
        self.title = PlainLine.of(title, limit: 300)
        self.snippet = PlainLine.of(snippet, limit: 2000)
        self.score = score
    }
}
