import Artifacts
import Conversation
import Foundation
import Generation
import Practice
import TinyWeb
import Tokenization
import ToolUse
import Training
import Transformer

/// The model is trained against each reward model, on and on, so that the peak of true taste and the cliff behind it are seen.
public struct PreferenceStage: Stage {
    public static let name = "rlhf"
    let algorithm: String
    let settings: PracticeSettings
    /// Prompts that it is practised on, and those that it is measured with, and answers to each of the latter.
    let prompts: Int
    let examined: Int
    let samples: Int
    /// The most answers of which the best is taken.
    let best: Int

    public init(_ section: RecipeSection, sources: [URL]) throws {
        algorithm = try section.string("algorithm", default: "rloo", oneOf: PolicyObjective.presets.map(\.name))
        var settings = PracticeSettings(
            updates: try section.int("updates", default: 300, in: 1...1_000_000),
            rate: Float(try section.double("rate", default: 5e-4, in: 1e-8...1)))
        settings.objective = PolicyObjective.preset(algorithm) ?? PolicyObjective()
        let penalty = try section.double("penalty", default: 0, in: 0...100)
        settings.objective.penalty = penalty > 0 ? .reward(Float(penalty)) : .none
        settings.problems = try section.int("problems", default: 32, in: 1...100_000)
        settings.answers = try section.int("answers", default: 8, in: 2...10_000)
        settings.sampling.maxTokens = try section.int("maxTokens", default: 96, in: 1...100_000)
        settings.examinedEvery = try section.int("examinedEvery", default: 10, in: 1...1_000_000)
        settings.optimizer.decay = 0
        settings.schedule = Schedule(
            rate: settings.schedule.rate, steps: settings.updates, warmup: 5, decay: .linear, decayShare: 0,
            finalShare: 1)
        self.settings = settings
        prompts = try section.int("prompts", default: 1000, in: 1...1_000_000)
        examined = try section.int("examined", default: 100, in: 1...100_000)
        samples = try section.int("samples", default: 4, in: 1...1000)
        best = try section.int("best", default: 128, in: 1...100_000)
    }

    public var needs: [String] { [WritingStage.name, RewardStage.name] }
    public var parameters: JSONValue {
        [
            "algorithm": .string(algorithm), "updates": .int(settings.updates),
            "rate": .number(Double(settings.schedule.rate)),
            "penalty": .string("\(settings.objective.penalty)"), "problems": .int(settings.problems),
            "answers": .int(settings.answers), "maxTokens": .int(settings.sampling.maxTokens),
            "examinedEvery": .int(settings.examinedEvery), "prompts": .int(prompts), "examined": .int(examined),
            "samples": .int(samples), "best": .int(best),
        ]
    }

    public func run(in stage: StageContext) async throws -> [String: JSONValue] {
        let rewards = stage.inputs(RewardStage.name)
        let names = try FileManager.default.contentsOfDirectory(atPath: rewards.path).sorted()
        let sizes = names.filter { NetworkShape($0) != nil }
        let judges = try names.filter { $0.hasPrefix("judge-") }
            .map { try RewardModel.load(rewards.appendingPathComponent($0)) }
        var report = PreferenceReport()
        for size in sizes {
            let reward = try RewardModel.load(rewards.appendingPathComponent(size))
            let (curve, gaming) = try await curve(size, reward, judges, stage)
            report.curves.append(curve)
            report.gaming += gaming
            try report.write(to: stage.output)
            stage.report(
                .line(
                    String(
                        format:
                            "  against %@: true taste up to %.2f, %.2f at the end; the guard keeps %.2f of the gain",
                        size,
                        curve.peak?.gold ?? 0, curve.marks.last?.gold ?? 0, report.guardian.kept(curve.marks))))
        }
        return [
            "reads": .string("\(settings.updates) × \(settings.problems * settings.answers) answers"),
            "writes": .string("\(sizes.count) policies"),
            "lost from the peak": .number(report.curves.map(\.fall).max() ?? 0),
            "kept by the guard": .number(report.curves.map { report.guardian.kept($0.marks) }.min() ?? 0),
        ]
    }

