/// How a program ran.
public struct ExecutionResult: Sendable, Equatable {
    /// How a program ended.
    public enum Ending: String, Sendable {
        /// It came to its end.
        case finished
        /// An exception was not caught, or the text is no program.
        case raised
        /// It took more steps than it may.
        case stepsExhausted
        /// It wanted more memory than it may have.
        case memoryExhausted
        /// It printed more than it may; the output has what fits.
        case outputTruncated
    }

    /// What it printed.
    public var output: String
    /// The representation of the last statement's value, if that is an expression and not None: what a notebook shows.
    public var value: String?
    /// What went wrong, if anything did.
    public var error: ExecutionError?
    public var ending: Ending
    /// The steps that it took.
    public var stepsUsed: Int
}

/// An exception that a program did not catch, or the budget that it used up.
public struct ExecutionError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The name of the exception's class, such as `ZeroDivisionError`.
    public var type: String
    public var message: String
    /// The lines that the exception passed, from the outermost call to the one that raised it.
    public var trace: [TraceEntry]

    /// The line where it happened, counted from 1.
    public var line: Int? { trace.last?.line }

    /// As Python prints it: `line 3, in f: ValueError: message` after a line per call.
    public var description: String {
        let lines = trace.map { "  line \($0.line), in \($0.function)\n" }
        let last = message.isEmpty ? type : "\(type): \(message)"
        return lines.isEmpty ? last : "Traceback (most recent call last):\n" + lines.joined() + last
    }
}
