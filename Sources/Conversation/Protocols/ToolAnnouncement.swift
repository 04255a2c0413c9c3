/// What a model is told of a tool before it answers.
public struct ToolAnnouncement: Sendable, Equatable {
    /// The name to call it by.
    public let name: String
    /// What it does.
    public let description: String
    /// Its arguments, a JSON schema.
    public let schema: String

    /// What is told of a tool.
    public init(name: String, description: String = "", schema: String = "{}") {
        self.name = name
        self.description = description
        self.schema = schema
    }

    /// The tool as OpenAI's API describes it, on one line.
    var json: String {
        #"{"type":"function","function":{"name":"# + Self.quoted(name) + #","description":"# + Self.quoted(description)
            + #","parameters":"# + schema + "}}"
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\" + String(scalar)
            case "\n": quoted += "\\n"
            case _ where scalar.value < 0x20: quoted += " "
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

extension ChatProtocol {
    /// The conversation with what the protocol says of tools at the end of its system message; without tools, as it is.
    ///
    /// A model that is told of no tool is to answer by itself: that is how a request forbids them.
    public func announcing(_ tools: [ToolAnnouncement], in messages: [Message]) -> [Message] {
        guard !tools.isEmpty, !calls.isEmpty else { return messages }
        let text =
            announcement
            .split(separator: "{names}", omittingEmptySubsequences: false)
            .joined(separator: tools.map(\.name).joined(separator: ", "))
            .split(separator: "{schemas}", omittingEmptySubsequences: false)
            .joined(separator: tools.map(\.json).joined(separator: "\n"))
        guard let first = messages.first, first.role == .system || first.role == .developer else {
            return [Message(.system, text)] + messages
        }
        return [Message(first.role, parts: first.parts + [.text("\n\n" + text)])] + messages.dropFirst()
    }
}
