import Artifacts
import Conversation

/// What a request says of tools.
struct ToolFields: Decodable, Sendable {
    /// Whether tools may be called.
    enum Choice: String, Decodable, Sendable {
        case auto, none

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            guard let choice = (try? container.decode(String.self)).flatMap(Choice.init) else {
                throw DecodingError.dataCorruptedError(
                    in: container, debugDescription: "it can be \"auto\" or \"none\"; a call cannot be forced here")
            }
            self = choice
        }
    }

    /// A tool that the client runs.
    struct ClientTool: Decodable, Sendable {
        struct Function: Decodable, Sendable {
            let name: String
            let description: String?
            let parameters: JSONValue?
        }

        let type: String?
        let function: Function

        var announcement: ToolAnnouncement {
            ToolAnnouncement(
                name: function.name, description: function.description ?? "",
                schema: function.parameters?.text ?? "{}")
        }
    }

    /// Names of the server's tools that the answer may not use.
    var forbidden: [String]?
    var tool_choice: Choice?
    var tools: [ClientTool]?

    /// The client's own tools, each checked.
    func announcements() throws -> [ToolAnnouncement] {
        let tools = tools ?? []
        guard tools.count <= 128 else { throw APIError.parameter("tools", "at most 128 tools are allowed") }
        for tool in tools {
            guard tool.type ?? "function" == "function" else {
                throw APIError.parameter(
                    "tools", "a tool of the type '\(tool.type ?? "")' cannot be used, only functions")
            }
            guard ToolCall.isName(tool.function.name) else {
                throw APIError.parameter("tools", "'\(tool.function.name)' cannot be the name of a tool")
            }
        }
        return tools.map(\.announcement)
    }
}
