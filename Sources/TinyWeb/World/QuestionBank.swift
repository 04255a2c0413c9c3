/// A question about a fact, in one of many phrasings.
public struct FactQuestion: Codable, Sendable, Equatable {
    /// The fact.
    public let fact: Fact
    /// The question.
    public let question: String
    /// The full-sentence answer.
    public let answer: String
    /// Texts of which one must occur in a right answer.
    public let accepted: [String]
    /// Which phrasing it is.
    public let phrasing: Int
    /// Whether the phrasing is kept for evaluation: it occurs in no page and no conversation to train on.
    public let isHeldOut: Bool
}

extension World {
    /// Number of phrasings of each question; the held-out ones are among them.
    public static let phrasings = 17
    /// The phrasings that are kept for evaluation.
    public static let heldOutPhrasings: Set<Int> = [4, 12]
    /// The others.
    public static let trainedPhrasings = (0..<phrasings).filter { !heldOutPhrasings.contains($0) }

    /// The question for a fact in phrasing 0..<17.
    public func question(_ fact: Fact, phrasing index: Int) -> FactQuestion {
        let phrasing = fact.attribute.phrasing
        let template =
            switch index {
            case 0...4: phrasing.questions[index]
            case 5: "What is \(phrasing.noun)?"
            case 6: "Tell me \(phrasing.noun)."
            case 7: "Please name \(phrasing.noun)."
            case 8: "I want to know \(phrasing.noun)."
            case 9: "Tell me \(phrasing.clause)."
            case 10: "Can you tell me \(phrasing.clause)?"
            case 11: "Please tell me \(phrasing.clause)."
            case 12: "Do you know \(phrasing.clause)?"
            case 13: "I would like to know \(phrasing.clause)."
            default: phrasing.more[(index - 14) % phrasing.more.count]
            }
        return FactQuestion(
            fact: fact, question: fill(template, fact), answer: fill(phrasing.answer, fact),
            accepted: [text(fact.value)], phrasing: index, isHeldOut: Self.heldOutPhrasings.contains(index))
    }

    /// What one types into a search for a fact, with the words by which a page may state it: "job of Brorta Grirvick works trade".
    public func query(_ fact: Fact) -> String {
        let phrasing = fact.attribute.phrasing
        let noun = fill(phrasing.noun, fact)
        return ([noun.hasPrefix("The ") ? String(noun.dropFirst(4)) : noun] + phrasing.keywords).joined(separator: " ")
    }

    /// A sentence that states a fact: 0 is the answer's form.
    public func statement(_ fact: Fact, form: Int) -> String {
        let phrasing = fact.attribute.phrasing
        return fill(form == 0 ? phrasing.answer : phrasing.statements[(form - 1) % phrasing.statements.count], fact)
    }

    /// A question in a frame, in which `{c}` stands for the indirect question and `{o}` for the noun phrase.
    func framed(_ fact: Fact, _ frame: String) -> String {
        let phrasing = fact.attribute.phrasing
        return fill(
            frame.replacingSlot("{c}", phrasing.clause).replacingSlot("{o}", phrasing.noun), fact)
    }

    private func fill(_ template: String, _ fact: Fact) -> String {
        template.replacingSlot("{n}", spoken(entities[fact.entity])).replacingSlot("{v}", spoken(fact.value))
            .repairingArticles.capitalizingFirst
    }
}
