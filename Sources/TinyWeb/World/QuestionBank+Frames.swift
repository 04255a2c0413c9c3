extension World {
    /// Frames for an indirect question ("where X was born") that pages and the first fine-tuning do not have.
    private static let frames = [
        "Could you tell me {c}?", "I wonder {c}.", "Any idea {c}?", "Have you heard {c}?", "Would you tell me {c}?",
        "May I ask {c}?", "Let me know {c}.", "I forgot {c}.", "Say {c}.", "Do you have an idea {c}?",
        "Please let me know {c}.", "Somebody asked me {c}.", "Will you tell me {c}?",
    ]
    /// What people say before and behind a question.
    private static let before = ["Hello! ", "Hi! ", "Excuse me! ", "One question: ", "Another question: ", "Quick: "]
    private static let behind = [" Thanks.", " Thank you!", " I forgot it.", " It is for a quiz.", " Please be brief."]

    /// A question for a fact as people may put it: in a trained phrasing, half the time alone; in the other half in a frame, or with words
    /// around it. Never in a phrasing that is kept for evaluation.
    ///
    /// Whether something is known depends on what is asked, not on how: who meets a few wordings alone learns it for them alone.
    package func asked(_ fact: Fact, _ random: inout SeededGenerator) -> String {
        let plain = question(fact, phrasing: random.pick(Self.trainedPhrasings)).question
        switch random.int(0...7) {
        case 0, 1: return framed(fact, random.pick(Self.frames))
        case 2: return random.pick(Self.before) + plain
        case 3: return plain + random.pick(Self.behind)
        default: return plain
        }
    }
}
