import Foundation
import Testing
import ToolUse

/// Programs at random, run here and by python3: they print the same and end with the same exception, its message and its line.
///
/// `SWIFTLET_DIFFERENTIAL_PROGRAMS` and `SWIFTLET_DIFFERENTIAL_SEED` ask for more programs or others.
struct DifferentialTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let count = environment["SWIFTLET_DIFFERENTIAL_PROGRAMS"].flatMap { Int($0) } ?? 200
    private static let seed = environment["SWIFTLET_DIFFERENTIAL_SEED"].flatMap { UInt64($0) } ?? 1
    private static let batch = 500
    private static let python = PythonPeer()
    private static let interpreter = Interpreter(
        limits: ExecutionLimits(steps: 20_000_000, memory: 256 << 20, outputCharacters: 1_000_000))

    @Test(.enabled(if: python != nil, "needs python3 of version 3.11"))
    func programsDoWhatPythonDoes() throws {
        let python = try #require(Self.python)
        var disagreements = 0
        var compared = 0
        for start in stride(from: 0, to: Self.count, by: Self.batch) {
            let programs = (start..<min(start + Self.batch, Self.count)).map { index in
                var generator = ProgramGenerator(seed: Self.seed &* 1_000_003 &+ UInt64(index))
                return generator.program()
            }
            for (program, theirs) in zip(programs, try python.run(programs)) {
                let result = Self.interpreter.run(program)
                // A budget is nothing that Python has: it raises MemoryError at other sizes, and programs can catch that.
                guard result.ending == .finished || result.ending == .raised else { continue }
                compared += 1
                let ours = PythonPeer.Outcome(result)
                guard ours != theirs else { continue }
                disagreements += 1
                if disagreements <= 20 { Issue.record(Comment(rawValue: Self.report(program, ours, theirs, result))) }
            }
        }
        #expect(disagreements == 0 && compared * 100 >= Self.count * 99)
    }

    /// The program, and the first line where the two part.
    private static func report(
        _ program: String, _ ours: PythonPeer.Outcome, _ theirs: PythonPeer.Outcome, _ result: ExecutionResult
    ) -> String {
        let (a, b) = (ours.output.split(separator: "\n"), theirs.output.split(separator: "\n"))
        let place = zip(a, b).prefix { $0 == $1 }.count
        return """
            line \(place + 1) of the output
            ours:   \(a.dropFirst(place).first ?? "(nothing)") [\(result.error?.description ?? "no exception")]
            python: \(b.dropFirst(place).first ?? "(nothing)") [\(theirs.exception ?? "no exception")]
            \(program)
            """
    }
}
