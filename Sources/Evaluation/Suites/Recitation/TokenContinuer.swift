import Generation
import Tokenization
import Transformer

/// Anything that goes on with tokens, always with the likeliest one.
public protocol TokenContinuer: Sendable {
    /// The vocabulary.
    var tokenizer: Tokenizer { get }
    /// Tokens that fit.
    var context: Int { get }
    /// The token that begins a text, if there is one.
    var beginningOfText: Int32? { get }
    /// `count` tokens after each prompt, or fewer where the continuer ends by itself.
    func continuations(of prompts: [[Int32]], count: Int) async throws -> [[Int32]]
}

extension TextGenerator: TokenContinuer {
    public nonisolated var context: Int { model.configuration.context }
    public nonisolated var beginningOfText: Int32? { model.configuration.beginningOfText }

    public nonisolated func continuations(of prompts: [[Int32]], count: Int) throws -> [[Int32]] {
        var options = GenerationOptions()
        options.sampling = .greedy
        options.maxTokens = count
        return try complete(prompts, options)
    }
}
