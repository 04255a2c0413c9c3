import Generation
import Tokenization

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
