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
    /// The row of the report that it counts for.
    let group: String
    /// What the assistant is asked.
    let messages: [Message]
    /// Tools that the request forbids.
    let forbidden: Set<String>
    /// Divides the logits; 0 takes the likeliest token.
    let temperature: Float
    /// The seed of the sampled tokens.
    let seed: UInt64
    /// Judges the answer.
    let judge: @Sendable (AssistantAnswer) -> AnswerVerdict

    init(
        _ group: String, _ messages: [Message], forbidden: Set<String> = [], temperature: Float = 0, seed: UInt64 = 0,
        judge: @escaping @Sendable (AssistantAnswer) -> AnswerVerdict
    ) {
        self.group = group
        self.messages = messages
        self.forbidden = forbidden
        self.temperature = temperature
        self.seed = seed
        self.judge = judge
    }
}
