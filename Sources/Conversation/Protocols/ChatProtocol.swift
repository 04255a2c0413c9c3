import Tokenization

/// How a conversation becomes one sequence of tokens: a protocol is data, not code.
public struct ChatProtocol: Sendable, Equatable {
    /// A piece of a rendered message: a special token by name, plain text, or the role's name.
    public enum Piece: Sendable, Equatable {
        case special(String)
        case text(String)
        case roleName
    }

    /// The protocol's name.
    public let name: String
    /// What a conversation begins with.
    public let start: [Piece]
    /// What stands before the content, by role.
    public let header: @Sendable (Message.Role) -> [Piece]
    /// The special token that ends a turn.
    public let endOfTurn: String
    /// What stands after the end of a turn.
    public let afterTurn: [Piece]

    /// Our own: one special token per role, `<|endoftext|>` first, `<|end|>` after each turn.
    public static let swiftlet = ChatProtocol(
        name: "swiftlet", start: [.special("<|endoftext|>")],
        header: { [.special($0 == .tool ? "<|tool_result|>" : "<|\($0.rawValue)|>")] }, endOfTurn: "<|end|>",
        afterTurn: [])

    /// OpenAI's ChatML as GPT-4 spoke it: `<|im_start|>role<|im_sep|>content<|im_end|>`.
    public static let chatML = ChatProtocol(
        name: "chatml", start: [], header: { _ in [.special("<|im_start|>"), .roleName, .special("<|im_sep|>")] },
        endOfTurn: "<|im_end|>", afterTurn: [])

    /// Two protocols are the same when their names are.
    public static func == (a: ChatProtocol, b: ChatProtocol) -> Bool { a.name == b.name }
}

/// A conversation as tokens, with what each token is for.
public struct RenderedConversation: Sendable, Equatable {
    /// The ids.
    public var ids: [Int32] = []
    /// Whether a token is trained on: the assistant's words and its end of turn.
    public var mask: [Bool] = []
    /// Whose turn a token belongs to; nil before the first turn.
    public var roles: [Message.Role?] = []

    mutating func append(_ new: [Int32], trained: Bool, role: Message.Role?) {
        ids += new
        mask += [Bool](repeating: trained, count: new.count)
        roles += [Message.Role?](repeating: role, count: new.count)
    }
}
