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
    let settings: PracticeSettings
    /// Held-out problems of each kind that it is examined with.
    let examined: Int
    /// Samples of each of them, for pass@k.
    let samples: Int

    public init(_ section: RecipeSection, sources: [URL]) throws {
        kinds = try Self.kinds(section)
        var standard = PracticeSettings(updates: 60, rate: 1e-4)
        (standard.problems, standard.answers) = (16, 16)
        var settings = try PracticeSettings(section, standard: standard, algorithm: "dr_grpo")
        settings.sampling.maxTokens = try section.int("maxTokens", default: 96, in: 1...100_000)
        let thinking = try section.int("thinkTokens", default: 0, in: 0...100_000)
        settings.sampling.thinkingTokens = thinking > 0 ? thinking : nil
        settings.sampling.batch = try section.int("batch", default: 256, in: 1...100_000)
        settings.formReward = Float(try section.double("formReward", default: 0.1, in: 0...10))
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
        .object(
            settings.parameters.merging([
                "kinds": .array(kinds.map { .string($0.rawValue) }), "maxTokens": .int(settings.sampling.maxTokens),
                "thinkTokens": .int(settings.sampling.thinkingTokens ?? 0),
                "formReward": .number(Double(settings.formReward)), "examined": .int(examined),
                "samples": .int(samples),
            ]) { $1 })
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
