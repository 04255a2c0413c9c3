/// What a tool answers: a text for the model, and more for people.
public struct ToolOutcome: Codable, Sendable, Equatable {
    /// The text that enters the conversation.
    public var text: String
    /// The pages that it tells of.
    public var sources: [ToolSource]
    /// Whether the text tells what went wrong.
    public var isError: Bool
    /// Whether the text was cut at the limit.
    public var isCut: Bool
    /// Seconds that the call took.
    public var seconds: Double

    /// A result.
    public init(_ text: String, sources: [ToolSource] = [], isError: Bool = false, isCut: Bool = false) {
        self.text = text
        self.sources = sources
        self.isError = isError
        self.isCut = isCut
        seconds = 0
    }

    /// A result that tells what went wrong, in words that a model can read.
    public static func error(_ reason: String) -> ToolOutcome {
        ToolOutcome("Error: \(reason)", isError: true)
    }
}
