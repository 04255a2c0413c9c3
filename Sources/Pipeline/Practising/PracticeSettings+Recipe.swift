import Artifacts
import Practice
import Training

extension PracticeSettings {
    /// What the section of a practice says, of whatever kind it is: `updates`, `rate`, `problems`, `answers`, `examinedEvery`, and the
    /// objective's parts.
    ///
    /// - Parameter standard: what holds where the section is silent.
    init(
        _ section: RecipeSection, standard: PracticeSettings, algorithm: String, penalty: ReferencePenalty? = nil
    ) throws {
        self.init(
            updates: try section.int("updates", default: standard.updates, in: 1...1_000_000),
            rate: Float(try section.double("rate", default: Double(standard.schedule.rate), in: 1e-8...1)))
        objective = try PolicyObjective(section, algorithm: algorithm, penalty: penalty)
        problems = try section.int("problems", default: standard.problems, in: 1...100_000)
        answers = try section.int("answers", default: standard.answers, in: 2...10_000)
        examinedEvery = try section.int("examinedEvery", default: standard.examinedEvery, in: 1...1_000_000)
        optimizer.decay = 0
    }

    /// How a section wants a policy to be practised against reward models: at one rate, on and on, and held by nothing unless it says so.
    static func againstRewards(_ section: RecipeSection, updates: Int) throws -> PracticeSettings {
        var standard = PracticeSettings(updates: updates, rate: 1e-4)
        (standard.problems, standard.answers, standard.examinedEvery) = (32, 8, 10)
        var settings = try PracticeSettings(
            section, standard: standard, algorithm: "rloo", penalty: ReferencePenalty.none)
        settings.schedule = Schedule(
            rate: settings.schedule.rate, steps: settings.updates, warmup: 5, decay: .linear, decayShare: 0,
            finalShare: 1)
        return settings
    }

    /// The same as a stage's parameters.
    var parameters: [String: JSONValue] {
        [
            "objective": objective.parameters, "updates": .int(updates),
            "rate": .number(Double(schedule.rate)), "problems": .int(problems), "answers": .int(answers),
            "examinedEvery": .int(examinedEvery),
        ]
    }
}
