/// What an answer may spend on tools.
public struct ToolLimits: Codable, Sendable, Equatable {
    /// Calls of all tools together.
    public var calls: Int
    /// Seconds of a call.
    public var seconds: Double
    /// Characters of a result that enter the conversation.
    public var characters: Int

    /// Some limits.
    public init(calls: Int = 4, seconds: Double = 15, characters: Int = 4000) {
        self.calls = calls
        self.seconds = seconds
        self.characters = characters
    }
}
