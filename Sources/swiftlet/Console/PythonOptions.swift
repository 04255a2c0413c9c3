import ArgumentParser
import ToolUse

/// What runs programs that models write.
struct PythonOptions: ParsableArguments {
    /// The runners.
    enum Runner: String, ExpressibleByArgument, CaseIterable {
        case interpreter, sandbox
    }

    @Option(help: "What runs the model's Python: the built-in interpreter, or Python 3 in a sandbox.")
    var python = Runner.interpreter

    /// What runs programs.
    ///
    /// - Throws: `SandboxError` naming the layer that this machine lacks; another runner never takes its place.
    func runner() async throws -> any CodeRunner {
        switch python {
        case .interpreter: InterpreterRunner()
        case .sandbox: try await SandboxRunner.prepare()
        }
    }
}
