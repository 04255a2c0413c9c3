import Evaluation
import Foundation
import Testing

/// Runs programs through the machine's own Python: for tests, whose programs are known.
struct PythonProcess: ProgramRunner {
    private static let (python, timeout) = ("/usr/bin/python3", "/usr/bin/timeout")

    static var isHere: Bool { [python, timeout].allSatisfy(FileManager.default.isExecutableFile) }

    var seconds = 20

    func run(_ source: String) async throws -> ProgramOutcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.timeout)
        process.arguments = ["-s", "KILL", "\(seconds)", Self.python, "-I", "-S", "-"]
        let (input, errors) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (input, FileHandle.nullDevice, errors)
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(source.utf8))
        try input.fileHandleForWriting.close()
        let said = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        // timeout(1) dies by the signal that it sends, or says so by 128 + 9.
        guard process.terminationReason == .exit, process.terminationStatus != 137 else {
            return ProgramOutcome(.timedOut)
        }
        let last = String(decoding: said, as: UTF8.self).split(separator: "\n").last.map(String.init) ?? ""
        return ProgramOutcome(process.terminationStatus == 0 ? .passed : .failed, last)
    }
}

struct ProgramTests {
    private let problem = PythonProblem(
        prompt: """
            import math
            SCALE = 2

            def twice(x):
                return SCALE * x

            def area(r):
                \"\"\" The area of a circle of twice the radius r, rounded down.
                >>> area(1)
                12
                \"\"\"

            """,
        entryPoint: "area",
        test: """

            def check(candidate):
                assert candidate(1) == 12
                assert candidate(0) == 0

            """, solution: "    return math.floor(math.pi * twice(r) ** 2)\n")

    /// An answer, whether an assistant is right with it, and whether a base model is.
    private static let answers: [(answer: String, isRight: Bool, isRightCompletion: Bool)] = [
        ("    return math.floor(math.pi * twice(r) ** 2)\n", true, true),
        ("    return math.floor(math.pi * twice(r) ** 2)\n\nprint(area(3))\nx = 1/0", true, true),
        ("    a = math.pi * twice(r) ** 2\n    return int(a)\ndef other():\n    1/0\nother()", true, true),
        ("    return 12\n", false, false), ("    return math.floor(math.pi * twi", false, false), ("", false, false),
        ("```python\ndef area(r):\n    return int(math.pi * twice(r) ** 2)\n```", true, false),
        (
            "Sure! Here it is:\n\n```python\ndef area(r):\n    return int(math.pi * twice(r) ** 2)\n```\nIt multiplies.",
            true, false
        ),
        (
            "It uses this:\n```\npip install x\n```\nand\n```py\ndef area(r):\n    return int(math.pi * twice(r) ** 2)\n```",
            true, false
        ),
        ("```python\r\ndef area(r):\r\n    return int(math.pi * twice(r) ** 2)\r\n```", true, false),
        ("```python\ndef area(r):\n    return int(math.pi * twice(r) ** 2)", true, false),
        ("```python\ndef area(r):\n    return int(math.pi * tw", false, false),
        ("```python\n    return int(math.pi * twice(r) ** 2)\n```", true, false),
        ("```python\nreturn int(math.pi * twice(r) ** 2)\n```", true, false),
        ("import math\nP = math.pi\ndef area(r):\n    return int(P * twice(r) ** 2)\nThis is the answer.", true, false),
        ("The function:\ndef area(r):\n    return int(math.pi * twice(r) ** 2)\n\nI hope it helps you.", true, false),
        ("def area_of(r):\n    return 12\n", false, false), ("I cannot do that.", false, false),
        ("    while True: pass", false, false),
    ]

    @Test(.enabled(if: PythonProcess.isHere), arguments: answers.indices)
    func recordedAnswersAreScored(index: Int) async throws {
        let (answer, isRight, isRightCompletion) = Self.answers[index]
        let python = PythonProcess(seconds: 1)
        let outcome = try await python.run(problem.program(answer: answer))
        #expect((outcome.verdict == .passed) == isRight, "\(outcome.message)\n\(problem.program(answer: answer))")
        #expect((outcome.verdict == .timedOut) == answer.contains("while True"))
        let completed = try await python.run(problem.program(completion: answer))
        #expect((completed.verdict == .passed) == isRightCompletion, "\(completed.message)")
    }

    @Test func programsAreWhatTheConventionSays() {
        #expect(
            problem.program(completion: "    return 1\ndef g(): pass") == problem.prompt + "    return 1\n"
                + problem.test + "\ncheck(area)\n")
        let whole = problem.program(answer: "```\ndef area(r): return 1\n```")
        #expect(
            whole.hasPrefix("import math\nSCALE = 2\n\ndef twice(x):\n    return SCALE * x\n\ndef area(r): return 1\n"))
        #expect(!whole.contains("The area of a circle"))
    }

    /// The set's own solutions pass, as a completion and as an assistant would write them; empty answers fail.
    @Test(.enabled(if: PythonProcess.isHere && sharedData != nil))
    func canonicalSolutionsPass() async throws {
        let task = try TaskFile.read(
            try #require(sharedData).appendingPathComponent("data/tasks/HumanEval.jsonl.gz"))
        let problems = task.items.compactMap { if case .code(let problem) = $0.question { problem } else { nil } }
        let failures = try await withThrowingTaskGroup(of: [String].self) { group in
            for part in 0..<4 {
                group.addTask {
                    var failed: [String] = []
                    for place in stride(from: part, to: problems.count, by: 4) {
                        let problem = problems[place]
                        let solution = problem.solution ?? ""
                        // Every other one as a completion, as a fenced answer else: half the time.
                        let program =
                            place % 2 == 0
                            ? problem.program(completion: solution)
                            : problem.program(answer: "Here:\n```python\n\(problem.prompt)\(solution)```\nDone.")
                        let outcome = try await PythonProcess().run(program)
                        if outcome.verdict != .passed { failed.append("\(problem.entryPoint): \(outcome)") }
                    }
                    return failed
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(problems.count == 164 && failures.isEmpty, "\(failures)")
    }
}
