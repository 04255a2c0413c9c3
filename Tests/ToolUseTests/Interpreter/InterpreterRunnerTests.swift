import Testing
import ToolUse

struct InterpreterRunnerTests {
    private func outcome(_ source: String, _ limits: ExecutionLimits = ExecutionLimits()) async -> CodeOutcome {
        var outcome = await InterpreterRunner(limits: limits).run(source)
        #expect(outcome.seconds > 0)
        outcome.seconds = 0
        return outcome
    }

    @Test func whatIsPrintedIsTheOutput() async {
        #expect(await outcome("print(6 * 7)\n8") == CodeOutcome(output: "42\n", ending: .finished))
        #expect(InterpreterRunner().name == "built-in interpreter")
    }

    @Test(arguments: [
        ("2 ** 70", "1180591620717411303424"), ("x = 'a'\nx * 2", "'aa'"), ("x = 5", ""), ("None", ""),
        ("[1][:0]", "[]"),
        ("def f(): return 3\nf()", "3"), ("5\nx = 1", ""), ("", ""), ("if True:\n    7", ""),
    ])
    func theLastValueIsShownWhereNothingIsPrinted(source: String, output: String) async {
        #expect(await outcome(source) == CodeOutcome(output: output, ending: .finished))
    }

    @Test(arguments: [
        ("print(1)\n1 / 0", CodeOutcome.Ending.failed, "ZeroDivisionError: division by zero"),
        ("print(1)\n)", .failed, "SyntaxError"), ("while True: pass", .timedOut, "steps"),
        ("[0] * 10 ** 9", .outOfMemory, "memory"), ("while True: print('x' * 99)", .tooMuchOutput, "characters"),
    ])
    func endingsKeepTheirMeaning(source: String, ending: CodeOutcome.Ending, error: String) async {
        let outcome = await outcome(source)
        #expect(outcome.ending == ending && outcome.error?.contains(error) == true)
        #expect(outcome.outputIsCut == (ending == .tooMuchOutput))
    }

    @Test func longValuesAreCut() async {
        let limits = ExecutionLimits(outputCharacters: 10)
        #expect(
            await outcome("'é' * 100", limits)
                == CodeOutcome(output: "'" + String(repeating: "é", count: 9), ending: .finished, outputIsCut: true))
    }

    /// Neither deep recursion nor native code calling back overflows the thread's stack.
    @Test(arguments: [1000, 10_000])
    func theDeepestProgramsHaveRoom(depth: Int) async {
        let limits = ExecutionLimits(steps: 50_000_000, memory: 512 << 20, recursionDepth: depth)
        for source in [
            "def f(n): return f(n + 1)\nf(0)", "def f(x): return sorted([x], key=f)\nf(0)",
            "class A:\n    def __eq__(self, o): return A() == o\nA() == 1",
            "class A:\n    def __repr__(self): return f'{A()!r}'\nrepr(A())",
        ] {
            let outcome = await outcome(source, limits)
            #expect(outcome.ending == .failed && outcome.error?.contains("RecursionError") == true)
        }
    }

    @Test func manyRunAtOnceAndACancelledOneDoesNotWait() async {
        let runner = InterpreterRunner(concurrency: 2)
        let sums = await withTaskGroup(of: String.self) { group in
            for index in 0..<20 { group.addTask { await runner.run("sum(range(\(index)))").output } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(sums) == Set((0..<20).map { "\($0 * ($0 - 1) / 2)" }))
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await runner.run("1")
        }
        #expect(await task.value.ending == .cancelled)
    }
}
