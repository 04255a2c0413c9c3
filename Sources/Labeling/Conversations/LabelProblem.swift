/// What keeps a conversation from being finished.
public struct LabelProblem: Error, Equatable, Sendable, Codable, CustomStringConvertible {
    /// The place of the message that it is about, from 0; nil for the whole.
    public let message: Int?
    /// What to do, as a sentence without its full stop.
    public let text: String

    public var description: String { message.map { "turn \($0 + 1): \(text)" } ?? text }
}
