import Conversation
import TinyWeb
import Tokenization
import Training

/// Prompts with what somebody wrote, for a first training. No answer comes twice; those of an update are a function of the seed and its
/// number.
///
/// The first updates copy alone, and a little copying stays to the end: a network that can copy sees whether a summary has the words of
/// its report.
public struct WritingData: TrainingData {
    public let steps: Int
    private let kinds: [WritingKind]
    private let renderer: ChatRenderer
    private let conversations: Int
    private let context: Int
    private let copying: Copying
    private let seed: UInt64

    /// Sequences of copies beside the conversations of an update.
    private static let copies = 4

    /// So many conversations in each of so many updates, after those that copy alone.
    public init(
        _ kinds: [WritingKind], _ tokenizer: Tokenizer, updates: Int, conversations: Int, context: Int,
        copyingUpdates: Int, seed: UInt64
    ) throws {
        renderer = try ChatRenderer(tokenizer: tokenizer)
        var copying = Copying()
        (copying.updates, copying.beside, copying.symbols) = (copyingUpdates, Self.copies, tokenizer.ordinaryTokens)
        (self.kinds, self.conversations, self.context, self.copying) = (kinds, conversations, context, copying)
        (steps, self.seed) = (copyingUpdates + updates, seed)
    }

    public func batches(step: Int) -> [TrainingBatch] {
        let copies = copying.beside(context: context, step: step, seed: seed)
        guard step > copying.updates else { return [copies] }
        var batch = copies
        for index in 0..<conversations {
            var random = SeededGenerator(seed, "writers \(step)", index)
            let prompt = WritingPrompt(random.pick(kinds), &random)
            let messages = [Message(.user, prompt.question), Message(.assistant, prompt.answer(&random))]
            guard let whole = try? renderer.render(messages) else { continue }
            batch.append(whole)
        }
        return [batch]
    }
}
