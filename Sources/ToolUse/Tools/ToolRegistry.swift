/// The tools that there are, by name.
public struct ToolRegistry: Sendable {
    /// The tools in the order in which they were given.
    public let tools: [any Tool]
    private let byName: [String: any Tool]

    /// A set of tools.
    ///
    /// - Throws: `ToolError` if a name occurs twice or cannot be called.
    public init(_ tools: [any Tool]) throws(ToolError) {
        var byName: [String: any Tool] = [:]
        for tool in tools {
            let isCallable = tool.name.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
            }
            guard isCallable, (1...64).contains(tool.name.utf8.count) else { throw .badName(tool.name) }
            guard byName.updateValue(tool, forKey: tool.name) == nil else { throw .duplicate(name: tool.name) }
        }
        self.tools = tools
        self.byName = byName
    }

    /// The tool of a name.
    public subscript(name: String) -> (any Tool)? { byName[name] }
}
