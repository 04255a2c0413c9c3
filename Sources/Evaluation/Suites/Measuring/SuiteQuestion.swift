/// One question of a suite.
public struct SuiteQuestion: Codable, Sendable, Equatable {
    /// The panel that it belongs to.
    public var family: String
    /// Where it stands on the axis.
    public var x: Double
    /// A question that is known by a name and reported by it.
    public var name: String?
    /// What is asked.
    public var text: String
    /// What may be shown before it.
    public var passage: String?
    /// Right answers.
    public var accepted: [String]
    /// Wrong answers that are named in the question, for the rule `choice`.
    public var rejected: [String]
    /// How an answer is judged, unless the condition says otherwise.
    public var rule: AnswerRule

    /// A question.
    public init(
        family: String = "", x: Double, name: String? = nil, text: String, passage: String? = nil, accepted: [String],
        rejected: [String] = [], rule: AnswerRule
    ) {
        self.family = family
        self.x = x
        self.name = name
        self.text = text
        self.passage = passage
        self.accepted = accepted
        self.rejected = rejected
        self.rule = rule
    }
}
