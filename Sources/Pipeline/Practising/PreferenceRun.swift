import Artifacts
import Conversation
import Foundation
import Generation
import Practice
import Tokenization
import ToolUse
import Training
import Transformer

/// Practice of a policy against a reward model, with everything measured on the way, and a guard that keeps the best of it.
public struct PreferenceRun: Sendable {
    /// True taste of an answer to the examined prompt of a number, where somebody knows it.
    public typealias Taste = @Sendable (_ prompt: Int, _ answer: String) -> Double

    /// The directory of the policy to begin with.
    public var start: URL
    /// The reward model that it is practised against.
    public var reward: RewardModel
    /// Reward models that nothing is trained against.
    public var judges: [RewardModel]
    /// Prompts that it is practised on, and others that it is measured with.
    public var practised: [String]
    public var examined: [String]
    /// Answers to each of the latter.
    public var samples: Int
    /// How it is practised.
    public var settings: PracticeSettings
    /// True taste.
    public var taste: Taste
    /// What tells where to stop.
    public var guardian = PreferenceGuard()

    /// A run; see the properties.
    public init(
        start: URL, reward: RewardModel, judges: [RewardModel], practised: [String], examined: [String], samples: Int,
        settings: PracticeSettings, taste: @escaping Taste = { _, _ in 0 }
    ) {
        (self.start, self.reward, self.judges, self.practised) = (start, reward, judges, practised)
        (self.examined, self.samples, self.settings, self.taste) = (examined, samples, settings, taste)
    }

    /// What came out.
    public struct Outcome: Sendable {
        /// What was measured at the beginning and on the way.
        public let marks: [PreferenceExamination.Mark]
        /// The scale on which answers are judged.
        public let scale: PreferenceExamination.Scale
        /// The answers at the end.
        public let answers: [PreferenceExamination.Answer]
    }

    /// The folder in a run's in which the policy is that the guard chose.
    public static let guarded = "guarded"

    /// Who measures policies of this run.
    public func examination(_ beginning: LanguageModel, _ renderer: ChatRenderer) -> PreferenceExamination {
        PreferenceExamination(
            examined, samples: samples, judges: ([reward] + judges).map { RewardGrader($0, renderer) },
            beginning: beginning, taste: taste)
    }

    /// Practises, and writes the last policy, the guard's in a folder of its own, metrics and answers into a directory; goes on from
    /// its checkpoints if there are some.
    ///
    /// - Parameter name: what lines on the screen call the reward model.
    public func run(
        in folder: URL, against name: String, report: @escaping @Sendable (StageProgress) -> Void
    ) async throws -> Outcome {
        let tokenizer = try Tokenizer(contentsOf: start.appendingPathComponent("tokenizer.json"))
        let renderer = try ChatRenderer(ChatProtocol.speaking(tokenizer), tokenizer: tokenizer)
        let (beginning, policy) = (try Checkpoint.load(start), try Checkpoint.load(start))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let examination = examination(beginning, renderer)
        let tools = try ToolRegistry([])
        let first = try await examination.answers(
            RolloutSampler(beginning, renderer, tools: tools, settings.sampling), seed: settings.seed)
        let scale = PreferenceExamination.Scale(first)
        let sampler = RolloutSampler(policy, renderer, tools: tools, settings.sampling)
        let grader = RewardGrader(reward, renderer, mean: scale.first.mean, deviation: scale.first.deviation)
        var critic: LanguageModel?
        if case .value = settings.objective.advantage { critic = try Checkpoint.load(start) }
        let atFirst = PreferenceExamination.mark(first, step: 0, scale)
        let marks = try PreferenceMarks(
            in: folder, atFirst, upTo: try TrainingCheckpoint(directory: folder, kept: 2).newest()?.step ?? 0)
        let trainer = PracticeTrainer(
            sampler, WritingProblems(practised, seed: settings.seed), settings, reference: beginning, critic: critic,
            directory: folder, verifiers: Verifiers([grader]), beginning: Self.figures(atFirst)
        ) { [seed = settings.seed, guardian] step in
            let mark = PreferenceExamination.mark(
                try await examination.answers(sampler, seed: seed), step: step, scale)
            if try marks.add(mark, guardian) {
                try Checkpoint.save(policy, tokenizer, to: folder.appendingPathComponent(Self.guarded))
            }
            report(.line(mark.line(against: name)))
            return Self.figures(mark)
        }
        try await PracticeRun.watched(trainer, settings, tokenizer, in: folder, report: report)
        let last = try await examination.answers(sampler, seed: settings.seed)
        try Checkpoint.save(policy, tokenizer, to: folder)
        trainer.removeCheckpoints()
        return Outcome(marks: marks.all, scale: scale, answers: last)
    }

    private static func figures(_ mark: PreferenceExamination.Mark) -> [String: Float] {
        ["proxy": Float(mark.proxy), "true taste": Float(mark.gold)]
    }
}
