/// How much a program may use. All of it is counted, none of it timed, so that a program ends the same way everywhere.
public struct ExecutionLimits: Sendable, Equatable {
    /// The most steps. An instruction of the interpreter is one; work on large values costs steps in proportion to its size.
    public var steps: Int
    /// The most bytes in use at one time, by estimate.
    public var memory: Int
    /// The most characters that may be printed.
    public var outputCharacters: Int
    /// The most calls inside of each other; what goes deeper raises RecursionError, as in Python. 10,000 at most.
    public var recursionDepth: Int {
        didSet { recursionDepth = Self.possibleDepth(recursionDepth) }
    }

    /// By default, a second at the most on one core, 64 MiB, and as much text as fits a model's context.
    public init(
        steps: Int = 5_000_000, memory: Int = 64 << 20, outputCharacters: Int = 20_000, recursionDepth: Int = 1000
    ) {
        self.steps = steps
        self.memory = memory
        self.outputCharacters = outputCharacters
        self.recursionDepth = Self.possibleDepth(recursionDepth)
    }

    private static func possibleDepth(_ depth: Int) -> Int { min(max(depth, 1), 10_000) }

    /// The native stack that calls so deep can take.
    var stackSize: Int { 16 << 20 + recursionDepth * Self.stackPerCall }

    private static let stackPerCall = 64 << 10
}
