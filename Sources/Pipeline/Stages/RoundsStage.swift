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

/// What the policy has found to please the reward model is put in order with other answers, low, and everything is trained again, for
/// some rounds: there is always more to be found.
public struct RoundsStage: Stage {
    public static let name = "rounds"
    let rounds: Int
    /// Prompts to which answers of the last policy are put in order in each round, beside so many of the beginning's.
    let collected: Int
    let beside: Int
    let practice: PracticeSettings
    let measure: WritingMeasure

    public init(_ section: RecipeSection, sources: [URL]) throws {
        rounds = try section.int("rounds", default: 3, in: 1...100)
        collected = try section.int("collected", default: 200, in: 1...1_000_000)
        beside = try section.int("beside", default: 4, in: 1...100)
        practice = try PracticeSettings.againstRewards(section, updates: 200)
        measure = try WritingMeasure(section)
    }

    public var needs: [String] { [WritingStage.name, RewardStage.name, PreferenceStage.name] }
    public var parameters: JSONValue {
        .object(
            practice.parameters.merging(measure.json) { $1 }.merging([
                "rounds": .int(rounds), "collected": .int(collected), "beside": .int(beside),
            ]) { $1 })
    }

    public func run(in stage: StageContext) async throws -> [String: JSONValue] {
        let (start, rewards) = (stage.inputs(WritingStage.name), stage.inputs(RewardStage.name))
        let before = stage.inputs(PreferenceStage.name)
        let judges = try RewardStage.judges(in: rewards)
        let tokenizer = try Tokenizer(contentsOf: start.appendingPathComponent("tokenizer.json"))
        let renderer = try ChatRenderer(tokenizer: tokenizer)
        var report = try (try? PreferenceReport.read(stage.output)) ?? Self.first(try PreferenceReport.read(before))
        var orderings = try RatedAnswers.read(rewards.appendingPathComponent(RewardStage.orderings))
        let kept = try RatedAnswers.read(rewards.appendingPathComponent(RewardStage.keptOrderings))
            .map { try $0.ranked(renderer) }
        let largest = try RewardStage.sizes(in: rewards).last ?? ""
        var policy = before.appendingPathComponent("against-\(largest)")
        for round in 1..<rounds + 1 {
            let folder = stage.output.appendingPathComponent("round-\(round)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let file = folder.appendingPathComponent(RewardStage.orderings)
            if report.curves.count <= round {
                try await RatedAnswers.write(
                    rated(policy, beside: start, renderer, seed: stage.seed &+ UInt64(round) &* 101), to: file)
                let added = try RatedAnswers.read(file)
                let reward = RewardModel(try Checkpoint.load(start))
                var trainer = RewardTrainer()
                trainer.seed = stage.seed &+ UInt64(round)
                try trainer.train(reward, on: (orderings + added).map { try $0.ranked(renderer) })
                try reward.save(to: folder.appendingPathComponent("reward"))
                let name = "round \(round)"
                stage.report(
                    .line(
                        String(
                            format: "  %@: %d orderings with texts of the last policy; %.3f of the kept pairs", name,
                            added.count, reward.agreement(with: kept).share)))
                let run = measure.run(
                    against: reward, judges: judges, start: start, practice, seed: stage.seed)
                let outcome = try await run.run(in: folder, against: name, report: stage.report)
                report.curves.append(PreferenceReport.Curve(size: name, marks: outcome.marks, best: []))
                report.gaming += PreferenceReport.gaming(outcome, name, practice.updates)
                try report.write(to: stage.output)
            }
            orderings += try RatedAnswers.read(file)
            policy = folder
        }
        return [
            "reads": .string("\(rounds) × \(collected) texts"), "writes": .string("\(rounds) policies"),
            "lost from the peak": .number(report.curves.last?.fall ?? 0),
        ]
    }

    /// The curve of the largest reward model, where the rounds begin.
    private static func first(_ report: PreferenceReport) -> PreferenceReport {
        var first = PreferenceReport()
        first.curves = report.curves.suffix(1).map {
            PreferenceReport.Curve(size: "round 0 (\($0.size))", marks: $0.marks, best: [])
        }
        return first
    }

    /// Answers of a policy, one to a prompt, put in order with others of the beginning, by the raters in turn.
    private func rated(_ policy: URL, beside start: URL, _ renderer: ChatRenderer, seed: UInt64) async throws
        -> [RatedAnswers]
    {
        let asked = WritingPrompt.draw(collected, seed: seed)
        func answers(_ directory: URL, _ count: Int) async throws -> [[String]] {
            var options = RolloutOptions()
            options.maxTokens = measure.maxTokens
            return try await RolloutSampler(
                try Checkpoint.load(directory), renderer, tools: try ToolRegistry([]), options
            ).texts(answering: asked.map(\.question), count: count, seed: seed)
        }
        let (found, usual) = (try await answers(policy, 1), try await answers(start, beside))
        let (taste, panel) = (TrueTaste(), Rater.panel(seed: seed))
        return asked.indices.map { index in
            var random = SeededGenerator(seed, "rating again", index)
            let (rater, texts) = (panel[index % panel.count], found[index] + usual[index])
            return RatedAnswers(
                prompt: asked[index].question, answers: texts,
                order: rater.order(texts, to: asked[index], taste, &random), rater: rater.name)
        }
    }
}
