import Conversation
import Generation

/// Two answers to one prompt of which somebody prefers the first.
public struct PreferencePair: Sendable, Equatable {
    /// The answer that is preferred, and the other one; prompt and answer as tokens.
    public var better: Rollout
    public var worse: Rollout

    /// A pair; see the properties.
    public init(better: Rollout, worse: Rollout) { (self.better, self.worse) = (better, worse) }

    /// The tokens of the longer conversation.
    public var length: Int {
        max(better.prompt.count + better.ids.count, worse.prompt.count + worse.ids.count)
    }

    /// All pairs of answers that somebody put in order; ties make none.
    public static func pairs(of rated: RatedAnswers, _ renderer: ChatRenderer) throws -> [PreferencePair] {
        let answers = try rated.answers.map { answer in
            try rollout(of: [Message(.user, rated.prompt), Message(.assistant, answer)], renderer)
        }
        return rated.ordering.pairs.map { PreferencePair(better: answers[$0.better], worse: answers[$0.worse]) }
    }

    /// A conversation as if the model had made the answer.
    private static func rollout(of messages: [Message], _ renderer: ChatRenderer) throws -> Rollout {
        let whole = try renderer.render(messages)
        let start = whole.mask.firstIndex(of: true) ?? whole.ids.count
        var rollout = Rollout(prompt: Array(whole.ids[..<start]))
        rollout.ids = Array(whole.ids[start...])
        rollout.isMade = Array(whole.mask[start...])
        rollout.logProbabilities = [Float](repeating: 0, count: rollout.ids.count)
        return rollout
    }
}