    /// Trains against one reward model from the beginning, and keeps the policy at which the guard stops.
    private func curve(
        _ size: String, _ reward: RewardModel, _ judges: [RewardModel], _ stage: StageContext
    ) async throws -> (PreferenceReport.Curve, [PreferenceReport.Gaming]) {
        let start = stage.inputs(WritingStage.name)
        let tokenizer = try Tokenizer(contentsOf: start.appendingPathComponent("tokenizer.json"))
        let renderer = try ChatRenderer(tokenizer: tokenizer)
        let (beginning, policy) = (try Checkpoint.load(start), try Checkpoint.load(start))
        let folder = stage.output.appendingPathComponent("against-\(size)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // Prompts to practise on are others than those of the raters, and than those that are measured with.
        let drawn = WritingPrompt.draw(prompts + examined, seed: stage.seed &+ 77)
        let examination = PreferenceExamination(
            Array(drawn.suffix(examined)), samples: samples,
            judges: ([reward] + judges).map { RewardGrader($0, renderer) },
            TrueTaste(), beginning: beginning)
        let tools = try ToolRegistry([])
        let first = try await examination.answers(
            RolloutSampler(beginning, renderer, tools: tools, settings.sampling), seed: stage.seed)
        let scale = PreferenceExamination.Scale(first)
        let sampler = RolloutSampler(policy, renderer, tools: tools, settings.sampling)
        var settings = settings
        settings.seed = stage.seed
        let grader = RewardGrader(reward, renderer, mean: scale.first.mean, deviation: scale.first.deviation)
        var critic: LanguageModel?
        if case .value = settings.objective.advantage { critic = try Checkpoint.load(start) }
        let done = Double(try TrainingCheckpoint(directory: folder, kept: 2).newest()?.step ?? 0)
        let log = try MetricsLog(directory: folder, fileName: "marks.jsonl") { $0["step"]?.double ?? 0 <= done }
        let written = folder.appendingPathComponent("marks.jsonl")
        let trainer = PracticeTrainer(
            sampler, WritingProblems(Array(drawn.prefix(prompts)), seed: stage.seed), settings, reference: beginning,
            critic: critic, directory: folder, verifiers: Verifiers([grader])
        ) { [seed = stage.seed, every = settings.examinedEvery] _ in
            let count = try MetricsLog.read(written).count
            let mark = PreferenceExamination.mark(
                try await examination.answers(sampler, seed: seed), step: (count + 1) * every, scale)
            try log.append(mark)
            stage.report(
                .line(
                    String(
                        format:
                            "  against %@, d %.2f: proxy %.2f, judges %.2f, true taste %.2f, %.0f words, repetition %.2f",
                        size,
                        mark.distance, mark.proxy, mark.judges.reduce(0, +) / Double(max(1, mark.judges.count)),
                        mark.gold, mark.words,
                        mark.repetition)))
            return ["proxy": Float(mark.proxy), "true taste": Float(mark.gold)]
        }
        try await PracticeRun.watched(trainer, settings, tokenizer, in: folder, report: stage.report)
        let marks = try MetricsLog.read(written).map {
            try ForeignJSONDecoder().decode(PreferenceExamination.Mark.self, from: JSONEncoder().encode($0))
        }
        let last = try await examination.answers(sampler, seed: stage.seed)
        try Checkpoint.save(policy, to: folder)
        trainer.removeCheckpoints()
        let beginningMark = PreferenceExamination.mark(first, step: 0, scale)
        return (
            PreferenceReport.Curve(
                size: size, marks: [beginningMark] + marks,
                best: try await bestOf(examination, beginning, renderer, scale, seed: stage.seed)),
            Self.gaming(last, size, settings.updates, scale)
        )
    }

    /// The best of n answers by the reward model, for n = 1, 2, 4 …
    private func bestOf(
        _ examination: PreferenceExamination, _ beginning: LanguageModel, _ renderer: ChatRenderer,
        _ scale: PreferenceExamination.Scale, seed: UInt64
    ) async throws -> [PreferenceExamination.Mark] {
        let wide = examination.asking(best)
        let sampler = RolloutSampler(beginning, renderer, tools: try ToolRegistry([]), settings.sampling)
        let answers = try await wide.answers(sampler, seed: seed &+ 5)
        let groups = stride(from: 0, to: answers.count, by: best).map { Array(answers[$0..<$0 + best]) }
        var (marks, n): ([PreferenceExamination.Mark], Int) = ([], 1)
        while n <= best {
            // Each n is measured on all answers, cut into parts of n.
            let chosen = groups.flatMap { group in
                stride(from: 0, to: group.count - n + 1, by: n).compactMap { start in
                    group[start..<start + n].max { $0.scores[0] < $1.scores[0] }
                }
            }
            marks.append(
                PreferenceExamination.mark(
                    chosen, step: n, distance: Overoptimization.divergence(bestOf: n).squareRoot(), scale))
            n *= 2
        }
        return marks
    }

    /// The answers that the reward model overrates most.
    private static func gaming(
        _ answers: [PreferenceExamination.Answer], _ size: String, _ step: Int, _ scale: PreferenceExamination.Scale
    ) -> [PreferenceReport.Gaming] {
        let judged = answers.map { answer in
            let scores = scale.judged(answer)
            return PreferenceReport.Gaming(
                size: size, step: step, prompt: answer.prompt.question, answer: answer.text, proxy: scores.proxy,
                gold: scores.gold)
        }
        return Array(judged.sorted { $0.proxy - $0.gold > $1.proxy - $1.gold }.prefix(3))
    }
}
