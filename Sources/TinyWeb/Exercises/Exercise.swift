/// A problem that a program solves: how it is asked, the program, the way without one, and the answer.
public struct Exercise: Codable, Sendable, Equatable {
    /// The kinds of exercises.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// A word problem of the school book.
        case wordProblem
        /// A sum, a difference or a product of large numbers.
        case calculation
        /// One line of the tables that children learn by heart.
        case tables
        /// A word or a name to say again.
        case repetition
        /// How often a letter occurs in a word.
        case letters
        /// Every third letter of a word.
        case thirds
        /// The letters of a word, one by one.
        case spelling
        /// A word backwards.
        case reversal
        /// Which of two decimals is larger.
        case decimals
        /// How many dots there are.
        case dots
    }

    /// Which wordings and words are used.
    public enum Use: Sendable {
        /// Those to train on.
        case training
        /// Those that are kept for evaluation.
        case evaluation
    }

    /// The kind.
    public let kind: Kind
    /// The question.
    public let question: String
    /// The Python program that prints the answer.
    public let program: String
    /// The answer without a program, worked out.
    public let worked: String
    /// The answer in a sentence.
    public let sentence: String
    /// The answer alone: a number, letters.
    public let answer: String

    /// An exercise of a kind; numbers of word problems go up to `size`.
    public init(_ kind: Kind, _ use: Use, size: Int = 10, _ random: inout SeededGenerator) {
        self =
            switch kind {
            case .wordProblem: Self.wordProblem(size: size, &random)
            case .calculation: Self.calculation(&random)
            case .tables: Self.tables(&random)
            case .repetition: Self.repetition(use, &random)
            case .letters: Self.letters(use, &random)
            case .thirds: Self.thirds(use, &random)
            case .spelling: Self.spelling(use, &random)
            case .reversal: Self.reversal(use, &random)
            case .decimals: Self.decimals(use, &random)
            case .dots: Self.dots(use, &random)
            }
    }

    init(_ kind: Kind, _ question: String, program: String, worked: String, sentence: String, answer: String) {
        self.kind = kind
        self.question = question
        self.program = program
        self.worked = worked
        self.sentence = sentence
        self.answer = answer
    }

    /// One of the wordings: the last two of each list are kept for evaluation.
    static func wording(_ list: [String], _ use: Use, _ random: inout SeededGenerator) -> String {
        random.pick(use == .training ? Array(list.dropLast(2)) : Array(list.suffix(2)))
    }
}
