import Foundation
import Testing
import ToolUse

/// HumanEval's own solutions pass HumanEval's tests in the interpreter.
struct HumanEvalTests {
    private struct Problem: Decodable {
        let task_id: String
        let prompt: String
        let canonical_solution: String
        let test: String
        let entry_point: String
    }

    private static let file = ProcessInfo.processInfo.environment["SWIFTLET_TEST_DATA"].map {
        URL(fileURLWithPath: $0).appendingPathComponent("data/tasks/HumanEval.jsonl.gz")
    }

    /// Needs modules that the interpreter does not have: regular expressions, MD5.
    private static let beyond: Set<String> = ["HumanEval/91", "HumanEval/162"]

    @Test(.enabled(if: file != nil, "needs SWIFTLET_TEST_DATA")) func canonicalSolutionsPass() throws {
        let problems = try Self.problems()
        #expect(problems.count == 164)
        let interpreter = Interpreter(limits: ExecutionLimits(steps: 200_000_000, memory: 512 << 20))
        var failures: [String] = []
        for problem in problems {
            let program = problem.prompt + problem.canonical_solution + "\n" + problem.test
            let result = interpreter.run(program + "\ncheck(\(problem.entry_point))\n")
            if result.ending != .finished { failures.append(problem.task_id) }
        }
        #expect(Set(failures) == Self.beyond)
    }

    private static func problems() throws -> [Problem] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", try #require(file).path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try data.split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(Problem.self, from: $0) }
    }
}
