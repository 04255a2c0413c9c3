import Artifacts
import Evaluation
import Foundation
import Generation
import Practice
import TinyWeb
import Training

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
        let thinking = try section.int("thinkTokens", default: 0, in: 0...100_000)
        settings.sampling.thinkingTokens = thinking > 0 ? thinking : nil
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
        let names = try section.strings("kinds", oneOf: PracticeKind.allCases.map(\.rawValue))
        return names.isEmpty ? [.words] : names.compactMap { PracticeKind(rawValue: $0) }
    }

    public var needs: [String] { [ThinkingStage.name] }
    public var parameters: JSONValue {
        [
            "kinds": .array(kinds.map { .string($0.rawValue) }), "algorithm": .string(algorithm),
            "updates": .int(settings.updates), "rate": .number(Double(settings.schedule.rate)),
            "problems": .int(settings.problems), "answers": .int(settings.answers),
            "maxTokens": .int(settings.sampling.maxTokens),
            "thinkTokens": .int(settings.sampling.thinkingTokens ?? 0),
            "formReward": .number(Double(settings.formReward)),
            "examined": .int(examined), "samples": .int(samples),
        ]
    }

    public func run(in stage: StageContext) async throws -> [String: JSONValue] {
        var settings = settings
        settings.seed = stage.seed
        let practice = PracticeRun(
            start: stage.inputs(ThinkingStage.name), problems: GeneratedProblems(kinds, seed: stage.seed),
            sets: PracticeRun.sets(kinds, count: examined, seed: stage.seed), samples: samples, settings: settings)
        let outcome = try await practice.run(in: stage.output, report: stage.report)
        var metrics: [String: JSONValue] = [
            "reads": .string("\(settings.updates) × \(settings.problems) × \(settings.answers) answers"),
            "writes": .string("\(settings.updates) updates"),
        ]
        for (old, new) in zip(outcome.before, outcome.after) {
            metrics[old.name + ", before"] = .number(old.strict.share)
            metrics[old.name + ", after"] = .number(new.strict.share)
        }
        return metrics
    }
}
