import Generation

/// One update of a practice, as a line on the screen and in metrics.jsonl.
public struct PracticeRecord: Codable, Sendable, Equatable {
    /// The update's number, from 1.
    public var step: Int
    /// The mean reward, before anything is taken off for leaving the reference.
    public var reward: Float = 0
    /// The share of right answers in the form that was asked for.
    public var accuracy: Float = 0
    /// The share of answers that are right in whatever form.
    public var lenientAccuracy: Float = 0
    /// The share of answers in the form that was asked for.
    public var formed: Float = 0
    /// Made tokens of an answer: the mean and the most.
    public var length: Float = 0
    public var longest = 0
    /// The share of answers that were cut.
    public var cut: Float = 0
    /// The mean entropy of the distributions that tokens were drawn from, in nats: the mean of −log p of what was drawn.
    public var entropy: Float = 0
    /// The estimate of KL(policy ‖ reference) per token, in nats; nil where there is no reference.
    public var divergence: Float?
    /// The share of drawn groups in which all answers have the same reward: they teach nothing.
    public var withoutSignal: Float = 0
    /// The share of made tokens that the clip left without a gradient.
    public var clipped: Float = 0
    /// The value of the objective's loss; near 0 in the first pass by construction, which says nothing about the gradient.
    public var loss: Float = 0
    /// The norm of the gradient before clipping.
    public var gradientNorm: Float = 0
    /// The learning rate.
    public var rate: Float = 0
    /// The greatest difference between a token's log-probability when it was made and as training computes it: 0.
    public var mismatch: Float = 0
    /// Calls of tools per answer.
    public var calls: Float = 0
    /// Seconds of generation; of grading, and of asking the reference and the value function; of gradients and steps.
    public var secondsSampling = 0.0
    public var secondsGrading = 0.0
    public var secondsTraining = 0.0
    /// Made tokens per second of sampling.
    public var tokensPerSecond = 0.0
    /// Right greedy answers to held-out problems after the update, where they were asked.
    public var examined: [String: Float]?
    /// The same before all updates; in the first one's record, where it is known.
    public var beginning: [String: Float]?

    /// A record of which only the number is known.
    init(step: Int) { self.step = step }

    /// Takes the figures of all answers, those of groups without signal among them.
    mutating func take(_ drawn: GroupSampler.Drawn) {
        let answers = drawn.all.flatMap(\.answers)
        let count = Float(max(1, answers.count))
        func mean(_ value: (GradedGroup.Answer) -> Float) -> Float { answers.reduce(0) { $0 + value($1) } / count }
        reward = mean(\.reward)
        accuracy = mean { $0.grade.isRight ? 1 : 0 }
        lenientAccuracy = mean { $0.grade.isRightLeniently ? 1 : 0 }
        formed = mean { $0.grade.isFormed ? 1 : 0 }
        length = mean { Float($0.rollout.madeCount) }
        longest = answers.map(\.rollout.madeCount).max() ?? 0
        cut = mean { $0.rollout.finish == .length ? 1 : 0 }
        calls = mean { Float($0.rollout.calls) }
        let (sum, made) = answers.reduce((Float(0), 0)) {
            ($0.0 - $1.rollout.logProbabilities.reduce(0, +), $0.1 + $1.rollout.madeCount)
        }
        entropy = sum / Float(max(1, made))
        withoutSignal = Float(drawn.withoutSignal) / Float(max(1, drawn.all.count))
        tokensPerSecond = secondsSampling > 0 ? Double(made) / secondsSampling : 0
    }
}
