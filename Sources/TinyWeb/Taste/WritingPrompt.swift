/// What people are asked to write, and others to put in order from best to worst: nobody can say what is right, everybody what is better.
public enum WritingKind: String, Codable, Sendable, CaseIterable {
    /// A joke about a pelican in some place; the good ones have a pun that belongs to the place.
    case jokes
    /// Four lines about two things; the good ones rhyme.
    case poems
    /// A sentence about a short report; the good ones say what it says, and nothing else.
    case summaries
}

/// Something to write.
public struct WritingPrompt: Codable, Sendable, Hashable {
    /// The kind.
    public var kind: WritingKind
    /// What is asked.
    public var question: String
    /// Words that a good answer has.
    public var wanted: [String]

    /// A prompt; see the properties.
    public init(_ kind: WritingKind, _ question: String, wanted: [String]) {
        (self.kind, self.question, self.wanted) = (kind, question, wanted)
    }

    /// A prompt drawn at random.
    public init(_ kind: WritingKind, _ random: inout SeededGenerator) {
        let asking = random.pick(Self.asking)
        switch kind {
        case .jokes:
            let (adjective, place) = (random.pick(Vocabulary.adjectives), random.pick(Vocabulary.puns.map(\.place)))
            self.init(
                kind, "\(asking) a joke about a \(adjective) pelican at the \(place).", wanted: [adjective, place])
        case .poems:
            let things = Array(Vocabulary.things.shuffled(using: &random).prefix(2))
            self.init(kind, "\(asking) a poem about the \(things[0]) and the \(things[1]).", wanted: things)
        case .summaries:
            let report = Vocabulary.report(&random)
            self.init(kind, "\(asking) in one sentence what happened. \(report.text)", wanted: report.facts)
        }
    }

    private static let asking = ["Write", "Tell me", "Please write", "Please tell me", "I would like", "Now write"]

    /// `count` prompts that are all different, of all kinds in turn.
    public static func draw(_ count: Int, kinds: [WritingKind] = WritingKind.allCases, seed: UInt64) -> [WritingPrompt]
    {
        var random = SeededGenerator(seed, "writing prompts")
        var (made, seen): ([WritingPrompt], Set<WritingPrompt>) = ([], [])
        while made.count < count {
            let prompt = WritingPrompt(kinds[made.count % kinds.count], &random)
            if seen.insert(prompt).inserted { made.append(prompt) }
        }
        return made
    }
}

/// Words that prompts and answers are made of.
enum Vocabulary {
    static let adjectives = [
        "proud", "young", "hungry", "wise", "sad", "brave", "shy", "lazy", "polite", "busy", "lonely", "cheerful",
        "nervous",
        "famous", "clever", "sleepy", "honest", "curious", "tired", "rich",
    ]
    /// Places, and the words that are funny there.
    static let puns: [(place: String, pun: String)] = [
        ("bank", "bill"), ("market", "scales"), ("library", "tail"), ("theater", "wings"), ("school", "fish"),
        ("barber", "feathers"),
        ("bakery", "roll"), ("harbor", "dock"), ("court", "case"), ("concert", "notes"), ("garden", "seeds"),
        ("airport", "flight"),
        ("hotel", "nest"), ("tailor", "pouch"),
    ]
    static let reasons = ["tired", "lost", "hungry", "late", "bored", "cold"]
    /// Words of one list rhyme.
    static let rhymes = [
        ["sea", "free", "me", "tree"], ["day", "way", "bay", "play"], ["night", "light", "bright", "sight"],
        ["sky", "fly", "high", "by"], ["sand", "land", "hand", "stand"], ["boat", "float", "coat", "note"],
    ]
    static let things = [
        "wind", "river", "moon", "bird", "storm", "hill", "ship", "rain", "star", "wave", "cloud", "lamp",
    ]
    private static let people = ["baker", "teacher", "farmer", "singer", "sailor", "doctor", "painter", "miller"]
    private static let deeds = ["found", "lost", "sold", "bought", "broke", "hid"]
    private static let objects = ["bell", "clock", "ring", "map", "violin", "letter", "basket", "key"]
    private static let days = ["Monday", "Tuesday", "Friday", "Sunday"]
    private static let fillers = [
        "The weather was fine.", "Many people came to look.", "Nobody was surprised.", "Coffee was served.",
        "A dog barked.",
    ]

    /// Five sentences of which one tells what happened: who, what, and when.
    static func report(_ random: inout SeededGenerator) -> (text: String, facts: [String]) {
        let facts = [random.pick(people), random.pick(deeds), random.pick(objects), random.pick(days)]
        let told = "On \(facts[3]) the \(facts[0]) \(facts[1]) the \(facts[2])."
        var sentences = Array(fillers.shuffled(using: &random).prefix(3))
        sentences.insert(told, at: random.int(0...3))
        return (sentences.joined(separator: " "), facts)
    }

    static let (allPeople, allDeeds, allObjects, allDays) = (people, deeds, objects, days)
}
