import ArgumentParser
import Foundation
import Generation
import Pipeline
import ToolUse

/// Which tools an assistant has.
struct ToolOptions: ParsableArguments {
    @OptionGroup var python: PythonOptions
    @Flag(help: "Let the model answer without tools.") var noTools = false
    @Option(help: ArgumentHelp("A tool that the model may not use; may be repeated.", valueName: "tool"))
    var forbid: [String] = []

    /// A model with the tools of its run; without any where its run did not teach it to use them.
    func assistant(model: URL) async throws -> Assistant {
        let all =
            noTools ? try ToolRegistry([]) : try RunMaterial.tools(of: model, runner: await python.runner())
        for name in forbid where !noTools && all[name] == nil {
            let names = all.tools.map(\.name).joined(separator: ", ")
            throw ValidationError("there is no tool '\(name)' to forbid; there are: \(names.isEmpty ? "none" : names)")
        }
        let allowed = all.tools.filter { !forbid.contains($0.name) }
        return Assistant(try ChatGenerator(TextGenerator(directory: model)), tools: try ToolRegistry(allowed))
    }
}
