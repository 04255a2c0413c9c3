import Artifacts
import Conversation
import Evaluation
import Foundation
import Generation
import Practice
import TinyWeb
import Tokenization
import ToolUse
import Training
import Transformer

/// Practice: the assistant answers problems again and again, and what was right becomes likelier.
public struct PracticeStage: Stage {
    public static let name = "practice"
    let kinds: [PracticeKind]
    let algorithm: String
    let settings: PracticeSettings
    /// Held-out problems of each kind that it is examined with.
    let examined: Int
    /// Samples of each of them, for pass@k.
    let samples: Int

    public init(_ section: RecipeSection, sources: [URL]) throws {
        kinds = try Self.kinds(section)
        algorithm = try section.string(
            "algorithm", default: "dr_grpo", oneOf: PolicyObjective.presets.map(\.name))
        var settings = PracticeSettings(
            updates: try section.int("updates", default: 60, in: 1...1_000_000),
            rate: Float(try section.double("rate", default: 1e-4, in: 1e-8...1)))
        settings.objective = PolicyObjective.preset(algorithm) ?? PolicyObjective()
        settings.problems = try section.int("problems", default: 16, in: 1...100_000)
        settings.answers = try section.int("answers", default: 16, in: 2...10_000)
        settings.sampling.maxTokens = try section.int("maxTokens", default: 96, in: 1...100_000)
        settings.sampling.batch = try section.int("batch", default: 256, in: 1...100_000)
        settings.formReward = Float(try section.double("formReward", default: 0.1, in: 0...10))
        settings.examinedEvery = try section.int("examinedEvery", default: 20, in: 1...1_000_000)
        settings.optimizer.decay = 0
        settings.system = ThinkingStage.system
        self.settings = settings
        examined = try section.int("examined", default: 200, in: 1...100_000)
        samples = try section.int("samples", default: 16, in: 0...1000)
    }

    /// The kinds of problems that a section names.
    static func kinds(_ section: RecipeSection) throws -> [PracticeKind] {
        let names = try section.strings("kinds")
        return names.isEmpty ? [.words] : names.compactMap { PracticeKind(rawValue: $0) }
    }

    public var needs: [String] { [ThinkingStage.name] }
    public var parameters: JSONValue {
        [
            "kinds": .array(kinds.map { .string($0.rawValue) }), "algorithm": .string(algorithm),
            "updates": .int(settings.updates), "rate": .number(Double(settings.schedule.rate)),
            "problems": .int(settings.problems), "answers": .int(settings.answers),
            "maxTokens": .int(settings.sampling.maxTokens), "formReward": .number(Double(settings.formReward)),
            "examined": .int(examined), "samples": .int(samples),
        ]
    }

    public func run(in stage: StageContext) async throws -> [String: JSONValue] {
        let start = stage.inputs(ThinkingStage.name)
        let tokenizer = try Tokenizer(contentsOf: start.appendingPathComponent("tokenizer.json"))
        let model = try Checkpoint.load(start)
        let renderer = try ChatRenderer(tokenizer: tokenizer)
        let sampler = RolloutSampler(model, renderer, tools: try ToolRegistry([]), settings.sampling)
        var settings = settings
        settings.seed = stage.seed
        let examination = PracticeExamination(sets(stage.seed), samples: samples)
        let quick = PracticeExamination(sets(stage.seed))
        let reference = settings.objective.penalty == .none ? nil : try Checkpoint.load(start)
        let before = try await examination.run(
            RolloutSampler(Checkpoint.load(start), renderer, tools: try ToolRegistry([]), settings.sampling),
            system: settings.system, seed: stage.seed)
        report(before, "before", stage)
        let seed = settings.seed
        let system = settings.system
        let trainer = PracticeTrainer(
            sampler, GeneratedProblems(kinds, seed: seed), settings, reference: reference, directory: stage.output
        ) { _ in
            let found = try await quick.run(sampler, system: system, seed: seed)
            return Dictionary(uniqueKeysWithValues: found.map { ($0.name, Float($0.strict.share)) })
        }
        let updates = settings.updates
        try await trainer.run { Self.report($0, of: updates, stage) }
        let after = try await examination.run(sampler, system: settings.system, seed: stage.seed)
        report(after, "after", stage)
        try AtomicFile.writeJSON(
            ["before": try JSONValue(encoding: before), "after": try JSONValue(encoding: after)] as JSONValue,
            to: stage.output.appendingPathComponent("examination.json"))
        try Checkpoint.save(model, to: stage.output)
        try tokenizer.save(to: stage.output.appendingPathComponent("tokenizer.json"))
        try TokenizerConfiguration.write(for: tokenizer, to: stage.output)
        trainer.removeCheckpoints()
        var metrics: [String: JSONValue] = [
            "reads": .string("\(settings.updates) × \(settings.problems) × \(settings.answers) answers"),
            "writes": .string("\(settings.updates) updates"),
        ]
        for (old, new) in zip(before, after) {
            metrics[old.name + ", before"] = .number(old.strict.share)
            metrics[old.name + ", after"] = .number(new.strict.share)
        }
        return metrics
    }

    /// Held-out problems: as hard as those to train on, and harder.
    private func sets(_ seed: UInt64) -> [(name: String, problems: [PracticeProblem])] {
        kinds.flatMap { kind in
            [("", kind.levels), (", harder", kind.harderLevels)].map { name, levels in
                (kind.rawValue + name, GeneratedProblems.heldOut(kind, levels: levels, count: examined, seed: seed))
            }
        }
    }

    private func report(_ results: [PracticeExamination.Result], _ when: String, _ stage: StageContext) {
        for result in results {
            let passes = result.passAt.sorted { $0.key < $1.key }
                .map { String(format: "pass@%d %.2f", $0.key, $0.value) }.joined(separator: "  ")
            stage.report(
                .line(
                    String(
                        format: "  %@, %@: %.2f (in whatever form %.2f)  %@  %.0f tokens", result.name, when,
                        result.strict.share, result.lenient.share, passes, result.length)))
        }
    }

    private static func report(_ record: PracticeRecord, of updates: Int, _ stage: StageContext) {
        stage.report(
            .fraction(
                Double(record.step) / Double(updates), String(format: "right %.2f", record.accuracy)))
        let examined = (record.examined ?? [:]).sorted { $0.key < $1.key }
            .map { String(format: "  %@ %.2f", $0.key, $0.value) }.joined()
        stage.report(
            .line(
                String(
                    format:
                        "  update %4d/%d  right %.2f (%.2f)  formed %.2f  length %.0f  entropy %.2f  no signal %.2f  "
                        + "mismatch %g  %.0f tokens/s  %.1f + %.1f s", record.step, updates, record.accuracy,
                    record.lenientAccuracy, record.formed, record.length, record.entropy, record.withoutSignal,
                    record.mismatch, record.tokensPerSecond, record.secondsSampling, record.secondsTraining) + examined)
        )
    }
}
