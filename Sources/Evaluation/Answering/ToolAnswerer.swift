import Conversation
import Generation

/// An assistant that answers with its tools.
public struct ToolAnswerer: Answerer {
    public let name: String
    /// The model and what it may use.
    public let assistant: Assistant

    /// An answerer over an assistant.
    public init(_ assistant: Assistant, name: String) {
        self.assistant = assistant
        self.name = name
    }

    public func replies(to conversations: [[Message]], _ options: AnswerOptions) async throws -> [Reply] {
        try await conversations.concurrentMap { try await reply($0, options) }
    }

    private func reply(_ conversation: [Message], _ options: AnswerOptions) async throws -> Reply {
        var generation = GenerationOptions()
        generation.maxTokens = options.maxTokens
        generation.sampling.temperature = options.temperature
        generation.sampling.seed = options.seed(for: try assistant.chat.prompt(assistant.announced(conversation)).ids)
        generation.stopTexts = options.stops
        let answer = try await assistant.completeAnswer(conversation, generation)
        return Reply(
            answer.message.content, tokens: answer.statistics.completionTokens, isCut: answer.reason == .length)
    }
}
