extension ChatRenderer {
    /// The conversation as one or several examples to train on, each as the model will see it.
    ///
    /// Where the protocol leaves out earlier thinking of this conversation, or ends an answer otherwise while it is made, each
    /// turn of the assistant becomes an example of its own, with what came before as context that is not trained on again.
    /// Everything else is one example.
    public func trainingExamples(_ messages: [Message]) throws -> [RenderedConversation] {
        let messages = chatProtocol.joiningCalls(messages.numberingCalls())
        let isAnswering = messages.map { $0.role == .assistant || $0.role == .tool }
        let cuts = messages.indices.dropFirst().filter { !isAnswering[$0] && isAnswering[$0 - 1] }
        let losesThinking =
            chatProtocol.dropsEarlierThinking && messages.prefix(cuts.last ?? 0).contains { $0.thinking != nil }
        guard !cuts.isEmpty, losesThinking || grammar.endOfAnswer != grammar.endOfTurn else {
            return [try render(messages)]
        }
        var examples: [RenderedConversation] = []
        for (begin, end) in zip([0] + cuts, cuts + [messages.count]) {
            let example = try render(Array(messages[..<end]), training: end - begin)
            if example.mask.contains(true) { examples.append(example) }
        }
        return examples.isEmpty ? [try render(messages)] : examples
    }

    /// Refuses what the protocol cannot write, before anything is left out.
    func check(_ messages: [Message]) throws {
        for (index, message) in messages.enumerated() {
            if let reason = obstacle(message) {
                throw ConversationError.cannotRender(message: index + 1, what: reason, chatProtocol: chatProtocol.name)
            }
        }
    }

    private func obstacle(_ message: Message) -> String? {
        guard chatProtocol.spoken(message.role) != nil else { return "it has no role '\(message.role.rawValue)'" }
        var hasCalled = false
        for part in message.parts {
            switch part {
            case .text:
                if hasCalled { return "text stands after a call, but a call ends what is said" }
            case .thinking:
                guard message.role == .assistant else { return "only the assistant thinks" }
                guard !chatProtocol.thinking.isEmpty else { return "it has no thinking" }
                if hasCalled { return "thinking stands after a call, but a call ends what is said" }
            case .toolCall(let call):
                hasCalled = true
                guard message.role == .assistant else { return "only the assistant calls tools" }
                guard ToolCall.isName(call.name) else { return "'\(call.name)' cannot be a tool's name" }
                guard form(for: call) != nil else { return "it has no calls of tools" }
            case .toolResult(let result):
                guard message.role == .tool else { return "only a tool gives results" }
                guard result.name.isEmpty || ToolCall.isName(result.name) else {
                    return "'\(result.name)' cannot be a tool's name"
                }
                guard form(for: result) != nil else { return "it has no results of this tool" }
            }
        }
        return nil
    }

    private func form(for call: ToolCall) -> ProtocolGrammar.Form? {
        grammar.form(
            grammar.parts.filter { $0.target == .call }, for: call.name,
            isJSON: CallObjectWriter.isObject(call.arguments))
    }

    private func form(for result: ToolResult) -> ProtocolGrammar.Form? {
        grammar.form((grammar.results + grammar.turns).filter { $0.target == .result }, for: result.name, isJSON: false)
    }
}
