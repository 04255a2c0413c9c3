import ArgumentParser
import Artifacts
import Foundation
import Generation
import Pipeline
import ToolUse

/// Which tools an assistant has.
struct ToolOptions: ParsableArguments {
    /// What runs Python.
    enum Python: String, ExpressibleByArgument, CaseIterable {
        case interpreter, sandbox
    }

    @Option(help: "What runs the model's Python: the built-in interpreter, or Python 3 in a sandbox.")
    var python = Python.interpreter
    @Flag(help: "Let the model answer without tools.") var noTools = false
    @Option(help: ArgumentHelp("A tool that the model may not use; may be repeated.", valueName: "tool"))
    var forbid: [String] = []

    /// What runs programs.
    ///
    /// - Throws: `SandboxError` naming the layer that this machine lacks; another runner never takes its place.
    func runner() async throws -> any CodeRunner {
        switch python {
        case .interpreter: InterpreterRunner()
        case .sandbox: try await SandboxRunner.prepare()
        }
    }

    /// A model with the tools of its run; without any where it is of no run whose assistant learned to use them.
    func assistant(model: URL, runner: any CodeRunner) throws -> Assistant {
        let place = model.standardizedFileURL.deletingLastPathComponent()
        let run = RunDirectory(
            name: place.lastPathComponent, home: place.deletingLastPathComponent().deletingLastPathComponent())
        let hasTools =
            run.url.standardizedFileURL.path == place.path
            && FileManager.default.fileExists(atPath: run.stage(IndexStage.name).path)
        let whole =
            hasTools && !noTools
            ? try RunMaterial.assistant(model: model, run: run, runner: runner)
            : Assistant(try ChatGenerator(TextGenerator(directory: model)), tools: try ToolRegistry([]))
        for name in forbid where !noTools && whole.tools[name] == nil {
            let names = whole.tools.tools.map(\.name).joined(separator: ", ")
            throw ValidationError("there is no tool '\(name)' to forbid; there are: \(names.isEmpty ? "none" : names)")
        }
        let allowed = whole.tools.tools.filter { !forbid.contains($0.name) }
        return Assistant(whole.chat, tools: try ToolRegistry(allowed), limits: whole.limits)
    }
}
