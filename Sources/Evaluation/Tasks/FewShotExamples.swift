import Conversation
import TinyWeb

/// Examples that stand before a question, drawn anew for each question.
public struct FewShotExamples: Sendable, Equatable {
    /// What can be drawn.
    public var pool: [TaskItem]
    /// Whether the pool is the questions themselves, so that a question must not be its own example.
    public var isTask: Bool
    /// How many stand before each question.
    public var count: Int

    /// Examples from a pool.
    public init(pool: [TaskItem], isTask: Bool, count: Int) {
        self.pool = pool
        self.isTask = isTask
        self.count = count
    }

    /// The examples for the question at a place: different ones, a function of (seed, place) alone.
    ///
    /// - Throws: `EvaluationError.tooFewExamples`.
    public func drawn(for index: Int, seed: UInt64) throws -> [(question: String, answer: String)] {
        guard count > 0 else { return [] }
        let usable = pool.indices.filter { !(isTask && $0 == index) && pool[$0].example != nil }
        guard usable.count >= count else { throw EvaluationError.tooFewExamples(wanted: count, found: usable.count) }
        var random = SeededGenerator(seed, "examples", index)
        return usable.shuffled(using: &random).prefix(count).compactMap { pool[$0].example }
    }

    /// What is said before a question, the question, and nothing after it.
    func conversation(_ description: String, _ question: String, at index: Int, seed: UInt64) throws -> [Message] {
        let opening = description.isEmpty ? [] : [Message(.system, description)]
        let examples = try drawn(for: index, seed: seed).flatMap {
            [Message(.user, $0.question), Message(.assistant, $0.answer)]
        }
        return opening + examples + [Message(.user, question)]
    }
}
