/// Gives calls their ids in order, and results the calls that they answer.
///
/// A result answers the first call of its tool that waits for one, or the first of all where it has no name, or no call of
/// that name waits. A turn of the user ends all waiting.
struct CallNumbers: Sendable {
    private var waiting: [ToolCall] = []
    private var count = 0

    /// The call with the next id.
    mutating func number(_ call: ToolCall) -> ToolCall {
        count += 1
        let numbered = ToolCall(name: call.name, arguments: call.arguments, id: "call_\(count)")
        waiting.append(numbered)
        return numbered
    }

    /// The result with the id of its call; an empty name becomes the call's.
    mutating func answer(_ result: ToolResult) -> ToolResult {
        guard let place = waiting.firstIndex(where: { $0.name == result.name }) ?? waiting.indices.first else {
            return ToolResult(name: result.name, text: result.text)
        }
        let call = waiting.remove(at: place)
        return ToolResult(name: result.name.isEmpty ? call.name : result.name, text: result.text, callID: call.id)
    }

    /// No result will come any more.
    mutating func stopWaiting() { waiting = [] }
}

extension [Message] {
    /// The conversation with ids as parsing gives them, one message per result, and results named after their calls.
    ///
    /// - Parameter keepingNames: whether a result's own name is kept; else it takes that of the call it answers.
    public func numberingCalls(keepingNames: Bool = true) -> [Message] {
        var numbers = CallNumbers()
        return flatMap { message -> [Message] in
            if message.role != .assistant && message.role != .tool { numbers.stopWaiting() }
            if message.role == .tool {
                return message.toolResults.map { result in
                    let named = keepingNames ? result : ToolResult(name: "", text: result.text)
                    return Message(.tool, parts: [.toolResult(numbers.answer(named))])
                }
            }
            let parts = message.parts.map { part -> Message.Part in
                if case .toolCall(let call) = part { .toolCall(numbers.number(call)) } else { part }
            }
            return [Message(message.role, parts: parts)]
        }
    }
}

extension Message {
    /// Whether this is a call that follows another one with no result between, both the assistant's.
    func goesOn(from last: Message) -> Bool {
        guard role == .assistant, last.role == .assistant, case .toolCall = parts.first else { return false }
        return !last.toolCalls.isEmpty
    }

    /// The message with the parts of another one behind its own.
    func adding(_ other: Message) -> Message { Message(role, parts: parts + other.parts) }
}
