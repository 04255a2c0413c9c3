import Generation
import Tokenization

/// A completion that has been waited for.
struct CollectedCompletion: Sendable {
    private(set) var text = ""
    private(set) var logprobs: [TokenLogprob] = []
    private(set) var reason = FinishReason.length
    private(set) var statistics = GenerationStatistics()

    init(
        _ stream: AsyncThrowingStream<GenerationEvent, any Error>, tokenizer: Tokenizer, stops: Set<Int32>
    ) async throws {
        for try await event in stream {
            switch event {
            case .token(let token):
                text += token.text
                if !stops.contains(token.token.id) { logprobs.append(tokenizer.logprob(token)) }
            case .finished(let reason, let rest, let statistics):
                text += rest
                self.reason = reason
                self.statistics = statistics
            }
        }
    }

    /// The probabilities in the shape of plain completions.
    func completionLogprobs(offset: Int) -> TextCompletion.Logprobs {
        var result = TextCompletion.Logprobs()
        var place = offset
        for entry in logprobs {
            result.tokens.append(entry.token)
            result.token_logprobs.append(entry.logprob)
            result.top_logprobs.append(
                Dictionary(entry.top_logprobs.map { ($0.token, $0.logprob) }, uniquingKeysWith: { first, _ in first }))
            result.text_offset.append(place)
            place += entry.token.count
        }
        return result
    }
}
