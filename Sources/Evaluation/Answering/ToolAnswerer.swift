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
        var generation = GenerationOptions()
        generation.maxTokens = options.maxTokens
        generation.sampling.temperature = options.temperature
        generation.stopTexts = options.stops
        return try await withThrowingTaskGroup(of: (Int, Reply).self) { group in
            for (index, conversation) in conversations.enumerated() {
                var own = generation
                own.sampling.seed = options.seed
                group.addTask { [own] in (index, try await reply(conversation, own)) }
            }
            var replies = conversations.map { _ in Reply("") }
            for try await (index, reply) in group { replies[index] = reply }
            return replies
        }
    }

    private func reply(_ conversation: [Message], _ options: GenerationOptions) async throws -> Reply {
        let answer = try await assistant.completeAnswer(conversation, options)
        return Reply(
            answer.message.content, tokens: answer.statistics.completionTokens, isCut: answer.reason == .length)
    }
}
