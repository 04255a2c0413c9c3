import Tokenization

/// Writes the turns of a conversation in a protocol that can write them all.
struct TurnWriter {
    private let grammar: ProtocolGrammar
    private var writer: TokenWriter

    init(_ grammar: ProtocolGrammar, _ tokenizer: Tokenizer) {
        self.grammar = grammar
        writer = TokenWriter(tokenizer)
    }

    /// What was written.
    var rendered: RenderedConversation {
        mutating get {
            writer.flush()
            return writer.rendered
        }
    }

    /// What a conversation begins with.
    mutating func begin() {
        writer.write(grammar.start, .start, trained: false)
        writer.flush()
    }

    /// The header of the assistant's next turn.
    mutating func writePrompt() {
        writer.role = .assistant
        writeOpening(.assistant)
    }

    /// What stands after a turn.
    mutating func endTurn(of role: Message.Role) {
        writer.role = role
        writer.write(grammar.chatProtocol.afterTurn, .separator, trained: false)
        writer.role = nil
    }

    /// Writes messages.
    ///
    /// - Parameters:
    ///   - isLast: whether an answer at the end is one that was just made.
    ///   - trainedFrom: the first message that is trained on.
    mutating func write(_ messages: [Message], isLast: Bool, trainedFrom: Int = 0) {
        for (index, message) in messages.enumerated() {
            writer.role = message.role
            switch message.role {
            case .assistant:
                write(assistant: message, isLast: isLast && index + 1 == messages.count, trained: index >= trainedFrom)
            case .tool:
                let isFirst = index == 0 || messages[index - 1].role != .tool
                let isEnd = index + 1 == messages.count || messages[index + 1].role != .tool
                for result in message.toolResults { write(result, isFirst: isFirst, isLast: isEnd) }
            case .system, .developer, .user:
                writeOpening(message.role)
                writer.write(message.content, .text, trained: false)
                writer.write(token: grammar.endOfTurn, .end, trained: false)
                endTurn(of: message.role)
            }
        }
    }

    private mutating func writeOpening(_ role: Message.Role, trained: Bool = false) {
        guard let form = grammar.turns.first(where: { $0.target == .turn(role) }) else { return }
        writer.write(form.template.whole, .header, trained: trained)
        writer.flush()
    }

    // MARK: The assistant

    private mutating func write(assistant message: Message, isLast: Bool, trained: Bool) {
        writeOpening(.assistant)
        var parts = message.parts
        var endsWithCall = false
        if case .toolCall = parts.last { endsWithCall = true }
        var endsWithText = false
        if case .text = parts.last { endsWithText = true }
        // Where parts have openings, an answer is never without its last text.
        if grammar.chatProtocol.partsHaveOpenings, !endsWithCall, !endsWithText { parts.append(.text("")) }
        for (index, part) in parts.enumerated() {
            let before = index > 0 ? parts[index - 1] : nil
            var followsCall = false
            if case .toolCall = before { followsCall = true }
            if grammar.chatProtocol.partsHaveOpenings, index > 0 {
                if followsCall {
                    writer.write(token: grammar.endOfCall, .end, trained: trained)
                    endTurn(of: .assistant)
                    writer.role = .assistant
                }
                // What follows a call is begun for the model; all else it begins itself.
                writeOpening(.assistant, trained: trained && !followsCall)
            } else if followsCall {
                writer.write(grammar.chatProtocol.betweenCalls, .mark, trained: trained)
            }
            write(part, isLast: index + 1 == parts.count, trained: trained)
        }
        let end = endsWithCall ? grammar.endOfCall : isLast ? grammar.endOfAnswer : grammar.endOfTurn
        writer.write(
            token: end, .end, trained: trained && (end == grammar.endOfAnswer || end == grammar.endOfCall))
        endTurn(of: .assistant)
    }

    private mutating func write(_ part: Message.Part, isLast: Bool, trained: Bool) {
        switch part {
        case .text(let text):
            let preamble = isLast ? nil : grammar.parts.first { $0.target == .preamble }
            write(text, in: preamble ?? grammar.parts.first { $0.target == .text }, .text, trained: trained)
        case .thinking(let text):
            write(text, in: grammar.parts.first { $0.target == .thinking }, .thinking, trained: trained)
        case .toolCall(let call):
            let form = grammar.form(
                grammar.parts.filter { $0.target == .call }, for: call.name,
                isJSON: CallObjectWriter.isObject(call.arguments))
            let isObject = form?.template.body == .call
            write(
                isObject ? CallObjectWriter.text(call, grammar.chatProtocol.callObject) : call.arguments, in: form,
                .call, name: call.name, trained: trained)
        case .toolResult: break
        }
    }

    private mutating func write(
        _ body: String, in form: ProtocolGrammar.Form?, _ kind: RenderedConversation.Kind, name: String = "",
        trained: Bool
    ) {
        guard let template = form?.template else { return }
        writer.write(template.whole, name: name, .mark, nameKind: kind, trained: trained)
        writer.write(body, kind, trained: trained)
        writer.write(String(decoding: template.suffix, as: UTF8.self), .mark, trained: trained)
        if let close = template.close { writer.write(token: close, .mark, trained: trained) }
        writer.write(String(decoding: template.after, as: UTF8.self), .mark, trained: trained)
    }

    // MARK: Tools

    private mutating func write(_ result: ToolResult, isFirst: Bool, isLast: Bool) {
        let isInTurn = !grammar.results.isEmpty
        if isInTurn, isFirst {
            writeOpening(.tool)
        } else if isInTurn {
            writer.write(grammar.chatProtocol.betweenResults, .mark, trained: false)
        }
        let forms = isInTurn ? grammar.results : grammar.turns.filter { $0.target == .result }
        guard let form = grammar.form(forms, for: result.name, isJSON: false) else { return }
        if isInTurn {
            write(result.text, in: form, .result, trained: false)
        } else {
            writer.write(form.template.whole, name: result.name, .header, trained: false)
            writer.flush()
            writer.write(result.text, .result, trained: false)
            writer.write(String(decoding: form.template.suffix, as: UTF8.self), .mark, trained: false)
            if let close = form.template.close { writer.write(token: close, .mark, trained: false) }
        }
        guard isLast || !isInTurn else { return }
        writer.write(token: grammar.endOfTurn, .end, trained: false)
        endTurn(of: .tool)
    }
}
