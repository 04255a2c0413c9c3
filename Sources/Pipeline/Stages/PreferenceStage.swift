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
    let practice: PracticeSettings
    let measure: WritingMeasure
    /// The most answers of which the best is taken.
    let best: Int

    public init(_ section: RecipeSection, sources: [URL]) throws {
        practice = try PracticeSettings.againstRewards(section, updates: 300)
        measure = try WritingMeasure(section)
        best = try section.int("best", default: 128, in: 1...100_000)
    }

    public var needs: [String] { [WritingStage.name, RewardStage.name] }
    public var parameters: JSONValue {
        .object(practice.parameters.merging(measure.json) { $1 }.merging(["best": .int(best)]) { $1 })
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
            "reads": .string("\(practice.updates) × \(practice.problems * practice.answers) answers"),
            "writes": .string("\(sizes.count) policies"),
            "lost from the peak": .number(report.curves.map(\.fall).max() ?? 0),
            "kept by the guard": .number(report.curves.map { report.guardian.kept($0.marks) }.min() ?? 0),
        ]
    }

    /// Trains against one reward model from the beginning.
    private func curve(
        _ size: String, _ rewards: URL, _ stage: StageContext
    ) async throws -> (PreferenceReport.Curve, [PreferenceReport.Gaming]) {
        let run = measure.run(
            against: try RewardModel.load(rewards.appendingPathComponent(size)),
            judges: try RewardStage.judges(in: rewards), start: stage.inputs(WritingStage.name), practice,
            seed: stage.seed)
        let folder = stage.output.appendingPathComponent("against-\(size)")
        let outcome = try await run.run(in: folder, against: size, report: stage.report)
        return (
            PreferenceReport.Curve(
                size: size, marks: outcome.marks, best: try await bestOf(run, outcome.scale, seed: stage.seed)),
            PreferenceReport.gaming(outcome, size, practice.updates)
        )
    }

    /// The best of n answers by the reward model, for n = 1, 2, 4 …
    private func bestOf(
        _ run: PreferenceRun, _ scale: PreferenceExamination.Scale, seed: UInt64
    ) async throws -> [PreferenceExamination.Mark] {
        let renderer = try ChatRenderer(
            tokenizer: try Tokenizer(contentsOf: run.start.appendingPathComponent("tokenizer.json")))
        let beginning = try Checkpoint.load(run.start)
        let sampler = RolloutSampler(beginning, renderer, tools: try ToolRegistry([]), run.settings.sampling)
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
