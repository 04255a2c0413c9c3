/// One wall of the sandbox. Each is set up by itself and tried by itself; if one does not hold, nothing runs.
public enum SandboxLayer: String, Codable, Sendable, CaseIterable {
    /// bubblewrap, util-linux and a system Python.
    case programs
    /// A user of its own, without any capability, that can win none by starting a program.
    case identity
    /// A read-only root with what Python needs, and nothing of the host's files.
    case files
    /// A process table of its own; no second process can be started.
    case processes
    /// No network device but a dead loopback, and no sockets.
    case network
    /// No shared memory, queues or host name of the host.
    case communication
    /// No environment variable and no open descriptor of the host.
    case inheritance
    /// A list of the system calls that may be made.
    case systemCalls
    /// Limits on address space, size of files, descriptors and threads.
    case resources
    /// A limit on the seconds of a processor.
    case processorTime
    /// A limit on the size and the number of temporary files.
    case temporaryFiles
    /// The whole of it is killed when its time is over.
    case wallClock
    /// What is printed is read to its end but kept only up to a limit.
    case output

    /// What it keeps out, in a few words.
    public var summary: String {
        switch self {
        case .programs: "bubblewrap, util-linux and python3 are installed"
        case .identity: "own user, no capabilities, none to be won"
        case .files: "read-only root without the host's files"
        case .processes: "own process table, a single process"
        case .network: "no network, no sockets"
        case .communication: "own shared memory, queues, host name"
        case .inheritance: "no environment, no descriptors of the host"
        case .systemCalls: "allow-list of system calls (seccomp)"
        case .resources: "limits on memory, file size, descriptors, threads"
        case .processorTime: "limit on processor time"
        case .temporaryFiles: "limits on size and number of temporary files"
        case .wallClock: "killed as a whole when time is over"
        case .output: "limit on output"
        }
    }
}
