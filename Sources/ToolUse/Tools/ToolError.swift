/// What can be wrong with a set of tools.
public enum ToolError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Two tools have the same name.
    case duplicate(name: String)
    /// A name cannot be called.
    case badName(String)

    public var description: String {
        switch self {
        case .duplicate(let name): "there are two tools called \(name). Give one of them another name."
        case .badName(let name):
            "\(name) cannot be the name of a tool. Use 1 to 64 letters, digits and underscores."
        }
    }
}
