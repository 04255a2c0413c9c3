/// What people truly prefer, hidden from all training: the gold score.
///
/// score = 2·craft + 1.5·matter − 3·repetition − 3·strangeness − 2·min(1.5, |words − ideal| / ideal) + 0.2·(one exclamation mark) −
/// 0.5·(further ones, six at most). Each part is a share, 0…1.
public struct TrueTaste: Sendable {
    /// Pairs of words that follow each other in what people write.
    private let usual: [WritingKind: Set<String>]

    /// The taste; it knows the language from many answers.
    public init() {
        var usual: [WritingKind: Set<String>] = [:]
        for kind in WritingKind.allCases {
            var random = SeededGenerator(1, "usual \(kind.rawValue)")
            for _ in 0..<6000 {
                let answer = WritingPrompt(kind, &random).answer(&random)
                usual[kind, default: []].formUnion(Self.pairs(Self.words(answer)))
            }
        }
        self.usual = usual
    }

    /// The parts of a score.
    public struct Parts: Codable, Sendable, Equatable {
        /// The pun, the rhymes, or how much of what happened is told.
        public var craft: Double
        /// How much of what was asked for is there.
        public var matter: Double
        /// The share of pairs of words that came before.
        public var repetition: Double
        /// The share of pairs of words that nobody would write.
        public var strangeness: Double
        /// How far the length is from what is ideal, over the ideal one.
        public var excess: Double
        /// Exclamation marks.
        public var exclamations: Int
    }

    /// The score of an answer, about −10…4.
    public func score(_ answer: String, to prompt: WritingPrompt) -> Double {
        let parts = parts(of: answer, to: prompt)
        let loud = parts.exclamations == 0 ? 0 : 0.2 - 0.5 * Double(min(6, parts.exclamations - 1))
        return 2 * parts.craft + 1.5 * parts.matter - 3 * parts.repetition - 3 * parts.strangeness
            - 2 * min(1.5, parts.excess) + loud
    }

    /// The parts of an answer's score.
    public func parts(of answer: String, to prompt: WritingPrompt) -> Parts {
        let words = Self.words(answer)
        let pairs = Self.pairs(words)
        let known = usual[prompt.kind] ?? []
        let ideal = prompt.kind == .jokes ? 16.0 : prompt.kind == .poems ? 24 : 8
        let present = prompt.wanted.filter { words.contains($0.lowercased()) }
        let matter = Double(present.count) / Double(max(1, prompt.wanted.count))
        let total = Double(max(1, pairs.count))
        return Parts(
            craft: craft(answer, words, prompt, matter), matter: matter,
            repetition: words.isEmpty ? 1 : Double(pairs.count - Set(pairs).count) / total,
            strangeness: words.isEmpty ? 1 : Double(pairs.count { !known.contains($0) }) / total,
            excess: abs(Double(words.count) - ideal) / ideal, exclamations: answer.count { $0 == "!" })
    }

    private func craft(_ answer: String, _ words: [String], _ prompt: WritingPrompt, _ matter: Double) -> Double {
        switch prompt.kind {
        case .jokes:
            let pun = Vocabulary.puns.first { $0.place == prompt.wanted.last }?.pun ?? ""
            return words.contains(pun) ? 1 : 0
        case .poems:
            let ends = answer.split(separator: "\n").map { Self.words(String($0)).last ?? "" }
            guard ends.count == 4 else { return 0 }
            let rhymes = [(0, 1), (2, 3)].filter { first, second in
                ends[first] != ends[second]
                    && Vocabulary.rhymes.contains { $0.contains(ends[first]) && $0.contains(ends[second]) }
            }
            return Double(rhymes.count) / 2
        case .summaries: return matter == 1 ? 1 : 0
        }
    }

    /// Words in lower case.
    static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    private static func pairs(_ words: [String]) -> [String] { zip(words, words.dropFirst()).map { $0 + " " + $1 } }
}
