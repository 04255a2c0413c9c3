/// How a run of the sandbox ended, as its supervisor saw it.
struct SandboxEnd: Sendable {
    /// Why the supervisor ended it.
    enum Reason: Sendable, Equatable {
        case wallClock, output, temporaryFiles, cancelled
    }

    /// The exit code of the program, 128 + n for signal n; nil if it never started or was killed by us.
    var exitCode: Int?
    /// Whether bubblewrap reported a first process.
    var hasStarted = false
    /// Why we ended it; nil if it ended by itself.
    var reason: Reason?
    /// Standard output.
    var output: CappedBytes
    /// Standard error.
    var error: CappedBytes
    /// Seconds from start to end.
    var seconds = 0.0
}
