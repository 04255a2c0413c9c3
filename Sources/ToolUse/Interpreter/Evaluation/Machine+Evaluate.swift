extension Machine {
    /// Compiles and runs a program.
    func evaluate(_ source: Scalars) -> ExecutionResult {
        begin()
        var ending = ExecutionResult.Ending.finished
        var error: ExecutionError?
        var value: String?
        do {
            let code = try compile(source)
            globals.makeRoom()
            globals.isInUse = true
            defer { globals.isInUse = false }
            _ = try run(makeFrame(code))
            if !result.isNone { value = try representation(of: result).text }
        } catch let failure as SyntaxFailure {
            ending = .raised
            error = ExecutionError(
                type: failure.kind.rawValue, message: failure.message,
                trace: [TraceEntry(line: failure.line, function: "<module>")])
        } catch let interruption as Interruption {
            (ending, error) = describe(interruption)
        } catch let other {
            ending = .raised
            error = ExecutionError(type: "SystemError", message: "\(other)", trace: [])
        }
        let steps = stepsUsed
        let printed = output.text
        return ExecutionResult(output: printed, value: value, error: error, ending: ending, stepsUsed: steps)
    }

    private static let bytesPerScalar = 200

    private func compile(_ source: Scalars) throws -> Code {
        try heap.check(source.count, of: Self.bytesPerScalar)
        try spend(source.count / 4)
        return try Compiler.compile(Self.unixLines(source), self)
    }

    /// Line ends as `\n` alone.
    private static func unixLines(_ source: Scalars) -> Scalars {
        var lines: Scalars = []
        lines.reserveCapacity(source.count)
        var source = source[...]
        if source.first == "\u{FEFF}" { source = source.dropFirst() }
        for (index, scalar) in zip(source.indices, source) {
            if scalar == "\r" {
                if index + 1 < source.endIndex, source[index + 1] == "\n" { continue }
                lines.append("\n")
            } else {
                lines.append(scalar)
            }
        }
        return lines
    }

    private func describe(_ interruption: Interruption) -> (ExecutionResult.Ending, ExecutionError) {
        guard let exception = exception(for: interruption) else {
            guard case .exhausted(let ending) = interruption else {
                return (.raised, ExecutionError(type: "SystemError", message: "unknown failure", trace: []))
            }
            return (ending, exhaustion(ending))
        }
        var message: Scalars = []
        do {
            try exception.writeText(to: &message, self)
        } catch {
            message = Scalars("<exception str() failed>")
        }
        let error = ExecutionError(type: exception.type.name, message: message.text, trace: exception.trace.reversed())
        return (.raised, error)
    }

    private func exhaustion(_ ending: ExecutionResult.Ending) -> ExecutionError {
        switch ending {
        case .memoryExhausted:
            ExecutionError(
                type: "MemoryError", message: "the program needs more than its \(limits.memory) bytes of memory",
                trace: [])
        case .outputTruncated:
            ExecutionError(
                type: "OutputLimit", message: "the program prints more than its \(limits.outputCharacters) characters",
                trace: [])
        default:
            ExecutionError(
                type: "StepLimit", message: "the program takes more than its \(limits.steps) steps", trace: [])
        }
    }
}
