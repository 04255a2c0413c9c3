import ToolUse

/// A tool that does what a test wants.
struct ScriptedTool: Tool {
    let name = "tick"
    let description = "Ticks."
    let parameters = ToolParameters([.init("text", .string, "anything")])
    let work: @Sendable (String) async -> ToolOutcome

    func run(_ call: ToolInvocation) async -> ToolOutcome { await work(call.arguments.string("text") ?? "") }
}
