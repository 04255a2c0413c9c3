/// Writes conversations for fine-tuning from the same world as the pages.
///
/// Held out of them: two phrasings of each question, the last wordings of each list of small talk, and some entities
/// (every twentieth of the hundred most written about, every fifth of the others).
public struct ConversationGenerator: Sendable {
    private let world: World
    private let seed: UInt64

    /// Conversations about a world.
    public init(world: World, seed: UInt64) {
        self.world = world
        self.seed = seed
    }

    /// Whether fine-tuning never asks about an entity.
    public static func isHeldOut(_ entity: Entity) -> Bool {
        entity.rank <= 100 ? entity.rank % 20 == 10 : entity.rank % 5 == 0
    }

    /// Of a hundred conversations, how many are of each kind; the rest asks for facts.
    static let shares: [(TinyConversation.Kind, Int)] = [
        (.greeting, 3), (.identity, 4), (.thanks, 2), (.followUp, 8), (.arithmetic, 5), (.list, 2), (.rewriting, 3),
        (.translation, 2), (.story, 2), (.joke, 1), (.refusal, 1), (.unknown, 2), (.spelling, 2),
    ]

    /// `count` conversations in a fixed order.
    ///
    /// Facts come by priority: those of the hundred most written about entities in every phrasing first, then the others'.
    public func conversations(count: Int) -> [TinyConversation] {
        var random = SeededGenerator(seed, "conversations")
        let other = Self.shares.reduce(0) { $0 + $1.1 }
        let wanted = count * (100 - other) / 100
        var facts = factQuestions(&random)
        var made: [TinyConversation] = []
        while made.count < wanted, !facts.isEmpty {
            made += facts.prefix(wanted - made.count).map { TinyConversation(.fact, [$0.question, $0.answer]) }
            facts = factQuestions(&random)
        }
        for (kind, share) in Self.shares {
            for _ in 0..<max(1, count * share / 100) { made.append(conversation(kind, &random)) }
        }
        return made.shuffled(using: &random)
    }

    /// Every question to train on: the hundred first entities' in all phrasings, then the others' in two.
    private func factQuestions(_ random: inout SeededGenerator) -> [FactQuestion] {
        let trained = (0..<World.phrasings).filter { !World.heldOutPhrasings.contains($0) }
        let entities = world.ranked.filter { !Self.isHeldOut($0) }
        let first = entities.prefix { $0.rank <= 100 }.flatMap { entity in
            entity.facts.flatMap { fact in trained.map { world.question(fact, phrasing: $0) } }
        }
        let rest = entities.drop { $0.rank <= 100 }.flatMap { entity in
            entity.facts.flatMap { fact in
                trained.shuffled(using: &random).prefix(2).map { world.question(fact, phrasing: $0) }
            }
        }
        return first.shuffled(using: &random) + rest.shuffled(using: &random)
    }

    private func conversation(_ kind: TinyConversation.Kind, _ random: inout SeededGenerator) -> TinyConversation {
        switch kind {
        case .greeting: pair(kind, SmallTalk.greetings, SmallTalk.greetingAnswers, &random)
        case .identity:
            random.chance(0.75)
                ? pair(kind, SmallTalk.identity, SmallTalk.identityAnswers, &random)
                : pair(kind, SmallTalk.makers, SmallTalk.makerAnswers, &random)
        case .thanks:
            switch random.int(0...2) {
            case 0: pair(kind, SmallTalk.thanks, SmallTalk.thanksAnswers, &random)
            case 1: pair(kind, SmallTalk.goodbyes, SmallTalk.goodbyeAnswers, &random)
            default: pair(kind, SmallTalk.capabilities, SmallTalk.capabilityAnswers, &random)
            }
        case .refusal: pair(kind, SmallTalk.harmful, SmallTalk.refusals, &random)
        case .fact, .followUp: followUp(&random)
        case .arithmetic: arithmetic(&random)
        case .list: list(&random)
        case .rewriting: rewriting(&random)
        case .translation: translation(&random)
        case .story:
            TinyConversation(
                kind,
                [
                    random.pick([
                        "Tell me a story.", "Please tell me a short story.", "Write a short story.",
                        "Can you tell me a story?",
                    ]),
                    GeneralPages.shortStory(&random),
                ])
        case .joke:
            TinyConversation(
                kind,
                [
                    random.pick(["Tell me a joke.", "Do you know a joke?", "Make me laugh.", "Please tell me a joke."]),
                    random.pick(GeneralPages.jokes),
                ])
        case .unknown: unknown(&random)
        case .spelling:
            spelling(&random)
        }
    }

    private func pair(
        _ kind: TinyConversation.Kind, _ questions: [String], _ answers: [String], _ random: inout SeededGenerator
    ) -> TinyConversation {
        TinyConversation(kind, [random.pick(SmallTalk.training(questions)), random.pick(answers)])
    }

