import ArgumentParser
import Practice

extension PolicyObjective {
    /// The names that an option takes, for its help.
    static var names: String { presets.map(\.name).joined(separator: ", ") }

    /// The preset that an option names.
    static func named(_ name: String) throws -> PolicyObjective {
        guard let objective = preset(name) else {
            throw ValidationError("there is no algorithm '\(name)'; there are: \(names)")
        }
        return objective
    }
}
