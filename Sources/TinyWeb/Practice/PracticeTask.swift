/// A problem to practise on, with ways to its answer that somebody could have thought.
public struct PracticeTask: Codable, Sendable, Equatable {
    /// What is asked.
    public var question: String
    /// What a checker needs to know: the answer, or the target.
    public var answer: String
    /// The numbers that are given, where the answer is made of them.
    public var numbers: [Int]
    /// Ways to the answer, step by step: in one size of steps or in several.
    public var ways: [String]
    /// What stands at the end of each.
    public var result: String
    /// What is said then, in the form that a checker wants.
    public var reply: String

    init(
        question: String, answer: String, numbers: [Int] = [], ways: [String], result: String, reply: String? = nil
    ) {
        (self.question, self.answer, self.numbers) = (question, answer, numbers)
        (self.ways, self.result) = (ways, result)
        self.reply = reply ?? "The answer is \\boxed{\(result)}."
    }
}

/// A kind of problems with a dial for their difficulty.
public enum PracticeKind: String, Codable, Sendable, CaseIterable {
    /// Word problems of the school book; the level is the size of the numbers: 10, 20, 50, 100, 1,000.
    case words
    /// Sums, differences and products of numbers of so many digits.
    case arithmetic
    /// Reach a number with given ones, each used once, by + − × ÷; the level is how many are given.
    case countdown
    /// Letters of a word: count one, turn it around, sort, every second or third; the level is the word's length.
    case letters
    /// Which of two decimals is larger; the level is how many digits follow the point.
    case decimals
    /// A small function, checked by unit tests; the level is how many steps it has.
    case programs

    /// The levels to train on.
    public var levels: [Int] {
        switch self {
        case .words: [2, 3]
        case .arithmetic: [2]
        case .countdown: [3]
        case .letters: [3, 4]
        case .decimals: [1, 2]
        case .programs: [1, 2]
        }
    }

    /// Levels that are harder than any to train on.
    public var harderLevels: [Int] {
        switch self {
        case .words: [4, 5]
        case .arithmetic: [3]
        case .countdown: [4]
        case .letters: [5, 6]
        case .decimals: [3]
        case .programs: [3]
        }
    }

    /// A problem of a level.
    public func task(level: Int, _ random: inout SeededGenerator) -> PracticeTask {
        switch self {
        case .words: Self.words(level, &random)
        case .arithmetic: Self.arithmetic(level, &random)
        case .countdown: Self.countdown(level, &random)
        case .letters: Self.letters(level, &random)
        case .decimals: Self.decimals(level, &random)
        case .programs: Self.programs(level, &random)
        }
    }

    /// Whether a question is kept for evaluation: one in eight, by the question's own text, so that no seed mixes the two.
    public static func isHeldOut(_ question: String) -> Bool {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in question.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return (hash >> 32) % 8 == 0
    }

    /// `count` problems of the levels, all of them to train on or all kept for evaluation.
    public func tasks(_ count: Int, levels: [Int], heldOut: Bool, seed: UInt64) -> [(level: Int, task: PracticeTask)] {
        var random = SeededGenerator(seed, "practice " + rawValue + (heldOut ? " held out" : ""))
        var made: [(level: Int, task: PracticeTask)] = []
        while made.count < count {
            let level = levels[made.count % max(1, levels.count)]
            let task = task(level: level, &random)
            if Self.isHeldOut(task.question) == heldOut { made.append((level, task)) }
        }
        return made
    }
}
