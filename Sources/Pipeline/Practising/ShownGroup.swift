import Foundation
import Generation
import Practice
import Tokenization

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
        /// How much likelier its tokens are made: the reward, compared with the group's.
        public var advantage: Float
        /// Its tokens as text, and the probability of each as it was drawn, 0.001 at least; 0 for those that the model only read.
        public var tokens: [String]
        public var chances: [Float]
    }

    /// The update.
    public var update: Int
    /// What was asked.
    public var question: String
    /// The right answer.
    public var wanted: String
    /// The answers.
    public var answers: [Answer]

    init(_ group: GradedGroup, update: Int, _ objective: PolicyObjective, _ tokenizer: Tokenizer) {
        self.update = update
        question = group.problem.question
        wanted = group.problem.answer
        answers = zip(group.answers, group.advantages(objective)).map { answer, advantage in
            let rollout = answer.rollout
            return Answer(
                thinking: answer.thinking, text: answer.text, isRight: answer.grade.isRight, reward: answer.reward,
                length: rollout.madeCount, advantage: advantage,
                tokens: rollout.ids.map {
                    tokenizer.specialName($0) ?? String(decoding: tokenizer.tokenBytes($0), as: UTF8.self)
                },
                chances: zip(rollout.isMade, rollout.logProbabilities).map { isMade, logProbability in
                    isMade ? max(1, (exp(logProbability) * 1000).rounded()) / 1000 : 0
                })
        }
    }
}
