/// How likely a continuation is after a context.
public struct Likelihood: Codable, Sendable, Equatable {
    /// Σ ln p(token) over the continuation.
    public var logProbability: Double
    /// Whether each token of the continuation was the likeliest one: greedy decoding would have written it.
    public var isGreedy: Bool
    /// Tokens of the continuation.
    public var tokens: Int
    /// Tokens of the context that did not fit and were left out, from the left.
    public var droppedTokens: Int

    /// A likelihood.
    public init(logProbability: Double, isGreedy: Bool, tokens: Int, droppedTokens: Int = 0) {
        self.logProbability = logProbability
        self.isGreedy = isGreedy
        self.tokens = tokens
        self.droppedTokens = droppedTokens
    }
}
