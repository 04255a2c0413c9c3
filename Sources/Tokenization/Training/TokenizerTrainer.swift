/// Trains a byte-pair vocabulary (Sennrich, Haddow & Birch 2016, on bytes): the most frequent pair becomes a new symbol, again
/// and again.
///
/// Words are counted once; each merge touches only the words that hold the pair. Equal counts: the pair with the lower ids.
public struct TokenizerTrainer: Sendable {
    /// The special tokens of our own vocabularies, in the order of their ids; the last four are kept for later stages.
    public static let specialTokens = [
        "<|endoftext|>", "<|system|>", "<|user|>", "<|assistant|>", "<|end|>", "<|tool_call|>", "<|tool_result|>",
        "<|think|>", "<|/think|>",
    ]

    /// Symbols wanted in all: bytes, merges and special tokens.
    public let vocabularySize: Int
    /// The split pattern.
    public let pattern: SplitPattern
    private var counts: [[UInt8]: Int] = [:]

    /// A trainer; digits stand alone unless another pattern is given, which suits small networks that do arithmetic.
    public init(vocabularySize: Int, pattern: SplitPattern = .gpt4(digits: 1)) throws {
        let least = 256 + Self.specialTokens.count
        guard vocabularySize >= least else { throw TokenizationError.badSize(wanted: vocabularySize, least: least) }
        self.vocabularySize = vocabularySize
        self.pattern = pattern
    }

    /// Counts the words of a text.
    public mutating func add(_ text: String) {
        pattern.eachWord(of: text) { counts[Array($0), default: 0] += 1 }
    }

    /// Makes the vocabulary; it is smaller than wanted when no pair is left that occurs twice.
    public func train(progress: (Double) -> Void = { _ in }) -> Tokenizer {
        let ordered = counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        var words = ordered.map { $0.key.map(Int32.init) }
        let frequencies = ordered.map(\.value)
        var pairs: [Pair: Int] = [:]
        var holders: [Pair: Set<Int>] = [:]
        for (index, word) in words.enumerated() {
            for pair in Pair.all(in: word) {
                pairs[pair, default: 0] += frequencies[index]
                holders[pair, default: []].insert(index)
            }
        }
        var heap = Heap<Candidate>()
        for (pair, count) in pairs { heap.push(Candidate(count: count, pair: pair)) }
        var bytes = (0..<256).map { [UInt8($0)] }
        var merges: [Merges.Merge] = []
        let wanted = vocabularySize - 256 - Self.specialTokens.count
        while merges.count < wanted, let best = heap.pop(), best.count >= 2 {
            guard pairs[best.pair] == best.count else {
                if let count = pairs[best.pair], count > 0, count < best.count {
                    heap.push(Candidate(count: count, pair: best.pair))
                }
                continue
            }
            let new = Int32(bytes.count)
            bytes.append(bytes[Int(best.pair.left)] + bytes[Int(best.pair.right)])
            merges.append(.init(left: best.pair.left, right: best.pair.right, result: new))
            var changed: Set<Pair> = []
            for index in holders[best.pair] ?? [] {
                let before = words[index]
                let after = best.pair.replaced(in: before, by: new)
                for pair in Pair.all(in: before) { pairs[pair, default: 0] -= frequencies[index] }
                for pair in Pair.all(in: after) {
                    pairs[pair, default: 0] += frequencies[index]
                    holders[pair, default: []].insert(index)
                    if pair.left == new || pair.right == new { changed.insert(pair) }
                }
                words[index] = after
            }
            pairs[best.pair] = nil
            holders[best.pair] = nil
            for pair in changed { heap.push(Candidate(count: pairs[pair] ?? 0, pair: pair)) }
            if merges.count % 64 == 0 { progress(Double(merges.count) / Double(wanted)) }
        }
        let specials = Self.specialTokens.enumerated().map { ($1, Int32(bytes.count + $0)) }
        return Tokenizer(
            pattern: pattern, bytes: bytes, merges: merges, specialTokens: Dictionary(uniqueKeysWithValues: specials))
    }
}

/// Two neighbouring symbols.
private struct Pair: Hashable {
    let left: Int32
    let right: Int32

    static func all(in word: [Int32]) -> [Pair] {
        word.indices.dropLast().map { Pair(left: word[$0], right: word[$0 + 1]) }
    }

    func replaced(in word: [Int32], by new: Int32) -> [Int32] {
        var result: [Int32] = []
        var i = 0
        while i < word.count {
            if i + 1 < word.count, word[i] == left, word[i + 1] == right {
                result.append(new)
                i += 2
            } else {
                result.append(word[i])
                i += 1
            }
        }
        return result
    }
}

/// A pair and its count when it was offered; the most frequent comes first, then the lower ids.
private struct Candidate: Comparable {
    let count: Int
    let pair: Pair

    static func < (a: Candidate, b: Candidate) -> Bool {
        (b.count, a.pair.left, a.pair.right) < (a.count, b.pair.left, b.pair.right)
    }
}
