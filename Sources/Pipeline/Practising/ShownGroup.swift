import Generation
import Practice

/// A problem with its answers as `answers.jsonl` keeps them, to be looked at.
public struct ShownGroup: Codable, Sendable, Equatable {
    /// The file's name in a stage's directory.
    public static let fileName = "answers.jsonl"
    /// Groups of each update that are kept.
    static let kept = 4

    /// One answer.
    public struct Answer: Codable, Sendable, Equatable {
        /// What was thought first.
        public var thinking: String?
        /// What was said.
        public var text: String
        /// Whether it is right, in the form that was asked for.
        public var isRight: Bool
        /// The reward.
        public var reward: Float
        /// Tokens that were made.
        public var length: Int
    }

    /// The update.
    public var update: Int
    /// What was asked.
    public var question: String
    /// The right answer.
    public var wanted: String
    /// The answers.
    public var answers: [Answer]

    init(_ group: GradedGroup, update: Int) {
        self.update = update
        question = group.problem.question
        wanted = group.problem.answer
        answers = group.answers.map {
            Answer(
                thinking: $0.thinking, text: $0.text, isRight: $0.grade.isRight, reward: $0.reward,
                length: $0.rollout.madeCount)
        }
    }
}
