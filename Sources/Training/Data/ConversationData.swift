import Conversation
import Tensors

/// Rendered conversations for fine-tuning.
///
/// Each epoch takes every conversation once, in an order drawn from (seed, epoch); an update takes as many as fit into its
/// tokens. Conversations are sequences of their own: none sees another, positions start at 0, nothing is padded, nothing
/// is cut. A conversation longer than the context is left out and counted. Rank r of w processes reads the conversations
/// i·w + r of an update's.
public struct ConversationData: TrainingData {
    /// Conversations longer than the context, which are left out.
    public let tooLong: Int
    /// Conversations per epoch.
    public let count: Int
    /// Tokens that are trained on, per epoch.
    public let trainedTokens: Int
    /// Tokens per epoch.
    public let tokens: Int
    /// Tokens per forward pass, at most, but for a longer conversation; the gradients of an update's passes are added.
    public let tokensPerPass: Int
    /// This process's number, from 0.
    public let rank: Int
    /// The number of processes.
    public let ranks: Int
    private let conversations: [RenderedConversation]
    private let updates: [[Int]]

    public var steps: Int { updates.count }

    /// Conversations for a context, `tokensPerUpdate` tokens at most in an update of all ranks (but one conversation at
    /// least); see the properties.
    public init(
        _ rendered: [RenderedConversation], context: Int, tokensPerUpdate: Int, tokensPerPass: Int = 4096, epochs: Int,
        seed: UInt64, rank: Int = 0, ranks: Int = 1
    ) throws {
        precondition(rank >= 0 && rank < ranks, "there is no rank \(rank) of \(ranks)")
        self.tokensPerPass = tokensPerPass
        self.rank = rank
        self.ranks = ranks
        conversations = rendered.filter { $0.ids.count - 1 <= context && $0.ids.count > 1 }
        count = conversations.count
        tooLong = rendered.count - count
        tokens = conversations.reduce(0) { $0 + $1.ids.count - 1 }
        trainedTokens = conversations.reduce(0) { $0 + $1.mask.dropFirst().count(where: { $0 }) }
        guard trainedTokens > 0 else { throw TrainingError.tooLittleData(tokens: 0, needed: 1) }
        var updates: [[Int]] = [[]]
        var filled = 0
        for epoch in 0..<epochs {
            var random = RandomStream(seed: seed, purpose: .shuffle, step: epoch)
            for index in Array(conversations.indices).shuffled(using: &random) {
                let length = conversations[index].ids.count - 1
                if filled + length > tokensPerUpdate, !updates[updates.count - 1].isEmpty {
                    updates.append([])
                    filled = 0
                }
                updates[updates.count - 1].append(index)
                filled += length
            }
        }
        self.updates = updates
    }

    public func batches(step: Int) -> [TrainingBatch] {
        let update = updates[step - 1]
        var passes: [TrainingBatch] = []
        var rows = TrainingBatch()
        for place in stride(from: rank, to: update.count, by: ranks) {
            let conversation = conversations[update[place]]
            if !rows.tokens.isEmpty, rows.tokens.count + conversation.ids.count - 1 > tokensPerPass {
                passes.append(rows)
                rows = TrainingBatch()
            }
            let targets = zip(conversation.ids, conversation.mask).dropFirst().map { $1 ? $0 : Tape.ignoredTarget }
            rows.append(conversation.ids.dropLast(), targets: targets)
        }
        return rows.tokens.isEmpty ? passes : passes + [rows]
    }
}
