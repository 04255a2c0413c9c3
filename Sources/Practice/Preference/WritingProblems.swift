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
