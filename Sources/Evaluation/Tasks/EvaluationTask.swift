/// Questions with known answers, and how they are put.
public struct EvaluationTask: Sendable, Equatable {
    /// What reports call it.
    public var name: String
    /// The digest of the file that it was read from.
    public var digest: String
    /// What is said before the first question; empty for nothing.
    public var description: String
    /// The questions, in the order of the file.
    public var items: [TaskItem]
    /// Texts that end the answer of a base model.
    public var stops: [String]
    /// The most tokens of an answer.
    public var maxTokens: Int
    /// Where examples come from that stand before a question.
    public var examples: FewShotExamples

    /// Whether some answers are programs.
    public var hasPrograms: Bool {
        items.contains { if case .code = $0.question { true } else { false } }
    }
}
