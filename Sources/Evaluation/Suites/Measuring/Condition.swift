import Conversation

/// Who answers.
public enum AnswerSource: String, Codable, Sendable, CaseIterable {
    /// The model by itself.
    case model
    /// The model with its tools.
    case tools
}

/// What is examined: a model, and the same model with its tools where it has any.
public struct Subject: Sendable {
    /// The model by itself.
    public var model: any Answerer
    /// The model with its tools; nil leaves out the conditions that want them.
    public var tools: (any Answerer)?

    /// What is examined.
    public init(_ model: any Answerer, tools: (any Answerer)? = nil) {
        self.model = model
        self.tools = tools
    }

    /// Who answers under a condition; nil if nobody can.
    public func answerer(_ source: AnswerSource) -> (any Answerer)? {
        switch source {
        case .model: model
        case .tools: tools
        }
    }
}

/// A way of putting questions and of reading the answers.
public struct Condition: Codable, Sendable, Equatable {
    /// What tables and pictures call it.
    public var name: String
    /// Who answers.
    public var source: AnswerSource
    /// What the user says behind the question.
    public var instruction: String?
    /// What the assistant has said already: it goes on from there.
    public var prefix: String?
    /// Whether the question's passage stands before it.
    public var showsPassage: Bool
    /// The most tokens of an answer.
    public var maxTokens: Int
    /// Texts that end the answer of a base model.
    public var stops: [String]
    /// How answers are judged; nil leaves it to the question.
    public var rule: AnswerRule?

    /// A condition.
    public init(
        _ name: String, source: AnswerSource = .model, instruction: String? = nil, prefix: String? = nil,
        showsPassage: Bool = false, maxTokens: Int = 64, stops: [String] = [], rule: AnswerRule? = nil
    ) {
        self.name = name
        self.source = source
        self.instruction = instruction
        self.prefix = prefix
        self.showsPassage = showsPassage
        self.maxTokens = maxTokens
        self.stops = stops
        self.rule = rule
    }

    /// The conversation that puts a question.
    public func conversation(_ question: SuiteQuestion) -> [Message] {
        var text = question.text
        if let instruction { text += " " + instruction }
        if showsPassage, let passage = question.passage { text = passage + "\n\n" + text }
        return [Message(.user, text)] + (prefix.map { [Message(.assistant, $0)] } ?? [])
    }
}
