import Foundation
import ToolUse

/// Runs many programs in one python3 process and says what each printed and which exception ended it.
struct PythonPeer {
    struct Outcome: Codable, Equatable {
        let output: String
        /// The exception that was not caught, with its message and line; of programs that are none, its class alone.
        let exception: String?

        init(output: String, exception: String?) { (self.output, self.exception) = (output, exception) }

        init(_ result: ExecutionResult) {
            let error = result.error
            let isProgram = !["SyntaxError", "IndentationError", "TabError"].contains(error?.type)
            self.init(
                output: result.output,
                exception: error.map { isProgram ? "\($0.type): \($0.message) (line \($0.line ?? 0))" : $0.type })
        }
    }

    private let executable: URL

    /// Nil where python3 is not there or not 3.11, whose messages and sums the interpreter has.
    init?() {
        let paths = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let candidates = paths.map { URL(fileURLWithPath: String($0)).appendingPathComponent("python3") }
        guard let found = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
            return nil
        }
        executable = found
        let version = try? output(of: ["-c", "import sys; print(*sys.version_info[:2])"], input: Data())
        guard version == Data("3 11\n".utf8) else { return nil }
    }

    private static let harness = """
        import contextlib, io, json, signal, sys
        class Late(BaseException): pass
        def late(*_): raise Late
        signal.signal(signal.SIGALRM, late)
        outcomes = []
        for source in json.load(sys.stdin):
            out, name = io.StringIO(), None
            signal.alarm(5)
            try:
                with contextlib.redirect_stdout(out):
                    exec(compile(source, "<program>", "exec"), {"__name__": "__main__"})
            except SyntaxError as error:
                name = type(error).__name__
            except BaseException as error:
                trace, line = error.__traceback__, 0
                while trace:
                    if trace.tb_frame.f_code.co_filename == "<program>": line = trace.tb_lineno
                    trace = trace.tb_next
                name = f"{type(error).__name__}: {error} (line {line})"
            signal.alarm(0)
            outcomes.append({"output": out.getvalue(), "exception": name})
        json.dump(outcomes, sys.__stdout__)
        """

    /// What python3 makes of each program.
    func run(_ programs: [String]) throws -> [Outcome] {
        let answer = try output(of: ["-W", "ignore", "-c", Self.harness], input: JSONEncoder().encode(programs))
        return try JSONDecoder().decode([Outcome].self, from: answer)
    }

    private func output(of arguments: [String], input data: Data) throws -> Data {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let writer = Thread {
            try? input.fileHandleForWriting.write(contentsOf: data)
            try? input.fileHandleForWriting.close()
        }
        writer.start()
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return answer
    }
}
