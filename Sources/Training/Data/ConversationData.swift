import Conversation
import Tensors

/// Rendered conversations for fine-tuning.
///
/// Each epoch takes every conversation once, in an order drawn from (seed, epoch); an update takes as many as fit into its
/// tokens. Conversations are sequences of their own: none sees another, positions start at 0, nothing is padded, nothing
/// is cut. A conversation longer than the context is left out and counted.
public struct ConversationData: TrainingData {
    /// Conversations longer than the context, which are left out.
    public let tooLong: Int
    /// Conversations per epoch.
    public let count: Int
    /// Tokens that are trained on, per epoch.
    public let trainedTokens: Int
    /// Tokens per epoch.
    public let tokens: Int
    private let conversations: [RenderedConversation]
    private let updates: [[Int]]

    public var steps: Int { updates.count }

    /// Conversations for a context, `tokensPerUpdate` tokens at most in an update (but one conversation at least).
    public init(
        _ rendered: [RenderedConversation], context: Int, tokensPerUpdate: Int, epochs: Int, seed: UInt64
    ) throws {
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
        var rows = TrainingBatch()
        for index in updates[step - 1] {
            let conversation = conversations[index]
            let targets = zip(conversation.ids, conversation.mask).dropFirst().map { $1 ? $0 : Tape.ignoredTarget }
            rows.append(conversation.ids.dropLast(), targets: targets)
        }
        return [rows]
    }
}
