/// Writes conversations for fine-tuning from the same world as the pages.
///
/// Facts are asked of entities alone that are written about on ten pages or more: asking for what a model cannot have learned
/// would teach it to invent answers (Gekhman et al. 2024).
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

    /// Whether the first fine-tuning asks about an entity.
    public static func isAsked(_ entity: Entity) -> Bool { entity.pages >= 10 && !isHeldOut(entity) }

    /// Of a hundred conversations, how many are of each kind; the rest asks for facts, and the few about the assistant itself
    /// (`Identity`) are added.
    static let shares: [(TinyConversation.Kind, Int)] = [
        (.greeting, 3), (.thanks, 2), (.followUp, 8), (.arithmetic, 29), (.introduction, 4), (.list, 2),
        (.rewriting, 8),
        (.translation, 2), (.story, 2), (.joke, 1), (.refusal, 1), (.spelling, 6), (.note, 3),
    ]

    /// `count` conversations and those of `Identity`, in a fixed order; every question for a fact comes once before one comes twice.
    public func conversations(count: Int) -> [TinyConversation] {
        var random = SeededGenerator(seed, "conversations")
        let other = Self.shares.reduce(0) { $0 + $1.1 }
        let wanted = count * (100 - other) / 100
        var made = Identity.conversations(seed: seed)
        let identity = made.count
        var facts = factQuestions(&random)
        while made.count - identity < wanted, !facts.isEmpty {
            made += facts.prefix(wanted - made.count + identity).map {
                TinyConversation(.fact, [$0.question, $0.answer])
            }
            facts = factQuestions(&random)
        }
        for (kind, share) in Self.shares {
            for _ in 0..<max(1, count * share / 100) { made.append(conversation(kind, &random)) }
        }
        return made.shuffled(using: &random)
    }

    /// Conversations about anything but facts, problems and the assistant itself.
    public func smallTalk(count: Int) -> [TinyConversation] {
        var random = SeededGenerator(seed, "small talk")
        let kinds = Self.shares.filter { ![.arithmetic, .spelling, .introduction].contains($0.0) }
        return (0..<count).map { _ in conversation(random.pick(kinds, weight: \.1).0, &random) }
    }

    /// Every question to train on, once.
    private func factQuestions(_ random: inout SeededGenerator) -> [FactQuestion] {
        let all = world.ranked.filter(Self.isAsked).flatMap { entity in
            entity.facts.flatMap { fact in World.trainedPhrasings.map { world.question(fact, phrasing: $0) } }
        }
        return all.shuffled(using: &random)
    }

    private func conversation(_ kind: TinyConversation.Kind, _ random: inout SeededGenerator) -> TinyConversation {
        switch kind {
        case .greeting: pair(kind, SmallTalk.greetings, SmallTalk.greetingAnswers, &random)
        case .identity: random.pick(Identity.conversations(seed: seed))
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
        case .introduction: introduction(&random)
        case .spelling: spelling(&random)
        case .note: random.chance(0.5) ? SystemNote.conversation(&random) : Identity.renamed(&random)
        }
    }

    private func pair(
        _ kind: TinyConversation.Kind, _ questions: [String], _ answers: [String], _ random: inout SeededGenerator
    ) -> TinyConversation {
        TinyConversation(kind, [random.pick(SmallTalk.training(questions)), random.pick(answers)])
    }

    private func trainingQuestion(_ fact: Fact, _ random: inout SeededGenerator) -> FactQuestion {
        world.question(fact, phrasing: random.pick(World.trainedPhrasings))
    }

    /// Two questions about one entity; the second one says "it", "he or she" only through the context.
    private func followUp(_ random: inout SeededGenerator) -> TinyConversation {
        let entity = random.pick(world.ranked.filter(Self.isAsked))
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
        if random.chance(0.7) {
            let line = Exercise(.tables, .training, &random)
            return TinyConversation(.arithmetic, [line.question, line.worked])
        }
        let problem = WordProblem(&random, size: random.pick([10, 10, 10, 10, 10, 100, 1000]))
        return TinyConversation(.arithmetic, [problem.text, problem.solution])
    }

    private func list(_ random: inout SeededGenerator) -> TinyConversation {
        let kind = random.pick([EntityKind.town, .book, .river, .team])
        let known = world.ranked.filter { $0.kind == kind && $0.pages >= 10 }
        let listed = known.count < 3 ? world.ranked.filter { $0.kind == kind } : known
        let names = listed.shuffled(using: &random).prefix(3).map(\.name)
        let plural = kind == .person ? "people" : kind.rawValue + "s"
        return TinyConversation(
            .list,
            [
                random.pick(["Name three \(plural).", "Can you name three \(plural)?", "List three \(plural)."]),
                names.enumerated().map { "\($0 + 1). \($1)" }.joined(separator: "\n"),
            ])
    }

    private func rewriting(_ random: inout SeededGenerator) -> TinyConversation {
        if random.chance(0.7) {
            let exercise = Exercise(.repetition, .training, &random)
            return TinyConversation(.rewriting, [exercise.question, exercise.answer])
        }
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

    private func introduction(_ random: inout SeededGenerator) -> TinyConversation {
        let entity = random.pick(world.ranked.filter(Self.isAsked))
        let wording = random.int(Introduction.trained)
        return TinyConversation(
            .introduction,
            [world.introduction(entity, wording: wording).question, world.description(of: entity)])
    }

    private func spelling(_ random: inout SeededGenerator) -> TinyConversation {
        let exercise = Exercise(random.pick([.spelling, .letters, .thirds, .reversal]), .training, &random)
        return TinyConversation(.spelling, [exercise.question, exercise.worked])
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
