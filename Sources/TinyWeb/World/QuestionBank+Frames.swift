extension World {
    /// Frames that pages and the first fine-tuning do not have, for an indirect question ("where X was born", `{c}`) or for a noun
    /// phrase ("the birthplace of X", `{o}`).
    private static let frames =
        combined(
            ["Could you", "Would you", "Will you", "Could you please"],
            ["tell me {c}?", "say {c}?", "let me know {c}?", "explain {c}?", "name {o}?"])
        + combined(
            ["I", "We"],
            ["wonder {c}.", "forgot {c}.", "need to know {c}.", "want to find out {c}.", "have to find out {o}."])
        + combined(["Do you", "Can you", "Does anybody"], ["remember {c}?", "remember {o}?"])
        // Elsewhere in the lessons "Do you know …?" begins what is always known; here it does not.
        + combined(["Do you know", "Do you happen to know", "Does anybody know"], ["{o}?"])
        + combined(["Please", "Now"], ["say {c}.", "let me know {c}.", "explain {c}.", "give me {o}."])
        + combined(["Somebody", "My friend", "A child", "My teacher"], ["asked me {c}.", "asked for {o}."])
        + [
            "Any idea {c}?", "Do you have an idea {c}?", "Have you heard {c}?", "Did you ever hear {c}?",
            "May I ask {c}?",
            "Who knows {c}?", "Does anybody know {c}?", "Is it known {c}?", "Did you learn {c}?",
            "I would love to hear {c}.",
        ]
    /// What people say before and behind a question.
    private static let before = [
        "Hello! ", "Hi! ", "Excuse me! ", "One question: ", "Another question: ", "Quick: ", "Listen, ", "So, ",
        "Next question. ", "I have a question. ",
    ]
    private static let behind = [
        " Thanks.", " Thank you!", " I forgot it.", " It is for a quiz.", " Please be brief.", " I am curious.",
        " Nobody could tell me.", " A short answer, please.",
    ]

    private static func combined(_ beginnings: [String], _ endings: [String]) -> [String] {
        beginnings.flatMap { beginning in endings.map { beginning + " " + $0 } }
    }

    /// A question for a fact as people may put it: in a trained phrasing or in a frame, alone or with words around it. Never in a phrasing
    /// that is kept for evaluation.
    ///
    /// Whether something is known depends on what is asked, not on how: who meets a few wordings alone learns it for them alone.
    package func asked(_ fact: Fact, _ random: inout SeededGenerator) -> String {
        let question =
            random.chance(0.4)
            ? framed(fact, random.pick(Self.frames))
            : question(fact, phrasing: random.pick(Self.trainedPhrasings)).question
        let before = random.chance(0.2) ? random.pick(Self.before) : ""
        let behind = random.chance(0.2) ? random.pick(Self.behind) : ""
        return before + question + behind
    }
}
