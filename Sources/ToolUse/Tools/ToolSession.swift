/// The calls of one answer: checks them, counts them, ends them in time, cuts what they return. It never throws: what
/// goes wrong is a result that the model reads.
///
/// ```swift
/// let session = ToolSession(registry, forbidden: ["python"])
/// let result = await session.call("search", text: "Who built the Rung Bridge?")
/// ```
public actor ToolSession {
    /// Every source of the answer so far, by number from 1.
    public private(set) var sources: [ToolSource] = []
    /// Calls made so far, refused ones among them.
    public private(set) var calls = 0

    private let registry: ToolRegistry
    private let limits: ToolLimits
    private let forbidden: Set<String>
    private var nextSource = 1

    /// A session for one answer.
    ///
    /// - Parameter forbidden: names of tools that this answer may not use.
    public init(_ registry: ToolRegistry, limits: ToolLimits = ToolLimits(), forbidden: Set<String> = []) {
        self.registry = registry
        self.limits = limits
        self.forbidden = forbidden
    }

    /// The tools that may be called.
    public nonisolated var allowed: [any Tool] { registry.tools.filter { !forbidden.contains($0.name) } }

    /// Calls a tool with what the model wrote: a JSON object, or a text for the tool's main argument.
    public func call(_ name: String, text: String) async -> ToolOutcome {
        let parameters = registry[name]?.parameters ?? ToolParameters([])
        return await call(name, ToolArguments(text: text, for: parameters))
    }

    /// Calls a tool.
    public func call(_ name: String, _ arguments: ToolArguments) async -> ToolOutcome {
        calls += 1
        guard calls <= limits.calls else {
            return .error("no more than \(limits.calls) calls of tools are allowed in an answer")
        }
        guard let tool = registry[name], !forbidden.contains(name) else {
            let shown = PlainLine.of(name, limit: 40)
            let others = allowed.map(\.name).joined(separator: ", ")
            let reason = registry[name] == nil ? "there is no tool \(shown)" : "the tool \(shown) may not be used now"
            return .error(others.isEmpty ? reason : "\(reason); these may be called: \(others)")
        }
        if let problem = arguments.problem(for: tool.parameters) { return .error(problem) }
        let start = ContinuousClock.now
        let call = ToolInvocation(arguments, firstSource: nextSource)
        var result =
            await Deadline.run(seconds: limits.seconds) { await tool.run(call) }
            ?? .error(Task.isCancelled ? "the call was cancelled" : "no answer within \(limits.seconds) seconds")
        result.seconds = (ContinuousClock.now - start) / .seconds(1)
        if result.text.count > limits.characters {
            result.text = result.text.prefix(max(0, limits.characters)) + "…"
            result.isCut = true
        }
        sources += result.sources
        nextSource = max(nextSource, (result.sources.map(\.number).max() ?? 0) + 1)
        return result
    }
}
