import Foundation
import Practice

/// Answers that a reward model and a rater put in different orders.
public struct RewardDisagreement: Codable, Sendable, Equatable {
    /// One of the answers.
    public struct Answer: Codable, Sendable, Equatable {
        /// What was written.
        public var text: String
        /// Its place in the rater's order, from 1; tied answers share one.
        public var place: Int
        /// The score as a number in 0…1: the chance to be preferred to an answer whose score is 0.
        public var score: Double
    }

    /// What was asked, and who put the answers in order.
    public var prompt: String
    public var rater: String
    /// The answers in the rater's order.
    public var answers: [Answer]
    /// The share of the rater's pairs that the model orders the same way.
    public var agreed: Double

    /// An order beside a model's scores.
    init(_ rated: RatedAnswers, scores: [Float], agreed: Double) {
        (prompt, rater, self.agreed) = (rated.prompt, rated.rater ?? "", agreed)
        answers = rated.ordering.groups.enumerated().flatMap { place, group in
            group.map {
                Answer(text: rated.answers[$0], place: place + 1, score: Double(1 / (1 + exp(-scores[$0]))))
            }
        }
    }

    /// The answers as Markdown.
    var markdown: String {
        let rows = answers.map { answer in
            let text = answer.text.replacingOccurrences(of: "\n", with: " ⏎ ")
                .replacingOccurrences(of: "|", with: "\\|")
            return String(format: "| %d | %.2f | ", answer.place, answer.score) + text + " |"
        }
        return String(format: "\n%@ (%@; %.2f of the pairs the same way)\n\n", prompt, rater, agreed)
            + "| rater's place | model's score | answer |\n|---|---|---|\n" + rows.joined(separator: "\n") + "\n"
    }
}
