import Tensors

/// Sequences of random tokens in which spans of what came before come again: nothing but copying predicts them.
///
/// A small network does not find copying by itself in a few million tokens of text: half of the circuit brings nothing. Where
/// copying is all there is, a network of family `swiftlet` finds it within a hundred small updates, and keeps it when a few such
/// windows stay among its texts (docs/experiments.md; Olsson et al. 2022 describe the circuit and its sudden formation).
public struct Copying: Sendable, Equatable {
    /// Updates before the first text that copy alone.
    public var updates = 0
    /// Of the windows of later updates, every so many is one of these; 0 for none.
    public var every = 0
    /// Sequences beside the conversations of every update of fine-tuning, which, on little else than short answers, would undo
    /// the copying that pre-training learned.
    public var beside = 0
    /// The tokens that are copied.
    public var symbols: [Int32] = []

    /// Windows of an update that copies alone: small ones are enough.
    static let windows = 4
    /// Sequences of an update that copies alone where there are no windows.
    private static let alone = 32
    /// Tokens of a sequence, of which a window holds several.
    private static let sequence = 64

    /// No copying.
    public init() {}

    /// Whether a window of an update is one of copies.
    func takes(step: Int, index: Int, batch: Int) -> Bool {
        guard !symbols.isEmpty else { return false }
        return step <= updates || (every > 0 && (step * batch + index) % every == 0)
    }

    /// The sequences beside the conversations of an update, as far as they are one rank's; in an update that copies alone, as many as
    /// windows would hold.
    public func beside(context: Int, step: Int, seed: UInt64, rank: Int = 0, ranks: Int = 1) -> TrainingBatch {
        var rows = TrainingBatch()
        for index in stride(from: rank, to: step <= updates ? max(beside, Self.alone) : beside, by: ranks) {
            var random = RandomStream(seed: seed, purpose: .copies, step: step, index: index)
            append(context: context, to: &rows, &random)
        }
        return rows
    }

    /// Appends one sequence for a context.
    func append(context: Int, to rows: inout TrainingBatch, _ random: inout RandomStream) {
        let tokens = tokens(Self.length(context: context) + 1, &random)
        rows.append(tokens.dropLast(), targets: tokens.dropFirst())
    }

    /// Tokens of a sequence in a context.
    static func length(context: Int) -> Int { min(context, sequence) }

    /// `count` tokens: sources of 4 to 19 random tokens, each followed by two to seven spans of itself.
    ///
    /// Half of the sequences draw from few tokens, so that the token before does not tell what follows, but several do; from
    /// three at least, so that runs and repeats are copied to the right length, as "banana" and "1001" have them.
    private func tokens(_ count: Int, _ random: inout RandomStream) -> [Int32] {
        let few = random.below(2) == 0
        let drawn = few ? (0..<3 + random.below(15)).map { _ in symbols[random.below(symbols.count)] } : symbols
        var made: [Int32] = []
        while made.count < count {
            let source = (0..<4 + random.below(16)).map { _ in drawn[random.below(drawn.count)] }
            made += source
            for _ in 0..<2 + random.below(6) {
                let start = random.below(source.count - 1)
                made += source[start..<min(source.count, start + 2 + random.below(16))]
            }
        }
        return Array(made.prefix(count))
    }
}
