import Generation
import Training

/// What a practice does.
public struct PracticeSettings: Sendable {
    /// The objective.
    public var objective = PolicyObjective()
    /// Updates in all.
    public var updates = 100
    /// Problems in an update.
    public var problems = 16
    /// Answers to each problem.
    public var answers = 16
    /// What the system message says, beside the tools; nil for nothing.
    public var system: String?
    /// How answers are sampled.
    public var sampling = RolloutOptions()
    /// What the right form is worth beside a right answer, which is worth 1.
    public var formReward: Float = 0
    /// Tokens in a forward pass of training, at most, but for a longer answer.
    public var tokensPerPass = 4096
    /// Rounds of further draws for groups without signal, at most.
    public var furtherDraws = 4
    /// The learning rates.
    public var schedule: Schedule
    /// The optimizer.
    public var optimizer = Optimizer.Settings()
    /// The value function's rate over the policy's, where there is one.
    public var criticFactor: Float = 3
    /// Gradients longer than this are shortened to it.
    public var clip: Float = 1
    /// Updates between two examinations.
    public var examinedEvery = 20
    /// Seconds between two checkpoints.
    public var checkpointSeconds = 20.0
    /// The seed of problems and answers.
    public var seed: UInt64 = 1

    /// A practice of so many updates at a rate that falls to zero; the rest by default.
    public init(updates: Int, rate: Float) {
        self.updates = updates
        schedule = Schedule(
            rate: rate, steps: updates, warmup: min(5, updates / 10), decay: .linear, decayShare: 0.8, finalShare: 0)
    }
}

/// Where problems come from: a function of the update and the place in it, so that a resumed practice meets the same.
public protocol PracticeProblems: Sendable {
    /// The problem at a place of an update; places beyond the settings' number of problems are further draws.
    func problem(update: Int, place: Int) -> PracticeProblem
}
