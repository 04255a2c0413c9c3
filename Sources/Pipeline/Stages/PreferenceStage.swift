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
        settings = try Self.settings(section, algorithm, updates: 300)
        prompts = try section.int("prompts", default: 1000, in: 1...1_000_000)
        examined = try section.int("examined", default: 100, in: 1...100_000)
        samples = try section.int("samples", default: 4, in: 1...1000)
        best = try section.int("best", default: 128, in: 1...100_000)
    }

    /// How a section wants a policy to be practised against reward models: at one rate, on and on.
    static func settings(_ section: RecipeSection, _ algorithm: String, updates: Int) throws -> PracticeSettings {
        var settings = PracticeSettings(
            updates: try section.int("updates", default: updates, in: 1...1_000_000),
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
        return settings
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
        let sizes = try RewardStage.sizes(in: rewards)
        // What a stage that was interrupted has finished is kept.
        var report = (try? PreferenceReport.read(stage.output)) ?? PreferenceReport()
        for size in sizes.dropFirst(report.curves.count) {
            let (curve, gaming) = try await curve(size, rewards, stage)
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

    /// Trains against one reward model from the beginning.
    private func curve(
        _ size: String, _ rewards: URL, _ stage: StageContext
    ) async throws -> (PreferenceReport.Curve, [PreferenceReport.Gaming]) {
        let run = try Self.run(
            against: try RewardModel.load(rewards.appendingPathComponent(size)),
            judges: RewardStage.judges(in: rewards),
            start: stage.inputs(WritingStage.name), prompts: prompts, examined: examined, samples: samples, settings,
            seed: stage.seed)
        let folder = stage.output.appendingPathComponent("against-\(size)")
        let outcome = try await run.run(in: folder, against: size, report: stage.report)
        return (
            PreferenceReport.Curve(
                size: size, marks: outcome.marks, best: try await bestOf(run, outcome.scale, seed: stage.seed)),
            PreferenceReport.gaming(outcome, size, settings.updates)
        )
    }

    /// Practice on prompts that are others than those of the raters, and than those that are measured with.
    static func run(
        against reward: RewardModel, judges: [RewardModel], start: URL, prompts: Int, examined: Int, samples: Int,
        _ settings: PracticeSettings, seed: UInt64
    ) throws -> PreferenceRun {
        let drawn = WritingPrompt.draw(prompts + examined, seed: seed &+ 77)
        let (kept, taste) = (Array(drawn.suffix(examined)), TrueTaste())
        var settings = settings
        settings.seed = seed
        return PreferenceRun(
            start: start, reward: reward, judges: judges, practised: drawn.prefix(prompts).map(\.question),
            examined: kept.map(\.question), samples: samples, settings: settings
        ) { taste.score($1, to: kept[$0]) }
    }

    /// The best of n answers by the reward model, for n = 1, 2, 4 …
    private func bestOf(
        _ run: PreferenceRun, _ scale: PreferenceExamination.Scale, seed: UInt64
    ) async throws -> [PreferenceExamination.Mark] {
        let renderer = try ChatRenderer(
            tokenizer: try Tokenizer(contentsOf: run.start.appendingPathComponent("tokenizer.json")))
        let beginning = try Checkpoint.load(run.start)
        let sampler = RolloutSampler(beginning, renderer, tools: try ToolRegistry([]), settings.sampling)
        let answers = try await run.examination(beginning, renderer).asking(best).answers(sampler, seed: seed &+ 5)
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
}
