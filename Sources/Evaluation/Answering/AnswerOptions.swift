/// How answers are made.
public struct AnswerOptions: Codable, Sendable, Equatable {
    /// The most tokens of an answer.
    public var maxTokens: Int
    /// Divides the logits; 0 takes the likeliest token.
    public var temperature: Float
    /// The same seed gives the same answer to the same conversation.
    public var seed: UInt64
    /// Texts that end an answer; they are no part of it.
    public var stops: [String]

    /// The seed of one prompt's coins: questions asked side by side do not share their luck.
    func seed(for prompt: [Int32]) -> UInt64 {
        prompt.reduce(seed ^ 0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64(UInt32(bitPattern: $1))) &* 0x0000_0100_0000_01B3 }
    }

    /// Greedy by default.
    public init(maxTokens: Int = 256, temperature: Float = 0, seed: UInt64 = 0, stops: [String] = []) {
        self.maxTokens = maxTokens
        self.temperature = temperature
        self.seed = seed
        self.stops = stops
    }
}
