/// Runs Python programs: an interpreter, or a sandbox. What a model wrote must not be able to do harm there.
public protocol ProgramRunner: Sendable {
    /// Runs one program to its end, or until the runner's limits end it.
    ///
    /// - Throws: when the runner itself fails; a program that fails is an outcome.
    func run(_ source: String) async throws -> ProgramOutcome
}

/// How a program ended.
public struct ProgramOutcome: Codable, Sendable, Equatable {
    /// The ways to end.
    public enum Verdict: String, Codable, Sendable {
        /// It came to its end without an error.
        case passed
        /// It raised an error, or could not be read.
        case failed
        /// It took too long, or too much of anything else that is limited.
        case timedOut
    }

    /// How it ended.
    public var verdict: Verdict
    /// What it said at last: an error's text; empty if there is nothing to say.
    public var message: String

    /// An outcome.
    public init(_ verdict: Verdict, _ message: String = "") {
        self.verdict = verdict
        self.message = message
    }
}
