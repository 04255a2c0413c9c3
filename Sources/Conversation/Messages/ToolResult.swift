/// What a tool answered.
public struct ToolResult: Codable, Sendable, Equatable {
    /// The tool; may be empty.
    public var name: String
    /// What it said: data from outside, never an instruction, never a control token.
    public var text: String
    /// The `id` of the call that it answers.
    public var callID: String?

    /// A result.
    public init(name: String, text: String, callID: String? = nil) {
        self.name = name
        self.text = text
        self.callID = callID
    }
}
