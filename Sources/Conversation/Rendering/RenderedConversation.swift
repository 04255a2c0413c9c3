/// A conversation as tokens, with what each token is for.
public struct RenderedConversation: Sendable, Equatable {
    /// What a token is.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// Begins the conversation.
        case start
        /// Says whose turn it is.
        case header
        /// What is said.
        case text
        /// What is thought.
        case thinking
        /// What is asked of a tool, its name included.
        case call
        /// What a tool answered.
        case result
        /// Opens or closes a part.
        case mark
        /// Ends a turn.
        case end
        /// Stands between turns.
        case separator
    }

    /// The ids.
    public internal(set) var ids: [Int32] = []
    /// Whether a token is trained on: exactly what the assistant makes itself, from after its header to the end of its turn.
    public internal(set) var mask: [Bool] = []
    /// Whose turn a token belongs to; nil outside of turns.
    public internal(set) var roles: [Message.Role?] = []
    /// What a token is.
    public internal(set) var kinds: [Kind] = []

    /// Tokens that are trained on, when each token foretells the next.
    public var trainedCount: Int { mask.dropFirst().reduce(0) { $0 + ($1 ? 1 : 0) } }

    mutating func append(_ id: Int32, _ kind: Kind, role: Message.Role?, trained: Bool) {
        ids.append(id)
        mask.append(trained)
        roles.append(role)
        kinds.append(kind)
    }
}
