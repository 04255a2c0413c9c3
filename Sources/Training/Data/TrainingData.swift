import Tensors

/// Rows for one forward and backward pass: tokens, the token that should follow each (or −100), and whose rows they are.
public struct TrainingBatch: Sendable, Equatable {
    /// Ids of all rows.
    public var tokens: [Int32] = []
    /// The id that should follow each row, or `Tape.ignoredTarget`.
    public var targets: [Int32] = []
    /// The sequences.
    public var segments: [Segment] = []

    /// An empty batch.
    public init() {}

    /// Rows that count in the loss.
    public var targetCount: Int { targets.reduce(0) { $0 + ($1 >= 0 ? 1 : 0) } }

    /// Sequences that are passed through the network at once: about two thousand rows, so that what one operation hands to
    /// the next stays in the cache, and matrices are still large.
    public static func sequencesPerPass(context: Int) -> Int { max(1, 2048 / context) }

    /// Appends one sequence.
    public mutating func append(_ tokens: some Collection<Int32>, targets: some Collection<Int32>) {
        segments.append(Segment(start: self.tokens.count, count: tokens.count))
        self.tokens += tokens
        self.targets += targets
    }
}

/// What a trainer trains on: pre-training and fine-tuning are the same loop with different data.
public protocol TrainingData: Sendable {
    /// Updates in all.
    var steps: Int { get }
    /// The micro-batches of update `step` (from 1): a function of the step alone, so that a resumed run sees the same.
    func batches(step: Int) -> [TrainingBatch]
}

/// Random windows of token shards, for pre-training.
///
/// Window i of an update starts at a place drawn from (seed, step, i). Rank r of w processes reads the windows i·w + r: all
/// ranks' windows together are those of one process.
public struct WindowData: TrainingData {
    public let steps: Int
    /// Windows per update, of all ranks.
    public let batch: Int
    /// Windows per forward pass; the gradients of an update's passes are added.
    public let microBatch: Int
    /// Tokens per window.
    public let context: Int
    /// This process's number, from 0.
    public let rank: Int
    /// The number of processes.
    public let ranks: Int
    /// Windows that only copy.
    public let copying: Copying
    private let shard: TokenShard
    private let seed: UInt64

    /// Windows of one shard; see the properties.
    public init(
        _ shard: TokenShard, context: Int, batch: Int, microBatch: Int? = nil, steps: Int, seed: UInt64,
        copying: Copying = Copying(), rank: Int = 0, ranks: Int = 1
    ) throws {
        precondition(rank >= 0 && rank < ranks, "there is no rank \(rank) of \(ranks)")
        guard shard.count > context else {
            throw TrainingError.tooLittleData(tokens: shard.count, needed: context + 1)
        }
        self.shard = shard
        self.context = context
        self.batch = batch
        self.microBatch = microBatch ?? TrainingBatch.sequencesPerPass(context: context)
        self.steps = steps
        self.seed = seed
        self.copying = copying
        self.rank = rank
        self.ranks = ranks
    }

    public func batches(step: Int) -> [TrainingBatch] {
        let ours = Array(stride(from: rank, to: windows(of: step), by: ranks))
        return stride(from: 0, to: ours.count, by: microBatch).map { first in
            var rows = TrainingBatch()
            for index in ours[first..<min(first + microBatch, ours.count)] {
                guard let start = start(step: step, index: index) else {
                    appendCopies(step: step, index: index, to: &rows)
                    continue
                }
                let window = shard[start..<start + context + 1]
                rows.append(window.dropLast(), targets: window.dropFirst())
            }
            return rows
        }
    }

    /// How often all updates together read each token of the shard as one to predict.
    public func timesRead() -> [Int] {
        var changes = [Int](repeating: 0, count: shard.count + 1)
        for step in 1..<max(1, steps + 1) {
            for index in 0..<windows(of: step) {
                guard let start = start(step: step, index: index) else { continue }
                changes[start + 1] += 1
                changes[start + context + 1] -= 1
            }
        }
        var times = 0
        return changes.dropLast().map { change in
            times += change
            return times
        }
    }

    private func windows(of step: Int) -> Int { step <= copying.updates ? min(batch, Copying.windows) : batch }

    /// Where a window begins in the shard; nil where it copies.
    private func start(step: Int, index: Int) -> Int? {
        guard !copying.takes(step: step, index: index, batch: batch) else { return nil }
        var random = RandomStream(seed: seed, purpose: .windows, step: step, index: index)
        return random.below(shard.count - context)
    }

    /// A window's worth of sequences that copy.
    private func appendCopies(step: Int, index: Int, to rows: inout TrainingBatch) {
        var random = RandomStream(seed: seed, purpose: .copies, step: step, index: index)
        for _ in 0..<context / Copying.length(context: context) {
            copying.append(context: context, to: &rows, &random)
        }
    }
}