    private func trainingQuestion(_ fact: Fact, _ random: inout SeededGenerator) -> FactQuestion {
        let trained = (0..<World.phrasings).filter { !World.heldOutPhrasings.contains($0) }
        return world.question(fact, phrasing: random.pick(trained))
    }

    /// Two questions about one entity; the second one says "it", "he or she" only through the context.
    private func followUp(_ random: inout SeededGenerator) -> TinyConversation {
        let entities = world.ranked.filter { !Self.isHeldOut($0) && $0.rank <= 200 }
        let entity = random.pick(entities)
        let facts = entity.facts.shuffled(using: &random)
        let first = trainingQuestion(facts[0], &random)
        let second = world.question(facts[1], phrasing: random.pick([0, 1, 2, 3]))
        let pronoun = entity.kind == .person ? "this person" : entity.kind == .team ? "they" : "it"
        let short = second.question.replacingSlot(world.spoken(entity), pronoun)
        let hello = random.chance(0.3)
        return TinyConversation(
            .followUp,
            (hello ? [random.pick(SmallTalk.training(SmallTalk.greetings)), SmallTalk.greetingAnswers[0]] : [])
                + [
                    first.question, first.answer,
                    random.chance(0.5) ? "And " + short.prefix(1).lowercased() + short.dropFirst() : short,
                    second.answer,
                ])
    }

    private func arithmetic(_ random: inout SeededGenerator) -> TinyConversation {
        if random.chance(0.4) {
            let (a, b) = (random.int(1...20), random.int(1...20))
            return TinyConversation(
                .arithmetic,
                [
                    random.pick([
                        "What is \(a) + \(b)?", "How much is \(a) + \(b)?", "\(a) + \(b) = ?",
                        "Please add \(a) and \(b).",
                    ]), "\(a) + \(b) = \(a + b).",
                ])
        }
        let problem = WordProblem(&random)
        return TinyConversation(.arithmetic, [problem.text, problem.solution])
    }

    private func list(_ random: inout SeededGenerator) -> TinyConversation {
        let kind = random.pick([EntityKind.town, .book, .river, .team])
        let names = world.ranked.filter { $0.kind == kind && $0.rank <= 150 }.shuffled(using: &random).prefix(3).map(
            \.name)
        let plural = kind == .person ? "people" : kind.rawValue + "s"
        return TinyConversation(
            .list,
            [
                random.pick(["Name three \(plural).", "Can you name three \(plural)?", "List three \(plural)."]),
                names.enumerated().map { "\($0 + 1). \($1)" }.joined(separator: "\n"),
            ])
    }

    private func rewriting(_ random: inout SeededGenerator) -> TinyConversation {
        let words = WordTables.words.map { $0[0] }.shuffled(using: &random).prefix(3)
        let text = words.joined(separator: " ")
        return random.chance(0.5)
            ? TinyConversation(.rewriting, ["Write in upper case: \(text)", text.uppercased()])
            : TinyConversation(
                .rewriting, ["Write in reverse order: \(text)", words.reversed().joined(separator: " ")])
    }

    private func translation(_ random: inout SeededGenerator) -> TinyConversation {
        let (row, language) = (random.pick(WordTables.words), random.int(0...WordTables.languages.count - 1))
        let name = WordTables.languages[language]
        return TinyConversation(
            .translation,
            [
                random.pick([
                    "What is \(row[0]) in \(name)?", "Translate \(row[0]) into \(name).",
                    "What is the \(name) word for \(row[0])?",
                ]),
                "The \(name) word for \(row[0]) is \(row[language + 1]).",
            ])
    }

    private func unknown(_ random: inout SeededGenerator) -> TinyConversation {
        let entities = world.unwritten.filter { $0.rank % 2 == 0 }
        let fact = random.pick(random.pick(entities).facts)
        return TinyConversation(
            .unknown, [trainingQuestion(fact, &random).question, random.pick(SmallTalk.unknownAnswers)])
    }

    private func spelling(_ random: inout SeededGenerator) -> TinyConversation {
        let word = random.pick(WordTables.words)[0]
        return TinyConversation(
            .spelling,
            [
                random.pick(["Spell the word \(word).", "How is \(word) spelled?", "Please spell \(word)."]),
                SchoolBook.spelled(word),
            ])
    }
}

extension GeneralPages {
    /// A story of a few sentences.
    static func shortStory(_ random: inout SeededGenerator) -> String {
        let story = storyText(&random)
        return [story.paragraphs[0], story.paragraphs[1], story.paragraphs[story.paragraphs.count - 1]].joined(
            separator: " ")
    }
}
