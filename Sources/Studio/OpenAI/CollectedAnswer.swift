import Generation
import Tokenization

/// A generation that has been waited for.
struct CollectedAnswer: Sendable {
    private(set) var text = ""
    private(set) var logprobs: [TokenLogprob] = []
    private(set) var reason = FinishReason.length
    private(set) var statistics = GenerationStatistics()
    /// What the tokens mean in a chat.
    private(set) var reader: AnswerReader?

    init(
        _ stream: AsyncThrowingStream<GenerationEvent, any Error>, tokenizer: Tokenizer, stops: Set<Int32>,
        reader: AnswerReader? = nil
    ) async throws {
        self.reader = reader
        for try await event in stream {
            switch event {
            case .token(let token):
                text += token.text
                _ = self.reader?.append(token.token.id)
                if !stops.contains(token.token.id) { logprobs.append(tokenizer.logprob(token)) }
            case .finished(let reason, let rest, let statistics):
                text += rest
                self.reason = reason
                _ = self.reader?.finish()
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

extension Tokenizer {
    /// A token as text: special tokens by name.
    func shown(_ id: Int32) -> String { specialName(id) ?? String(decoding: tokenBytes(id), as: UTF8.self) }

    func logprob(_ token: GeneratedToken) -> TokenLogprob {
        TokenLogprob(
            token: shown(token.token.id), logprob: token.token.logProbability, bytes: tokenBytes(token.token.id),
            top_logprobs: token.alternatives.map {
                .init(token: shown($0.id), logprob: $0.logProbability, bytes: tokenBytes($0.id))
            })
    }
}
