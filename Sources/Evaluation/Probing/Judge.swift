import Conversation
import Foundation

/// Decides what an answer is worth.
public protocol Judge: Sendable {
    /// A verdict for each answer.
    func verdicts(of answers: [JudgedAnswer]) async throws -> [AnswerVerdict]
}

/// An answer to be judged.
public struct JudgedAnswer: Sendable, Equatable {
    /// What was asked.
    public var question: String
    /// Texts of which one stands in a right answer.
    public var accepted: [String]
    /// What was answered.
    public var answer: String

    /// An answer to be judged.
    public init(question: String, accepted: [String], answer: String) {
        self.question = question
        self.accepted = accepted
        self.answer = answer
    }
}

/// Judges by normalized text: right if an accepted text stands in the answer as whole words.
public struct MatchJudge: Judge {
    /// Texts of which one stands in an answer that says that the model does not know.
    public var abstaining: [String]
    /// The usual ones.
    public static let abstaining = [
        "do not know", "don't know", "not sure", "cannot find", "could not find", "found nothing", "no information",
    ]

    /// A judge that knows these ways of saying that one does not know.
    public init(abstaining: [String] = Self.abstaining) { self.abstaining = abstaining }

    public func verdicts(of answers: [JudgedAnswer]) -> [AnswerVerdict] {
        answers.map { judged in
            TextMatch.contains(judged.answer, abstaining)
                ? .abstained : TextMatch.contains(judged.answer, judged.accepted) ? .right : .wrong
        }
    }
}

/// Asks a model whether an answer says the same as the accepted ones; what says that it does not know is found by text.
public struct ModelJudge: Judge {
    private let model: any Answerer
    private let match = MatchJudge()

    /// A judge that asks a model.
    public init(_ model: any Answerer) { self.model = model }

    public func verdicts(of answers: [JudgedAnswer]) async throws -> [AnswerVerdict] {
        let questions = answers.map { judged in
            [
                Message(
                    .user,
                    "Question: \(judged.question)\nRight answer: \(judged.accepted.joined(separator: " or "))\n"
                        + "Given answer: \(judged.answer)\nIs the given answer right? Answer with yes or no.")
            ]
        }
        let replies = try await model.checkedReplies(to: questions, AnswerOptions(maxTokens: 8))
        return zip(zip(answers, replies), match.verdicts(of: answers)).map { pair, matched in
            guard matched != .abstained else { return .abstained }
            let words = pair.1.text.lowercased().split { !$0.isLetter }
            // A verdict that cannot be read leaves it to the text.
            return words.contains("yes") ? .right : words.contains("no") ? .wrong : matched
        }
    }
}
