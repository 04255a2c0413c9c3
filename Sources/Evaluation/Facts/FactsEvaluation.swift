import Conversation
import TinyWeb

/// How many questions with known answers an assistant answers right, greedily.
public struct FactsEvaluation: Sendable {
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
        _ answerer: any Answerer, _ questions: [ExaminationQuestion], progress: (Double) -> Void = { _ in }
    ) async throws {
        var rows: [Row] = []
        for start in stride(from: 0, to: questions.count, by: 64) {
            let piece = questions[start..<min(start + 64, questions.count)]
            let replies = try await answerer.checkedReplies(
                to: piece.map { [Message(.user, $0.question)] }, AnswerOptions(maxTokens: 48))
            rows += zip(piece, replies).map { Row(question: $0, answer: $1.text, isRight: $0.accepts($1.text)) }
            progress(Double(rows.count) / Double(questions.count))
        }
        self.rows = rows
    }

    /// The share among the questions that `include` names.
    public func share(where include: (ExaminationQuestion) -> Bool) -> Share {
        Share(rows.filter { include($0.question) }.map(\.isRight))
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
