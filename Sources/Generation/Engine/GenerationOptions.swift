/// What is asked of one generation.
public struct GenerationOptions: Sendable, Equatable {
    /// How tokens are chosen.
    public var sampling = SamplingOptions()
    /// The most tokens to make.
    public var maxTokens = 256
    /// Ids that end the text; they are reported but are no part of it.
    public var stopTokens: Set<Int32> = []
    /// Texts that end the text; they are no part of it.
    public var stopTexts: [String] = []
    /// The most tokens of thinking before an answer; nil for no bound.
    public var thinkingTokens: Int?
    /// The same with the tokens of a protocol, as `ChatGenerator.stopping` makes it.
    public var thinking: ThinkingBudget?
    /// How many of the likeliest tokens to report at each step.
    public var alternatives = 0

    /// Up to 256 tokens at temperature 0.8.
    public init() {}
}

/// Why a generation ended.
public enum FinishReason: String, Sendable, Codable {
    /// A stop token or text came.
    case stop
    /// The most tokens were made, or the context is full.
    case length
    /// The caller lost interest.
    case cancelled
}

/// One generated token.
public struct GeneratedToken: Sendable, Equatable {
    /// The token and its probability.
    public var token: TokenProbability
    /// The text that became certain with it; never part of a character.
    public var text: String
    /// The likeliest tokens of the step.
    public var alternatives: [TokenProbability]
}

/// What a generation took.
public struct GenerationStatistics: Sendable, Equatable, Codable {
    /// Tokens of the prompt.
    public var promptTokens = 0
    /// Tokens made, a stop token included.
    public var completionTokens = 0
    /// Seconds until the first token.
    public var secondsToFirstToken = 0.0
    /// Seconds in all.
    public var seconds = 0.0
    /// Nothing yet.
    public init() {}

    /// Tokens per second after the first one.
    public var tokensPerSecond: Double {
        let rest = seconds - secondsToFirstToken
        return completionTokens > 1 && rest > 0 ? Double(completionTokens - 1) / rest : 0
    }
}

/// What happens during a generation.
public enum GenerationEvent: Sendable, Equatable {
    /// One more token.
    case token(GeneratedToken)
    /// The end; `text` is what was still held back.
    case finished(FinishReason, text: String, GenerationStatistics)
}

/// What can be wrong with a request.
public enum GenerationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The prompt leaves no room for an answer.
    case promptTooLong(tokens: Int, context: Int)
    /// There is nothing to go on from.
    case emptyPrompt
    /// The vocabulary does not fit the network.
    case vocabularyMismatch(tokenizer: Int, model: Int)

    public var description: String {
        switch self {
        case .promptTooLong(let tokens, let context):
            "the prompt has \(tokens) tokens, but the model's context is \(context). Shorten it or begin a new chat."
        case .emptyPrompt: "the prompt is empty. Give at least one token."
        case .vocabularyMismatch(let tokenizer, let model):
            "the tokenizer has \(tokenizer) symbols, the network only \(model). Check that the files belong together."
        }
    }
}
