import Conversation
import Foundation
import Generation
import TinyWeb

/// How many questions with known answers an assistant answers right, greedily.
public struct FactsEvaluation: Sendable {
    /// A share with its 95 % interval (Wilson 1927).
    public struct Share: Codable, Sendable, Equatable {
        /// Right answers.
        public var right: Int
        /// Questions.
        public var asked: Int
        /// A share of so many.
        public init(right: Int, asked: Int) {
            self.right = right
            self.asked = asked
        }

        /// right / asked; 0 when nothing was asked.
        public var share: Double { asked > 0 ? Double(right) / Double(asked) : 0 }

        /// The interval that holds the true share with 95 %.
        public var interval: ClosedRange<Double> {
            guard asked > 0 else { return 0...1 }
            let (n, p, z) = (Double(asked), share, 1.96)
            let middle = (p + z * z / (2 * n)) / (1 + z * z / n)
            let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
            return max(0, middle - half)...min(1, middle + half)
        }
    }

    /// One question with what was answered.
    public struct Row: Codable, Sendable, Equatable {
        /// The question.
        public var question: ExaminationQuestion
        /// The answer.
        public var answer: String
        /// Whether it was right.
        public var isRight: Bool
    }

    /// Everything that was asked.
    public let rows: [Row]

    /// Asks all questions, in batches.
    public init(
        _ chat: ChatGenerator, _ questions: [ExaminationQuestion], progress: (Double) -> Void = { _ in }
    ) throws {
        var options = GenerationOptions()
        options.sampling = .greedy
        options.maxTokens = 48
        var rows: [Row] = []
        for start in stride(from: 0, to: questions.count, by: 64) {
            let piece = questions[start..<min(start + 64, questions.count)]
            let answers = try chat.answers(piece.map { [Message(.user, $0.question)] }, options)
            rows += zip(piece, answers).map { Row(question: $0, answer: $1, isRight: $0.accepts($1)) }
            progress(Double(rows.count) / Double(questions.count))
        }
        self.rows = rows
    }

    /// The share among the questions that `include` names.
    public func share(where include: (ExaminationQuestion) -> Bool) -> Share {
        let chosen = rows.filter { include($0.question) }
        return Share(right: chosen.count(where: \.isRight), asked: chosen.count)
    }

    /// All questions about facts.
    public var facts: Share { share { $0.kind == "fact" } }
    /// Questions about facts of entities that fine-tuning never asked about.
    public var heldOutFacts: Share { share { $0.kind == "fact" && $0.isEntityHeldOut } }
    /// Greetings.
    public var greetings: Share { share { $0.kind == "greeting" } }
    /// Questions for the name.
    public var identity: Share { share { $0.kind == "identity" } }
}
