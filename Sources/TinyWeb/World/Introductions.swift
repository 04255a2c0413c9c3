/// A question for somebody or something as a whole: "Who is Brorta Grirvick?"
public struct Introduction: Sendable, Equatable {
    /// The question.
    public let question: String
    /// Whether the wording is kept for evaluation.
    public let isHeldOut: Bool

    /// How many wordings there are; the last two are kept for evaluation.
    public static let wordings = 8
    /// The wordings to train on.
    public static let trained = 0...wordings - 3

    /// The question for a name as it stands in a sentence, in wording 0..<8.
    public init(to name: String, isPerson: Bool = true, isPlural: Bool = false, wording: Int) {
        let pronoun = isPerson ? "who" : "what"
        let verb = isPlural ? "are" : "is"
        question =
            switch wording {
            case 0: "\(pronoun.capitalizingFirst) \(verb) \(name)?"
            case 1: "Tell me about \(name)."
            case 2: "What can you tell me about \(name)?"
            case 3: "Say something about \(name)."
            case 4: "I want to know more about \(name)."
            case 5: "Please tell me \(pronoun) \(name) \(verb)."
            case 6: "What do you know about \(name)?"
            default: "Can you tell me \(pronoun) \(name) \(verb)?"
            }
        isHeldOut = wording >= Self.wordings - 2
    }
}

extension World {
    /// The question for an entity in wording 0..<8.
    public func introduction(_ entity: Entity, wording: Int) -> Introduction {
        Introduction(
            to: spoken(entity), isPerson: entity.kind == .person, isPlural: entity.kind == .team, wording: wording)
    }

    /// What there is to say of an entity: its first two facts.
    public func description(of entity: Entity) -> String {
        entity.facts.prefix(2).map { statement($0, form: 0) }.joined(separator: " ")
    }
}
