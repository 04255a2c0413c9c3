import Tokenization

/// Speaks a protocol with a vocabulary: messages → tokens with a training mask, and tokens → messages.
public struct ChatRenderer: Sendable {
    /// The protocol.
    public let chatProtocol: ChatProtocol
    /// The vocabulary.
    public let tokenizer: Tokenizer
    let grammar: ProtocolGrammar

    /// The id that ends an answer.
    public var endOfTurn: Int32 { grammar.endOfAnswer }
    /// The ids at which generation stops: an answer is complete, or a tool is called.
    public var stopTokens: Set<Int32> { [grammar.endOfAnswer, grammar.endOfCall] }

    /// The tokens with which thinking begins and ends, and all that stands at its end; nil where the protocol has no token for it alone.
    public var thinkingBounds: (open: Int32, close: Int32, ending: [Int32])? {
        guard let template = grammar.parts.first(where: { $0.target == .thinking })?.template,
            let open = template.firstToken, let close = template.close
        else { return nil }
        let others = grammar.parts.filter { $0.target != .thinking } + grammar.turns
        guard !others.contains(where: { $0.template.firstToken == open }) else { return nil }
        let (before, after) = (template.suffix, template.after)
        return (
            open, close,
            tokenizer.encode(String(decoding: before, as: UTF8.self)) + [close]
                + tokenizer.encode(String(decoding: after, as: UTF8.self))
        )
    }

    /// A renderer.
    ///
    /// - Throws: `ConversationError.missingToken` when the vocabulary lacks one of the protocol's tokens, `.badProtocol` when
    ///   its description cannot be used.
    public init(_ chatProtocol: ChatProtocol = .swiftlet, tokenizer: Tokenizer) throws {
        self.chatProtocol = chatProtocol
        self.tokenizer = tokenizer
        grammar = try ProtocolGrammar(chatProtocol, tokenizer)
    }

    /// The tokens of a conversation; with `addingPrompt`, the header of the assistant's next turn follows.
    ///
    /// Content never turns into a control token, whatever it says.
    ///
    /// - Throws: `ConversationError.cannotRender` for what the protocol cannot write.
    public func render(_ messages: [Message], addingPrompt: Bool = false) throws -> RenderedConversation {
        try render(messages, addingPrompt: addingPrompt, training: messages.count)
    }

    /// The same with only the last `count` messages trained on.
    func render(
        _ messages: [Message], addingPrompt: Bool = false, training count: Int
    ) throws -> RenderedConversation {
        try check(messages)
        var writer = TurnWriter(grammar, tokenizer)
        writer.begin()
        let visible = chatProtocol.visible(messages)
        writer.write(visible, isLast: !addingPrompt, trainedFrom: count < messages.count ? visible.count - count : 0)
        if addingPrompt { writer.writePrompt() }
        return writer.rendered
    }

    /// What follows the assistant's turn: the results of its calls or what the user says, and the header of its next turn.
    ///
    /// The prompt, what the assistant made of it up to its end of turn, and these tokens are what `render` gives for the
    /// whole conversation with `addingPrompt`.
    public func continuation(_ messages: [Message]) throws -> RenderedConversation {
        try check(messages)
        var writer = TurnWriter(grammar, tokenizer)
        writer.endTurn(of: .assistant)
        writer.write(messages.filter { $0.role == .tool || $0.role == .user }.numberingCalls(), isLast: false)
        writer.writePrompt()
        return writer.rendered
    }

    /// The messages of a token sequence: the inverse of `render` (see `ChatProtocol.visible`). Any sequence is accepted; what
    /// belongs to no turn is passed over.
    public func parse(_ ids: some Sequence<Int32>) -> [Message] {
        var parser = StreamParser(self)
        var builder = MessageBuilder(self)
        for id in ids { builder.add(parser.append(id)) }
        builder.add(parser.finish())
        return builder.messages
    }

    /// The message that an assistant made after its prompt.
    public func parseAnswer(_ ids: some Sequence<Int32>) -> Message {
        parseTurns(ids).first ?? Message(.assistant, "")
    }

    /// What an assistant made after its prompt, with the tools' answers in between.
    public func parseTurns(_ ids: some Sequence<Int32>) -> [Message] {
        var parser = StreamParser(answerOf: self)
        var builder = MessageBuilder(self)
        builder.add(.turnBegan(.assistant))
        for id in ids { builder.add(parser.append(id)) }
        builder.add(parser.finish())
        return builder.messages
    }
}
