import Conversation
import Generation

/// What an answer was worth.
public enum AnswerVerdict: String, Codable, Sendable, CaseIterable {
    /// It is right.
    case right
    /// It says something else.
    case wrong
    /// It says that the assistant does not know.
    case abstained
}

/// One question of an examination: what is asked, what may be used, and how the answer is judged.
struct ExaminationItem: Sendable {
    /// A row of the report that the answer counts for, and who judges it for that row.
    typealias Row = (group: String, judge: @Sendable (AssistantAnswer) -> AnswerVerdict)

    /// The rows.
    let rows: [Row]
    /// Questions that the assistant answers first, in the same conversation; the verdict is about what follows.
    let earlier: [String]
    /// What the assistant is asked.
    let messages: [Message]
    /// Tools that the request forbids.
    let forbidden: Set<String>
    /// Divides the logits; 0 takes the likeliest token.
    let temperature: Float
    /// The seed of the sampled tokens.
    let seed: UInt64

    init(
        _ rows: [Row], _ messages: [Message], after earlier: [String] = [], forbidden: Set<String> = [],
        temperature: Float = 0, seed: UInt64 = 0
    ) {
        self.rows = rows
        self.earlier = earlier
        self.messages = messages
        self.forbidden = forbidden
        self.temperature = temperature
        self.seed = seed
    }

    init(
        _ group: String, _ messages: [Message], after earlier: [String] = [], forbidden: Set<String> = [],
        temperature: Float = 0, seed: UInt64 = 0, judge: @escaping @Sendable (AssistantAnswer) -> AnswerVerdict
    ) {
        self.init(
            [(group, judge)], messages, after: earlier, forbidden: forbidden, temperature: temperature, seed: seed)
    }
}
