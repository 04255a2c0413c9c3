import Artifacts
import Foundation
import Generation
import Practice
import TinyWeb

/// What policies that write are practised on and measured with: the same prompts in every stage that compares them.
struct WritingMeasure: Sendable {
    /// Prompts that are practised on, others that are measured with, and answers to each of the latter.
    let prompts: Int
    let examined: Int
    let samples: Int
    /// The most tokens of an answer.
    let maxTokens: Int

    init(_ section: RecipeSection) throws {
        prompts = try section.int("prompts", default: 1000, in: 1...1_000_000)
        examined = try section.int("examined", default: 100, in: 1...100_000)
        samples = try section.int("samples", default: 4, in: 1...1000)
        maxTokens = try section.int("maxTokens", default: 96, in: 1...100_000)
    }

    var json: [String: JSONValue] {
        [
            "prompts": .int(prompts), "examined": .int(examined), "samples": .int(samples),
            "maxTokens": .int(maxTokens),
        ]
    }

    /// Practice against a reward model, with true taste beside it; its prompts are others than those of the raters.
    func run(
        against reward: RewardModel, judges: [RewardModel], start: URL, _ settings: PracticeSettings, seed: UInt64
    ) -> PreferenceRun {
        let drawn = WritingPrompt.draw(prompts + examined, seed: seed &+ 77)
        let (kept, taste) = (Array(drawn.suffix(examined)), TrueTaste())
        var settings = settings
        (settings.seed, settings.sampling.maxTokens) = (seed, maxTokens)
        return PreferenceRun(
            start: start, reward: reward, judges: judges, practised: drawn.prefix(prompts).map(\.question),
            examined: kept.map(\.question), samples: samples, settings: settings
        ) { taste.score($1, to: kept[$0]) }
    }
}
