import Artifacts

/// What makes the answers of an evaluation what they are: two with equal settings give the same answers.
public struct EvaluationSettings: Codable, Sendable, Equatable {
    /// The task's name.
    public var task: String
    /// The digest of the task's file.
    public var taskDigest: String
    /// What the model is called, and whatever else tells it from others.
    public var model: String
    /// Examples before each question.
    public var shots: Int
    /// Answers to each question.
    public var samples: Int
    /// Divides the logits; 0 takes the likeliest token.
    public var temperature: Float
    /// The seed of examples and of coins.
    public var seed: UInt64
    /// The most tokens of an answer.
    public var maxTokens: Int

    /// One greedy answer to each question of a task.
    public init(_ task: EvaluationTask, model: String) {
        self.task = task.name
        taskDigest = task.digest
        self.model = model
        shots = task.examples.count
        samples = 1
        temperature = 0
        seed = 1
        maxTokens = task.maxTokens
    }

    /// The names of the settings that are not the same, with both values.
    func differences(from other: EvaluationSettings) -> String {
        guard case .object(let mine)? = try? JSONValue(encoding: self),
            case .object(let theirs)? = try? JSONValue(encoding: other)
        else { return "" }
        return mine.keys.sorted().filter { mine[$0] != theirs[$0] }
            .map { "\($0) was \(theirs[$0]?.text ?? "nothing"), now \(mine[$0]?.text ?? "nothing")" }
            .joined(separator: ", ")
    }
}
