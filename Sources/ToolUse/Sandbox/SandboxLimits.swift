/// What a program in the sandbox may use.
public struct SandboxLimits: Codable, Sendable, Equatable {
    /// Seconds from start to end.
    public var wallSeconds: Double
    /// Seconds of a processor, all threads together.
    public var processorSeconds: Int
    /// Bytes of address space.
    public var memoryBytes = 512 << 20
    /// Bytes of a file, and of all temporary files together.
    public var fileBytes = 16 << 20
    /// Number of temporary files and folders.
    public var files = 1024
    /// Number of open descriptors.
    public var descriptors = 64
    /// Number of threads.
    public var threads = 32
    /// Bytes of output that are kept; a program that prints sixteen times as much is ended.
    public var outputBytes = 64 << 10
    /// Bytes of a program.
    public var sourceBytes = 1 << 20

    /// The limits with their defaults.
    public init(wallSeconds: Double = 10, processorSeconds: Int = 5) {
        self.wallSeconds = wallSeconds
        self.processorSeconds = processorSeconds
    }

    /// The limits with every number made positive and small enough to be handed to the system.
    var sane: SandboxLimits {
        var sane = self
        sane.wallSeconds = wallSeconds.isFinite ? min(max(wallSeconds, 0.01), 3600) : 10
        sane.processorSeconds = min(max(processorSeconds, 1), 3600)
        sane.memoryBytes = min(max(memoryBytes, 64 << 20), 1 << 40)
        sane.fileBytes = min(max(fileBytes, 4096), 1 << 32)
        sane.files = min(max(files, 16), 1 << 16)
        sane.descriptors = min(max(descriptors, 16), 1024)
        sane.threads = min(max(threads, 1), 1024)
        sane.outputBytes = min(max(outputBytes, 256), 1 << 28)
        sane.sourceBytes = min(max(sourceBytes, 1), 1 << 28)
        return sane
    }
}
