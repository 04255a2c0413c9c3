/// The built-in interpreter as a runner of programs: every run is a fresh one, on a thread of its own.
///
/// As in a notebook, a program that prints nothing and ends with an expression shows that value.
///
/// ```swift
/// let outcome = await InterpreterRunner().run("2 ** 100")
/// print(outcome.output)  // 1267650600228229401496703205376
/// ```
public struct InterpreterRunner: CodeRunner {
    /// What a program may use.
    public let limits: ExecutionLimits
    private let gate: ConcurrencyGate

    public var name: String { "built-in interpreter" }

    /// A runner; `concurrency` programs at most run at the same time, others wait for their turn.
    public init(limits: ExecutionLimits = ExecutionLimits(), concurrency: Int = 2) {
        self.limits = limits
        gate = ConcurrencyGate(limit: concurrency)
    }

    public func run(_ source: String) async -> CodeOutcome {
        do {
            try await gate.enter()
        } catch {
            return CodeOutcome(output: "", error: "the run was cancelled", ending: .cancelled)
        }
        defer { gate.leave() }
        let start = ContinuousClock.now
        let result = await OffPool.run(stackSize: limits.stackSize) { [limits] in
            Machine(limits: limits).evaluate(Scalars(source))
        }
        var outcome = CodeOutcome(result, limits: limits)
        outcome.seconds = (ContinuousClock.now - start) / .seconds(1)
        return outcome
    }
}

extension CodeOutcome {
    /// What a run of the interpreter is for those who asked for it.
    fileprivate init(_ result: ExecutionResult, limits: ExecutionLimits) {
        self.init(output: result.output, error: result.error?.description, ending: Ending(result.ending))
        if output.isEmpty, let value = result.value {
            output = String(value.unicodeScalars.prefix(limits.outputCharacters))
            outputIsCut = output.unicodeScalars.count < value.unicodeScalars.count
        }
        if ending == .tooMuchOutput { outputIsCut = true }
    }
}

extension CodeOutcome.Ending {
    fileprivate init(_ ending: ExecutionResult.Ending) {
        switch ending {
        case .finished: self = .finished
        case .raised: self = .failed
        case .stepsExhausted: self = .timedOut
        case .memoryExhausted: self = .outOfMemory
        case .outputTruncated: self = .tooMuchOutput
        }
    }
}
