import Conversation
import Tensors

/// Rendered conversations for fine-tuning.
///
/// Each epoch takes every conversation once, in an order drawn from (seed, epoch); an update takes as many as fit into its
/// tokens, gaps filled by others that come soon (see `ConversationPacking`). Conversations are sequences of their own: none
/// sees another, positions start at 0, nothing is padded, nothing is cut. What cannot be trained on is left out and counted.
/// Rank r of w processes reads the conversations i·w + r of an update's.
public struct ConversationData: TrainingData {
    /// Why a conversation is left out.
    public enum Reason: String, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
        /// It has more tokens than the context.
        case tooLong = "longer than the context"
        /// Nothing in it is the assistant's.
        case nothingTrained = "nothing is trained on"
    }

    /// Conversations that are left out, by reason.
    public let dropped: [Reason: Int]
    /// Conversations per epoch.
    public let count: Int
    /// Tokens that are trained on, per epoch.
    public let trainedTokens: Int
    /// Tokens per epoch.
    public let tokens: Int
    /// The share of the updates' room that tokens fill; the last update, which holds what is left, does not count.
    public let fill: Double
    /// Tokens per forward pass, at most, but for a longer conversation; the gradients of an update's passes are added.
    public let tokensPerPass: Int
    /// This process's number, from 0.
    public let rank: Int
    /// The number of processes.
    public let ranks: Int
    private let conversations: [RenderedConversation]
    private let context: Int
    private let copying: Copying
    private let lengths: [Int]
    private let updates: [[Int]]
    private let seed: UInt64

    public var steps: Int { updates.count }
    /// Conversations longer than the context.
    public var tooLong: Int { dropped[.tooLong] ?? 0 }

    /// Conversations for a context, `tokensPerUpdate` tokens at most in an update of all ranks (but one conversation at
    /// least); see the properties.
    public init(
        _ rendered: [RenderedConversation], context: Int, tokensPerUpdate: Int, tokensPerPass: Int = 4096, epochs: Int,
        seed: UInt64, copying: Copying = Copying(), rank: Int = 0, ranks: Int = 1
    ) throws {
        precondition(rank >= 0 && rank < ranks, "there is no rank \(rank) of \(ranks)")
        self.context = context
        self.copying = copying
        self.seed = seed
        self.tokensPerPass = tokensPerPass
        self.rank = rank
        self.ranks = ranks
        var dropped: [Reason: Int] = [:]
        conversations = rendered.filter { conversation in
            let reason: Reason? =
                conversation.ids.count - 1 > context ? .tooLong : conversation.trainedCount == 0 ? .nothingTrained : nil
            if let reason { dropped[reason, default: 0] += 1 }
            return reason == nil
        }
        self.dropped = dropped
        let lengths = conversations.map { $0.ids.count - 1 }
        self.lengths = lengths
        count = conversations.count
        tokens = lengths.reduce(0, +)
        trainedTokens = conversations.reduce(0) { $0 + $1.trainedCount }
        guard count > 0 else { throw TrainingError.tooLittleData(tokens: 0, needed: 1) }
        var order: [Int] = []
        for epoch in 0..<epochs {
            var random = RandomStream(seed: seed, purpose: .shuffle, step: epoch)
            order += Array(conversations.indices).shuffled(using: &random)
        }
        let updates = ConversationPacking.packs(order, lengths: lengths, capacity: tokensPerUpdate)
        self.updates = updates
        let full = updates.count > 1 ? updates.dropLast() : updates[...]
        let filled = full.joined().reduce(0) { $0 + lengths[$1] }
        fill = min(1, Double(filled) / Double(max(1, full.count * tokensPerUpdate)))
    }

    public func batches(step: Int) -> [TrainingBatch] {
        let update = updates[step - 1]
        let own = stride(from: rank, to: update.count, by: ranks).map { update[$0] }
        let passes = ConversationPacking.packs(own, lengths: lengths, capacity: tokensPerPass).map { pass in
            var rows = TrainingBatch()
            for index in pass { rows.append(conversations[index]) }
            return rows
        }
        let copies = copying.beside(context: context, step: step, seed: seed, rank: rank, ranks: ranks)
        return copies.tokens.isEmpty ? passes : passes + [copies]
    }
}

extension TrainingBatch {
    /// Appends a conversation, of which the tokens that are trained on are to be predicted.
    public mutating func append(_ conversation: RenderedConversation) {
        let targets = zip(conversation.ids, conversation.mask).dropFirst().map { $1 ? $0 : Tape.ignoredTarget }
        append(conversation.ids.dropLast(), targets: targets)
    }
}
