/// What an answerer said.
public struct Reply: Codable, Sendable, Equatable {
    /// The answer.
    public var text: String
    /// Tokens that it took; nil where that is not known.
    public var tokens: Int?
    /// Tokens of the prompt that did not fit and were left out.
    public var droppedTokens: Int
    /// Whether the answer was cut because it reached the most tokens.
    public var isCut: Bool

    /// A reply.
    public init(_ text: String, tokens: Int? = nil, droppedTokens: Int = 0, isCut: Bool = false) {
        self.text = text
        self.tokens = tokens
        self.droppedTokens = droppedTokens
        self.isCut = isCut
    }
}
