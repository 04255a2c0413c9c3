import Artifacts
import Practice
import Training

/// How a section wants a policy to be practised against reward models: at one rate, on and on.
struct PreferenceParameters: Sendable {
    let algorithm: String
    let settings: PracticeSettings

    init(_ section: RecipeSection, updates standardUpdates: Int) throws {
        algorithm = try section.string("algorithm", default: "rloo", oneOf: PolicyObjective.presets.map(\.name))
        let updates = try section.int("updates", default: standardUpdates, in: 1...1_000_000)
        let rate = Float(try section.double("rate", default: 5e-4, in: 1e-8...1))
        var settings = PracticeSettings(updates: updates, rate: rate)
        settings.objective = PolicyObjective.preset(algorithm) ?? PolicyObjective()
        let penalty = try section.double("penalty", default: 0, in: 0...100)
        settings.objective.penalty = penalty > 0 ? .reward(Float(penalty)) : .none
        settings.problems = try section.int("problems", default: 32, in: 1...100_000)
        settings.answers = try section.int("answers", default: 8, in: 2...10_000)
        settings.examinedEvery = try section.int("examinedEvery", default: 10, in: 1...1_000_000)
        settings.optimizer.decay = 0
        settings.schedule = Schedule(
            rate: rate, steps: updates, warmup: 5, decay: .linear, decayShare: 0, finalShare: 1)
        self.settings = settings
    }

    var json: [String: JSONValue] {
        [
            "algorithm": .string(algorithm), "updates": .int(settings.updates),
            "rate": .number(Double(settings.schedule.rate)), "penalty": .string("\(settings.objective.penalty)"),
            "problems": .int(settings.problems), "answers": .int(settings.answers),
            "examinedEvery": .int(settings.examinedEvery),
        ]
    }
}
