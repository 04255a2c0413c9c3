/// A call of a tool.
public struct ToolInvocation: Sendable, Equatable {
    /// The arguments.
    public let arguments: ToolArguments
    /// The number of the first source of its result, so that the numbers of an answer's sources are all different.
    public let firstSource: Int

    /// A call.
    public init(_ arguments: ToolArguments, firstSource: Int = 1) {
        self.arguments = arguments
        self.firstSource = firstSource
    }
}
