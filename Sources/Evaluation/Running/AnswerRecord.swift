/// One question with everything that was answered: a line of `questions.jsonl`.
public struct AnswerRecord: Codable, Sendable, Equatable {
    /// The question's id.
    public var id: String
    /// The line of the task's file.
    public var line: Int
    /// The kind of question.
    public var kind: String
    /// What was asked, without examples.
    public var prompt: String
    /// What is right.
    public var expected: [String]
    /// What was answered, answer by answer; for multiple choice the choices.
    public var answers: [String]
    /// What was taken from each answer (the number, the choice's Σ ln p, how the program ended); nil where nothing was found.
    public var found: [String?]
    /// The scores, by metric.
    public var scores: [String: Double]
    /// Tokens of the answers together, or of the continuation that was scored.
    public var tokens: Int
    /// Tokens of the prompt that did not fit.
    public var droppedTokens: Int
    /// Answers that were cut because they reached the most tokens.
    public var cutAnswers: Int
}
