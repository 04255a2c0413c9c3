import Conversation
import Tensors
import TinyWeb
import Training

/// Prompts to write to, drawn at random, graded by a reward model.
public struct WritingProblems: PracticeProblems {
    /// The prompts.
    public let prompts: [String]
    private let seed: UInt64

    /// Prompts of a list, which is not empty.
    public init(_ prompts: [String], seed: UInt64) {
        precondition(!prompts.isEmpty, "there are no prompts")
        (self.prompts, self.seed) = (prompts, seed)
    }

    public func problem(update: Int, place: Int) -> PracticeProblem {
        var random = SeededGenerator(seed, "writing \(update)", place)
        return PracticeProblem(question: random.pick(prompts), answer: "", verifier: RewardGrader.name)
    }
}

/// Prompts with what somebody wrote, for a first fine-tuning. No answer comes twice; those of an update are a function of the seed and
/// its number.
public struct WritingData: TrainingData {
    public let steps: Int
    private let kinds: [WritingKind]
    private let renderer: ChatRenderer
    private let conversations: Int
    private let seed: UInt64

    /// So many conversations in each of so many updates.
    public init(_ kinds: [WritingKind], _ renderer: ChatRenderer, steps: Int, conversations: Int, seed: UInt64) {
        (self.kinds, self.renderer, self.steps, self.conversations) = (kinds, renderer, steps, conversations)
        self.seed = seed
    }

    public func batches(step: Int) -> [TrainingBatch] {
        var batch = TrainingBatch()
        for index in 0..<conversations {
            var random = SeededGenerator(seed, "writers \(step)", index)
            let prompt = WritingPrompt(random.pick(kinds), &random)
            let messages = [Message(.user, prompt.question), Message(.assistant, prompt.answer(&random))]
            guard let whole = try? renderer.render(messages) else { continue }
            let targets = zip(whole.ids, whole.mask).map { $1 ? $0 : Tape.ignoredTarget }
            batch.append(whole.ids.dropLast(), targets: targets.dropFirst())
        }
        return [batch]
    }
}
