/// What is wrong with one conversation of a file, and how to repair it.
struct ConversationProblem: Error, Equatable {
    let reason: String
    let repair: String

    static let empty = ConversationProblem(reason: "it has no messages", repair: "Add messages or remove the record.")
    static let unanswered = ConversationProblem(
        reason: "nothing is said by the assistant", repair: "Add the assistant's answer or remove the record.")
    static let strayResult = ConversationProblem(
        reason: "a tool's result answers no call",
        repair: "Let it follow the assistant's message with the call, with the call's id as tool_call_id.")

    /// The conversation with results named after their calls.
    ///
    /// - Throws: `ConversationProblem` for a conversation that nothing can be learned from, or whose tools do not fit.
    static func checked(_ messages: [Message]) throws(ConversationProblem) -> [Message] {
        guard !messages.isEmpty else { throw empty }
        guard messages.contains(where: { $0.role == .assistant && !$0.parts.isEmpty }) else { throw unanswered }
        var waiting: [ToolCall] = []
        var checked: [Message] = []
        for message in messages {
            if message.role != .assistant && message.role != .tool { waiting = [] }
            for call in message.toolCalls {
                guard ToolCall.isName(call.name) else {
                    throw ConversationProblem(
                        reason: "'\(call.name)' cannot be a tool's name",
                        repair: "Use 1 to 64 of A-Z, a-z, 0-9, _, . and -.")
                }
            }
            waiting += message.toolCalls
            guard message.role == .tool else {
                checked.append(message)
                continue
            }
            for result in message.toolResults {
                guard let place = place(of: result, in: waiting) else { throw strayResult }
                let call = waiting.remove(at: place)
                checked.append(
                    Message(
                        .tool,
                        parts: [.toolResult(ToolResult(name: call.name, text: result.text, callID: result.callID))]))
            }
        }
        return checked
    }

    /// The call of the same id; without an id the first of the same name, and without a name the first.
    private static func place(of result: ToolResult, in waiting: [ToolCall]) -> Int? {
        if let id = result.callID { return waiting.firstIndex { $0.id == id } }
        return waiting.firstIndex { result.name.isEmpty || $0.name == result.name }
    }
}
