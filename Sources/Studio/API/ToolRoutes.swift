import Hummingbird
import ToolUse

/// The tools that the server's answers may call.
struct ToolRoutes: Sendable {
    let tools: ToolRegistry

    private struct ShownTool: Encodable {
        let name: String
        let description: String
        let parameters: ToolParameters
        /// What runs programs, of the tool that does.
        let runner: String?
    }

    func add(to router: Router<StudioContext>) {
        router.get("/api/tools") { _, _ in
            JSON.response(
                tools.tools.map { tool in
                    ShownTool(
                        name: tool.name, description: tool.description, parameters: tool.parameters,
                        runner: (tool as? CodeTool)?.runner.name)
                })
        }
    }
}
