import Artifacts
import Conversation
import Foundation
import Generation
import Practice
import Tokenization
import ToolUse
import Training
import Transformer

/// The same orderings without a reward model: the policy is trained on their pairs, and compared with one that was practised.
public struct DirectPreferenceStage: Stage {
    public static let name = "dpo"
    let settings: DirectPreferenceTrainer.Settings
    let measure: WritingMeasure

    public init(_ section: RecipeSection, sources: [URL]) throws {
        var settings = DirectPreferenceTrainer.Settings(
            updates: try section.int("updates", default: 160, in: 1...1_000_000),
            rate: Float(try section.double("rate", default: 1e-4, in: 1e-8...1)))
        settings.beta = Float(try section.double("beta", default: 0.1, in: 1e-6...100))
        settings.pairs = try section.int("pairs", default: 64, in: 1...100_000)
        settings.examinedEvery = try section.int("examinedEvery", default: 10, in: 1...1_000_000)
        self.settings = settings
        measure = try WritingMeasure(section)
    }

    public var needs: [String] { [WritingStage.name, RewardStage.name, PreferenceStage.name] }
    public var parameters: JSONValue {
        .object(
            measure.json.merging([
                "updates": .int(settings.updates), "rate": .number(Double(settings.schedule.rate)),
                "beta": .number(Double(settings.beta)), "pairs": .int(settings.pairs),
                "examinedEvery": .int(settings.examinedEvery),
            ]) { $1 })
    }

    public func run(in stage: StageContext) async throws -> [String: JSONValue] {
        let (start, rewards) = (stage.inputs(WritingStage.name), stage.inputs(RewardStage.name))
        let tokenizer = try Tokenizer(contentsOf: start.appendingPathComponent("tokenizer.json"))
        let renderer = try ChatRenderer(tokenizer: tokenizer)
        let (beginning, policy) = (try Checkpoint.load(start), try Checkpoint.load(start))
        let pairs = try RatedAnswers.read(rewards.appendingPathComponent(RewardStage.orderings))
            .flatMap { try PreferencePair.pairs(of: $0, renderer) }
        guard !pairs.isEmpty else { throw PracticeError.noProblems(path: rewards.path) }
        let largest = try RewardStage.sizes(in: rewards).last ?? ""
        let measured = measure.run(
            against: try RewardModel.load(rewards.appendingPathComponent(largest)),
            judges: try RewardStage.judges(in: rewards), start: start, PracticeSettings(updates: 1, rate: 0),
            seed: stage.seed)
        let examination = measured.examination(beginning, renderer)
        let tools = try ToolRegistry([])
        let sampler = RolloutSampler(policy, renderer, tools: tools, measured.settings.sampling)
        let first = try await examination.answers(
            RolloutSampler(beginning, renderer, tools: tools, measured.settings.sampling), seed: stage.seed)
        let scale = PreferenceExamination.Scale(first)
        let marks = try PreferenceMarks(
            in: stage.output, PreferenceExamination.mark(first, step: 0, scale),
            upTo: TrainingCheckpoint(directory: stage.output, kept: 2).newest()?.step ?? 0)
        var settings = settings
        settings.seed = stage.seed
        let trainer = DirectPreferenceTrainer(
            policy, reference: beginning, pairs, settings, directory: stage.output
        ) { [seed = stage.seed] step in
            let mark = PreferenceExamination.mark(
                try await examination.answers(sampler, seed: seed), step: step, scale)
            _ = try marks.add(mark, measured.guardian)
            stage.report(.line(mark.line(against: "pairs")))
            return ["proxy": Float(mark.proxy), "true taste": Float(mark.gold)]
        }
        let updates = settings.updates
        try await trainer.run { record in
            stage.report(
                .fraction(
                    Double(record.step) / Double(updates),
                    String(format: "loss %.3f, %.2f of the pairs", record.loss, record.accuracy)))
        }
        try Checkpoint.save(policy, tokenizer, to: stage.output)
        trainer.removeCheckpoints()
        var report = PreferenceReport()
        report.curves = try PreferenceReport.read(stage.inputs(PreferenceStage.name)).curves.suffix(1)
        report.curves.append(PreferenceReport.Curve(size: "none: DPO", marks: marks.all, best: []))
        try report.write(to: stage.output)
        return [
            "reads": .string("\(pairs.count) pairs"), "writes": .string("\(updates) updates"),
            "true taste at its peak": .number(report.curves.last?.peak?.gold ?? 0),
            "true taste at the end": .number(marks.all.last?.gold ?? 0),
        ]
    }
}
