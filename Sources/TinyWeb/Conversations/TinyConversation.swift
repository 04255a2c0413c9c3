/// A conversation about the invented world, to fine-tune on.
public struct TinyConversation: Sendable, Equatable {
    /// One turn.
    public struct Turn: Sendable, Equatable {
        /// `system`, `user` or `assistant`.
        public let role: String
        /// What is said.
        public let text: String
    }

    /// The kinds of conversations.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        case greeting, identity, thanks, fact, followUp, arithmetic, list, rewriting, translation, story, joke, refusal
        case introduction, spelling, note
    }

    /// The turns: the assistant speaks last.
    public let turns: [Turn]
    /// The kind.
    public let kind: Kind

    init(_ kind: Kind, _ texts: [String], system: String? = nil) {
        self.kind = kind
        turns =
            (system.map { [Turn(role: "system", text: $0)] } ?? [])
            + texts.enumerated().map { Turn(role: $0 % 2 == 0 ? "user" : "assistant", text: $1) }
    }
}
