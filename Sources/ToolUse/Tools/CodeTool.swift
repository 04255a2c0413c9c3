/// The tool that computes: `python(code)`.
public struct CodeTool: Tool {
    public let name = "python"
    public let description = "Runs a Python program and returns what it prints. No files, no network."
    public let parameters = ToolParameters([.init("code", .string, "the program; print what you want to know")])

    /// What runs the programs.
    public let runner: any CodeRunner

    /// A tool over a runner.
    public init(_ runner: any CodeRunner) { self.runner = runner }

    public func run(_ call: ToolInvocation) async -> ToolOutcome {
        guard let code = call.arguments.string("code"), code.contains(where: { !$0.isWhitespace }) else {
            return .error("there is no code")
        }
        let outcome = await runner.run(code)
        var lines: [String] = []
        if outcome.output.contains(where: { !$0.isWhitespace }) {
            lines.append(Self.printable(outcome.output))
            if outcome.outputIsCut { lines.append("… (output cut)") }
        }
        if outcome.ending != .finished {
            lines.append("Error: " + Self.printable(outcome.error ?? outcome.ending.rawValue))
        } else if lines.isEmpty {
            lines.append("(no output)")
        }
        return ToolOutcome(
            lines.joined(separator: "\n"), isError: outcome.ending != .finished, isCut: outcome.outputIsCut)
    }

    /// What was printed, without control characters but for line ends and tabs, and without white space at its end.
    private static func printable(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars
        where scalar == "\n" || scalar == "\t"
            || ![.control, .surrogate, .privateUse, .format].contains(scalar.properties.generalCategory)
        {
            scalars.append(scalar)
        }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return String(scalars)
    }
}
