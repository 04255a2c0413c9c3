/// Something that a model may call while it answers.
public protocol Tool: Sendable {
    /// The name by which it is called: letters, digits, underscores.
    var name: String { get }
    /// What it does and when to call it.
    var description: String { get }
    /// The arguments that it takes.
    var parameters: ToolParameters { get }

    /// Runs a call whose arguments were checked; what goes wrong becomes a result that says so.
    ///
    /// A tool stops soon after its task is cancelled, and never waits on the cooperative pool.
    func run(_ call: ToolInvocation) async -> ToolOutcome
}
