import ArgumentParser
import Pipeline
import Practice

/// What a practice makes larger: a preset by name, and parts that are to be otherwise.
struct ObjectiveOptions: ParsableArguments {
    @Option(help: "What is made larger: \(PolicyObjective.presets.map(\.name).joined(separator: ", ")).")
    var algorithm: String?
    @Option(
        help: """
            A part of the objective that is to be otherwise, such as entropy=0.02, clip=[0.2, 0.28], normalization=token, \
            advantage=deviation, penalty=0.01; may be repeated.
            """)
    var set: [String] = []

    /// The objective.
    ///
    /// - Parameters:
    ///   - standard: the preset where none is named.
    ///   - penalty: what holds the policy where nothing is said; nil for the preset's own.
    func objective(_ standard: String, penalty: ReferencePenalty? = nil) throws -> PolicyObjective {
        if let algorithm, PolicyObjective.preset(algorithm) == nil {
            let known = PolicyObjective.presets.map(\.name).joined(separator: ", ")
            throw ValidationError("there is no algorithm '\(algorithm)'; there are: \(known)")
        }
        let section = try RecipeSection(overrides: set)
        let objective = try PolicyObjective(section, algorithm: algorithm ?? standard, penalty: penalty)
        try section.finish()
        return objective
    }
}
