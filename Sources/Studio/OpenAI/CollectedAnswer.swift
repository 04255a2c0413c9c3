import Conversation
import Generation
import Tokenization

/// An assistant's answer that has been waited for.
struct CollectedAnswer: Sendable {
    private(set) var logprobs: [TokenLogprob] = []
    private(set) var statistics = GenerationStatistics()
    /// What was said, with the calls of the server's tools.
    private(set) var message = ChatCompletion.Content(role: "assistant")
    /// Why it ended, in OpenAI's words.
    private(set) var reason = FinishReason.length.rawValue

    init(
        _ stream: AsyncThrowingStream<AssistantEvent, any Error>, tokenizer: Tokenizer, stops: Set<Int32>,
        reader: AnswerReader
    ) async throws {
        var (reader, uses) = (reader, ShownToolUses())
        for try await event in stream {
            switch event {
            case .token(let token):
                _ = reader.append(token.token.id)
                if !stops.contains(token.token.id) { logprobs.append(tokenizer.logprob(token)) }
            case .called(let call): _ = uses.begin(call)
            case .answered(let call, let outcome): _ = uses.end(call, outcome)
            case .forced: _ = reader.beginTurn()
            case .finished(let finish, _, let statistics):
                _ = reader.finish()
                self.statistics = statistics
                reason = reader.reason(finish)
            }
        }
        message = reader.message
        message.swiftlet_tools = uses.all.isEmpty ? nil : uses.all
    }
}
