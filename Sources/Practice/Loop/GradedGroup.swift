import Conversation
import Generation

/// A problem with its answers, each graded.
public struct GradedGroup: Sendable {
    /// One answer.
    public struct Answer: Sendable {
        /// What was sampled.
        public var rollout: Rollout
        /// What it says, thinking and calls left out.
        public var text: String
        /// What it thinks.
        public var thinking: String?
        /// What it is worth.
        public var grade: Grade
        /// The reward: right, form, and what was taken off for length or for leaving the reference.
        public var reward: Float
        /// log p of each id under the reference; nil where there is none.
        public var reference: [Float]?
        /// The advantage of each id, where a value function has judged it.
        public var tokenAdvantages: [Float]?
    }

    /// The problem.
    public var problem: PracticeProblem
    /// Its answers.
    public var answers: [Answer]

    /// The advantages under an objective; none is different from 0 where the group teaches nothing.
    public func advantages(_ objective: PolicyObjective) -> [Float] {
        objective.advantage.of(
            rewards: answers.map(\.reward), isRight: answers.map(\.grade.isRight),
            lengths: answers.map(\.rollout.madeCount))
    }
}

extension PolicyObjective {
    /// What is taken off the reward of a long answer.
    func cutPenalty(length: Int, limit: Int) -> Float {
        guard case .shaped(let zone, let most) = cut, zone > 0 else { return 0 }
        let over = length - (limit - zone)
        return over <= 0 ? 0 : most * min(1, Float(over) / Float(zone))
    }

    /// Whether an answer's tokens are trained on.
    func trains(_ answer: GradedGroup.Answer) -> Bool { cut != .masked || answer.rollout.finish != .length }
}
