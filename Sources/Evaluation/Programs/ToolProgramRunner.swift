import ToolUse

/// Runs programs that are scored where the assistant's own programs run: the built-in interpreter, or Python in a sandbox.
public struct ToolProgramRunner: ProgramRunner {
    /// What runs them.
    public let runner: any CodeRunner

    /// A runner over a tool's.
    public init(_ runner: any CodeRunner) { self.runner = runner }

    public func run(_ source: String) async throws -> ProgramOutcome {
        try Task.checkCancellation()
        let outcome = await runner.run(source)
        return switch outcome.ending {
        case .finished: ProgramOutcome(.passed)
        case .timedOut, .outOfMemory, .tooMuchOutput, .tooMuchStorage:
            ProgramOutcome(.timedOut, outcome.error ?? outcome.ending.rawValue)
        default: ProgramOutcome(.failed, outcome.error ?? outcome.ending.rawValue)
        }
    }
}
