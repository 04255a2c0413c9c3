/// A page that a tool's result tells of, for citations.
public struct ToolSource: Codable, Sendable, Equatable {
    /// The number by which the result and the answer name it: `[1]`.
    public let number: Int
    /// The address.
    public let url: String
    /// The title.
    public let title: String
    /// The words that were shown.
    public let snippet: String

    /// A source.
    public init(number: Int, url: String, title: String, snippet: String) {
        self.number = number
        self.url = url
        self.title = title
        self.snippet = snippet
    }
}
