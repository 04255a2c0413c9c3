import Conversation
import Generation
import ToolUse

/// An answer that a request asks for: with the server's tools, or with the client's, or with none.
struct AskedAnswer: Sendable {
    /// Who answers; without tools where the client runs its own.
    let assistant: Assistant
    /// The conversation; the client's tools are announced in it.
    let messages: [Message]
    /// The server's tools that the answer may not use.
    let forbidden: Set<String>
    /// Whether calls are the client's to run.
    let callsGoOut: Bool

    /// Reads what a request says of tools.
    init(_ messages: [Message], _ fields: ToolFields, _ assistant: Assistant) throws {
        let names = assistant.tools.tools.map(\.name)
        for name in fields.forbidden ?? [] where !names.contains(name) {
            let known = names.isEmpty ? "none" : names.joined(separator: ", ")
            throw APIError.parameter("forbidden", "there is no tool '\(name)' to forbid; there are: \(known)")
        }
        let announcements = try fields.announcements()
        if fields.tool_choice == ToolFields.Choice.none {
            self.init(assistant, messages, forbidden: Set(names), callsGoOut: false)
        } else if announcements.isEmpty {
            self.init(assistant, messages, forbidden: Set(fields.forbidden ?? []), callsGoOut: names.isEmpty)
        } else {
            let chat = assistant.chat
            self.init(
                Assistant(chat, tools: try ToolRegistry([])),
                chat.renderer.chatProtocol.announcing(announcements, in: messages), forbidden: [], callsGoOut: true)
        }
    }

    private init(_ assistant: Assistant, _ messages: [Message], forbidden: Set<String>, callsGoOut: Bool) {
        self.assistant = assistant
        self.messages = messages
        self.forbidden = forbidden
        self.callsGoOut = callsGoOut
    }

    /// The conversation as the model gets it.
    var announced: [Message] { assistant.announced(messages, forbidden: forbidden) }

    /// Begins the answer; what is wrong with the conversation becomes an error of the request.
    func begin(_ options: GenerationOptions) async throws -> AsyncThrowingStream<AssistantEvent, any Error> {
        do {
            return try await assistant.answer(messages, options, forbidden: forbidden)
        } catch let error as GenerationError {
            throw APIError(.badRequest, "\(error)", code: "context_length_exceeded")
        }
    }
}
