/// Questions with known answers in phrasings that nobody was trained on.
public struct ExaminationQuestion: Codable, Sendable, Equatable {
    /// `fact`, `greeting` or `identity`.
    public let kind: String
    /// The question.
    public let question: String
    /// Texts of which one must occur in a right answer.
    public let accepted: [String]
    /// The entity's id, for facts.
    public let entity: Int?
    /// The attribute, for facts.
    public let attribute: Attribute?
    /// How often the entity is written about: 1 is the most.
    public let rank: Int?
    /// Pages about the entity.
    public let pages: Int?
    /// Whether fine-tuning never asked about the entity.
    public let isEntityHeldOut: Bool

    /// Whether an answer is right: one of the accepted texts occurs in it as whole words, ignoring case.
    public func accepts(_ answer: String) -> Bool {
        let given = " " + Self.words(answer) + " "
        return accepted.contains { given.contains(" " + Self.words($0) + " ") }
    }

    private static func words(_ text: String) -> String {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }
}

extension World {
    /// Every fact of the `count` most written about entities in the held-out phrasings, and held-out small talk.
    public func examination(entities count: Int) -> [ExaminationQuestion] {
        let facts = ranked.prefix(count).flatMap { entity in
            entity.facts.flatMap { fact in
                Self.heldOutPhrasings.sorted().map { index in
                    let question = question(fact, phrasing: index)
                    return ExaminationQuestion(
                        kind: "fact", question: question.question, accepted: question.accepted, entity: entity.id,
                        attribute: fact.attribute, rank: entity.rank, pages: entity.pages,
                        isEntityHeldOut: ConversationGenerator.isHeldOut(entity))
                }
            }
        }
        func talk(_ kind: String, _ questions: [String], _ accepted: [String]) -> [ExaminationQuestion] {
            questions.map {
                ExaminationQuestion(
                    kind: kind, question: $0, accepted: accepted, entity: nil, attribute: nil, rank: nil, pages: nil,
                    isEntityHeldOut: false)
            }
        }
        return facts + talk("greeting", SmallTalk.heldOut(SmallTalk.greetings), ["hello", "hi"])
            + talk("identity", Identity.heldOutQuestions, [Identity.name])
    }
}
