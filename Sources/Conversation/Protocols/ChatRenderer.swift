import Tokenization

/// Renders conversations with a vocabulary: messages → tokens with a training mask, and tokens → messages.
public struct ChatRenderer: Sendable {
    /// The protocol.
    public let chatProtocol: ChatProtocol
    /// The vocabulary.
    public let tokenizer: Tokenizer
    /// The id that ends a turn.
    public let endOfTurn: Int32

    /// A renderer.
    ///
    /// - Throws: `ConversationError.missingToken` when the vocabulary lacks one of the protocol's tokens.
    public init(_ chatProtocol: ChatProtocol = .swiftlet, tokenizer: Tokenizer) throws {
        self.chatProtocol = chatProtocol
        self.tokenizer = tokenizer
        let pieces = chatProtocol.start + Message.Role.allCases.flatMap(chatProtocol.header) + chatProtocol.afterTurn
        for case .special(let name) in pieces + [.special(chatProtocol.endOfTurn)]
        where tokenizer.specialTokens[name] == nil {
            throw ConversationError.missingToken(name: name, chatProtocol: chatProtocol.name)
        }
        endOfTurn = tokenizer.specialTokens[chatProtocol.endOfTurn] ?? 0
    }

    /// The tokens of a conversation; with `addingPrompt`, the header of the assistant's next turn follows.
    ///
    /// Content never turns into a special token, whatever it says.
    public func render(_ messages: [Message], addingPrompt: Bool = false) -> RenderedConversation {
        var rendered = RenderedConversation()
        rendered.append(ids(chatProtocol.start, role: .system), trained: false, role: nil)
        for message in messages {
            let isAssistant = message.role == .assistant
            rendered.append(
                ids(chatProtocol.header(message.role), role: message.role), trained: false, role: message.role)
            rendered.append(tokenizer.encode(message.content), trained: isAssistant, role: message.role)
            rendered.append([endOfTurn], trained: isAssistant, role: message.role)
            rendered.append(ids(chatProtocol.afterTurn, role: message.role), trained: false, role: message.role)
        }
        if addingPrompt {
            rendered.append(ids(chatProtocol.header(.assistant), role: .assistant), trained: false, role: .assistant)
        }
        return rendered
    }

    /// The messages of a token sequence: the inverse of `render`; tokens outside of any turn are passed over.
    public func parse(_ ids: [Int32]) -> [Message] {
        let headers = Message.Role.allCases.map { ($0, self.ids(chatProtocol.header($0), role: $0)) }
            .sorted { $0.1.count > $1.1.count }
        var messages: [Message] = []
        var i = 0
        while i < ids.count {
            guard let (role, header) = headers.first(where: { ids[i...].starts(with: $0.1) }) else {
                i += 1
                continue
            }
            let start = i + header.count
            let end = ids[start...].firstIndex(of: endOfTurn) ?? ids.count
            messages.append(Message(role, tokenizer.decode(ids[start..<end])))
            i = end + 1
        }
        return messages
    }

    private func ids(_ pieces: [ChatProtocol.Piece], role: Message.Role) -> [Int32] {
        pieces.flatMap { piece in
            switch piece {
            case .special(let name): [tokenizer.specialTokens[name] ?? 0]
            case .text(let text): tokenizer.encode(text)
            case .roleName: tokenizer.encode(role.rawValue)
            }
        }
    }
}
