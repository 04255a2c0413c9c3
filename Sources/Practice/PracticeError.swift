import Foundation
import TinyWeb

/// What can go wrong with practice.
public enum PracticeError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A problem asks for a verifier that there is not.
    case unknownVerifier(String, known: [String])
    /// A game names a player that there is not.
    case unknownPlayer(String)
    /// A line of a file of problems cannot be read.
    case badProblem(path: String, line: Int, reason: String)
    /// A line of a file of orderings cannot be read.
    case badOrdering(path: String, line: Int, reason: String)
    /// A file has no problems.
    case noProblems(path: String)
    /// What was sampled and what is trained differ.
    case mismatch(step: Int, difference: Float)

    public var description: String {
        switch self {
        case .unknownVerifier(let name, let known):
            "there is no verifier '\(name)'. These are known: \(known.joined(separator: ", "))."
        case .unknownPlayer(let name):
            "there is no player '\(name)'. These are known: \(GamePlayers.names.joined(separator: ", "))."
        case .badProblem(let path, let line, let reason):
            "\(path), line \(line): \(reason). A line is {\"question\": …, \"answer\": …, \"verifier\": …}."
        case .badOrdering(let path, let line, let reason):
            "\(path), line \(line): \(reason). A line is {\"prompt\": …, \"answers\": [a, b, …], \"order\": [[best], …, [worst]]}."
        case .noProblems(let path): "\(path) has no lines. Write one a line, as docs/practice.md shows."
        case .mismatch(let step, let difference):
            "update \(step): log-probabilities differ by \(difference) between sampling and training. This is a defect of "
                + "Swiftlet; please report it with the recipe."
        }
    }
}
