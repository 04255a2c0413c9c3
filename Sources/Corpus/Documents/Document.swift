/// A text with where it came from: what a corpus is made of.
public struct Document: Codable, Sendable, Equatable {
    /// The address or path.
    public var url: String
    /// The text.
    public var text: String
    /// When it was fetched, if known.
    public var date: String?
    /// The language with the greatest share, ISO 639.
    public var language: String?
    /// The share of English, 0…1.
    public var englishShare: Double?

    /// A document of a text.
    public init(url: String, text: String, date: String? = nil) {
        self.url = url
        self.text = text
        self.date = date
    }
}
