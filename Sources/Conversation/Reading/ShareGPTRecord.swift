/// `{"conversations": [{"from": "human", "value": "…"}, …]}`, with `system` beside it in some sets.
struct ShareGPTRecord: Decodable {
    struct Turn: Decodable {
        let from: String
        let value: String
    }

    let conversations: [Turn]
    let system: String?

    func messages() throws(ConversationProblem) -> [Message] {
        var messages = system.map { $0.isEmpty ? [] : [Message(.system, $0)] } ?? []
        for turn in conversations {
            switch turn.from {
            case "human", "user": messages.append(Message(.user, turn.value))
            case "gpt", "assistant", "chatgpt", "bing", "bard", "model":
                messages.append(Message(.assistant, turn.value))
            case "system": messages.append(Message(.system, turn.value))
            case "function_call", "tool_call":
                let part = Message.Part.toolCall(try call(turn.value))
                if messages.last?.role == .assistant {
                    messages[messages.count - 1].append(part)
                } else {
                    messages.append(Message(.assistant, parts: [part]))
                }
            case "observation", "tool", "function_response", "tool_response":
                messages.append(Message(.tool, turn.value))
            default:
                throw ConversationProblem(
                    reason: "'\(turn.from)' is not known as a speaker",
                    repair: "Use human, gpt, system, function_call or observation.")
            }
        }
        return messages
    }

    private func call(_ text: String) throws(ConversationProblem) -> ToolCall {
        var reader = CallObjectReader(ChatProtocol.CallObject())
        var name = ""
        var arguments: [UInt8] = []
        for byte in text.utf8 {
            switch reader.append(byte) {
            case .began(let begun):
                name = begun
                arguments = [byte]
            case .argument: arguments.append(byte)
            case .nothing: break
            }
        }
        switch reader.finish(suffix: []) {
        case .whole: return ToolCall(name: name, arguments: String(decoding: arguments, as: UTF8.self))
        case .call(let name, let arguments): return ToolCall(name: name, arguments: arguments)
        case .unreadable:
            throw ConversationProblem(
                reason: "a function_call cannot be read",
                repair: #"It should be {"name": "…", "arguments": {…}}."#)
        }
    }
}
