import Conversation

/// A conversation as tokens, to be scored by what the model said in it.
public struct ScoredAnswer: Sendable, Equatable {
    /// The whole conversation, prompt first.
    public var ids: [Int32]
    /// The place of the answer's first id, of which there is at least one.
    public var start: Int

    /// An answer; see the properties.
    public init(ids: [Int32], start: Int) {
        precondition(ids.indices.contains(start), "an answer begins in its conversation")
        (self.ids, self.start) = (ids, start)
    }

    /// An answer to a prompt in a model's protocol.
    public init(_ answer: String, to prompt: String, _ renderer: ChatRenderer) throws {
        let whole = try renderer.render([Message(.user, prompt), Message(.assistant, answer)])
        self.init(ids: whole.ids, start: whole.mask.firstIndex(of: true) ?? whole.ids.count - 1)
    }
}
