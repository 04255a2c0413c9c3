import Evaluation
import Testing
import ToolUse

struct ToolRunnerTests {
    @Test func programsPassFailOrRunOutOfTime() async throws {
        let runner = ToolProgramRunner(InterpreterRunner())
        #expect(try await runner.run("assert 2 + 2 == 4").verdict == .passed)
        let failed = try await runner.run("assert 2 + 2 == 5, 'no'")
        #expect(failed.verdict == .failed && failed.message.contains("AssertionError"))
        #expect(try await runner.run("while True: pass").verdict == .timedOut)
    }
}
