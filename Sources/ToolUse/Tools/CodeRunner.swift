/// Something that runs programs: the built-in interpreter, or Python in a sandbox.
public protocol CodeRunner: Sendable {
    /// What it is, for people: "built-in interpreter".
    var name: String { get }

    /// Runs a program to its end, or to the end of its budget; never throws, never waits on the cooperative pool.
    func run(_ source: String) async -> CodeOutcome
}
