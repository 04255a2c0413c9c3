/// A page as it enters an index.
public struct SearchDocument: Codable, Sendable, Equatable {
    /// The address; of two documents with the same one the first is kept.
    public var url: String
    /// The title; empty if there is none.
    public var title: String
    /// The text; paragraphs are divided by line breaks.
    public var text: String

    /// A document of a text.
    public init(url: String, title: String, text: String) {
        self.url = url
        self.title = title
        self.text = text
    }
}
