/// What became of a program.
public struct CodeOutcome: Codable, Sendable, Equatable {
    /// How it ended.
    public enum Ending: String, Codable, Sendable, CaseIterable {
        /// By itself, without an error.
        case finished
        /// With an error of its own.
        case failed
        /// Its seconds or steps were used up.
        case timedOut
        /// It wanted more memory than it may have.
        case outOfMemory
        /// It printed more than it may.
        case tooMuchOutput
        /// It made more temporary files than it may.
        case tooMuchStorage
        /// Somebody did not want to wait any longer.
        case cancelled
        /// It was not run at all.
        case refused
    }

    /// What it printed, cut at the runner's limit.
    public var output: String
    /// What went wrong: a message or a traceback; nil if nothing did.
    public var error: String?
    /// How it ended.
    public var ending: Ending
    /// Whether `output` is only the beginning.
    public var outputIsCut: Bool
    /// Seconds that it took.
    public var seconds: Double

    /// The outcome of a run.
    public init(
        output: String, error: String? = nil, ending: Ending, outputIsCut: Bool = false, seconds: Double = 0
    ) {
        self.output = output
        self.error = error
        self.ending = ending
        self.outputIsCut = outputIsCut
        self.seconds = seconds
    }

    /// The outcome of a program that was not run.
    public static func refused(_ reason: String) -> CodeOutcome {
        CodeOutcome(output: "", error: reason, ending: .refused)
    }
}
