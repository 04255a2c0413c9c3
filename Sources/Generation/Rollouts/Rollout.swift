import Conversation

/// One sampled answer: what the model made, with the log-probability of each token as it was made, and what tools or a partner put in
/// between.
public struct Rollout: Sendable, Equatable {
    /// The ids before the answer.
    public var prompt: [Int32]
    /// The ids after the prompt.
    public var ids: [Int32] = []
    /// Whether the model made the id; what tools and partners said, and the headers around it, it only read.
    public var isMade: [Bool] = []
    /// log p of each made id given all before it, in nats; 0 where it was not made.
    public var logProbabilities: [Float] = []
    /// Why it ended.
    public var finish = FinishReason.cancelled
    /// Calls of tools.
    public var calls = 0

    /// A rollout of which nothing has been made yet.
    public init(prompt: [Int32]) { self.prompt = prompt }

    /// How many ids the model made.
    public var madeCount: Int { isMade.reduce(0) { $0 + ($1 ? 1 : 0) } }

    mutating func make(_ id: Int32, _ logProbability: Float) {
        ids.append(id)
        isMade.append(true)
        logProbabilities.append(logProbability)
    }

    mutating func read(_ forced: [Int32]) {
        ids += forced
        isMade += Array(repeating: false, count: forced.count)
        logProbabilities += Array(repeating: 0, count: forced.count)
    }
}

/// A prompt, and how many answers to sample from it.
public struct RolloutRequest: Sendable {
    /// The ids before the answer.
    public var prompt: [Int32]
    /// How many answers.
    public var count: Int
    /// Decides the answers: answer i draws its coins from (seed + i, place), whatever else is sampled beside it.
    public var seed: UInt64
    /// Who speaks after each answer; nil where the first answer ends it.
    public var partner: (any ConversationPartner)?

    /// A request; see the properties.
    public init(prompt: [Int32], count: Int, seed: UInt64, partner: (any ConversationPartner)? = nil) {
        self.prompt = prompt
        self.count = count
        self.seed = seed
        self.partner = partner
    }
}

/// How rollouts are sampled.
public struct RolloutOptions: Sendable, Equatable {
    /// Divides the logits. At 1 the answers are drawn from the very distribution that is trained.
    public var temperature: Float = 1
    /// The most ids to make in one answer.
    public var maxTokens = 128
    /// The most answers in one forward pass.
    public var batch = 256
    /// The most tokens of thinking; when they are spent, the tokens that end it are read, not made. nil for no bound.
    public var thinkingTokens: Int?
    /// Whether answers end where they say so; only to measure speed do they go on.
    public var ends = true

    /// Temperature 1, nothing cut off.
    public init() {}
}
