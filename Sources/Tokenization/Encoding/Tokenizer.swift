import Foundation

/// A byte-level byte-pair vocabulary: text to token ids and back.
///
/// Text never turns into a special token: `encode` sees only bytes. Special tokens are put in by whoever renders a
/// conversation or a document, by id; `encode(_:allowingSpecial:)` is for people who type them on purpose.
public struct Tokenizer: Sendable {
    /// The pattern that cuts text into words.
    public let pattern: SplitPattern
    /// Special tokens by name.
    public let specialTokens: [String: Int32]
    /// The number of symbols: the greatest id plus one, special tokens included.
    public let vocabularySize: Int
    let bytes: [[UInt8]]
    let merges: Merges
    let normalizes: Bool
    let wholeWordsFirst: Bool
    private let byteIDs: [Int32]
    private let wordIDs: [[UInt8]: Int32]
    private let cache = WordCache()

    /// A vocabulary of symbols (the bytes of each id; empty for special tokens and holes) and merges.
    ///
    /// - Parameters:
    ///   - normalizes: whether text is put into Unicode's form NFC first (Qwen).
    ///   - wholeWordsFirst: whether a word that is a symbol is taken as it is, without merging (Llama 3).
    init(
        pattern: SplitPattern, bytes: [[UInt8]], merges: [Merges.Merge], specialTokens: [String: Int32],
        normalizes: Bool = false, wholeWordsFirst: Bool = false
    ) {
        self.pattern = pattern
        self.bytes = bytes
        self.merges = Merges(merges)
        self.specialTokens = specialTokens
        self.normalizes = normalizes
        self.wholeWordsFirst = wholeWordsFirst
        vocabularySize = max(bytes.count, specialTokens.values.map { Int($0) + 1 }.max() ?? 0)
        var byteIDs = [Int32](repeating: 0, count: 256)
        for (id, symbol) in bytes.enumerated() where symbol.count == 1 { byteIDs[Int(symbol[0])] = Int32(id) }
        self.byteIDs = byteIDs
        wordIDs =
            wholeWordsFirst
            ? Dictionary(bytes.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first }) : [:]
    }

    /// The ids of a text.
    public func encode(_ text: String) -> [Int32] {
        var ids: [Int32] = []
        pattern.eachWord(of: normalizes ? text.precomposedStringWithCanonicalMapping : text) { word in
            let key = Array(word)
            if let known = cache.ids(of: key) {
                ids += known
                return
            }
            let encoded = wordIDs[key].map { [$0] } ?? merges.apply(to: key.map { byteIDs[Int($0)] })
            cache.keep(encoded, for: key)
            ids += encoded
        }
        return ids
    }

    /// The ids of a text in which the named special tokens are meant as such.
    public func encode(_ text: String, allowingSpecial allowed: Set<String>) -> [Int32] {
        var ids: [Int32] = []
        var rest = text[...]
        while !rest.isEmpty {
            let next = allowed.compactMap { name in rest.range(of: name).map { (name, $0) } }
                .min { ($0.1.lowerBound, $1.0.count) < ($1.1.lowerBound, $0.0.count) }
            guard let (name, range) = next, let id = specialTokens[name] else { break }
            ids += encode(String(rest[..<range.lowerBound])) + [id]
            rest = rest[range.upperBound...]
        }
        return ids + encode(String(rest))
    }

    /// The bytes of a symbol; none for special tokens and unknown ids.
    public func tokenBytes(_ id: Int32) -> [UInt8] { bytes.indices.contains(Int(id)) ? bytes[Int(id)] : [] }

    /// The name of a special token.
    public func specialName(_ id: Int32) -> String? { specialTokens.first { $0.value == id }?.key }

    /// The text of some ids: their bytes as UTF-8, special tokens left out, broken characters as U+FFFD.
    public func decode(_ ids: some Sequence<Int32>) -> String {
        String(decoding: ids.flatMap(tokenBytes), as: UTF8.self)
    }
}

/// The ids of words met before.
private final class WordCache: @unchecked Sendable {
    private let lock = NSLock()
    private var known: [[UInt8]: [Int32]] = [:]
    private static let limit = 1 << 17

    func ids(of word: [UInt8]) -> [Int32]? { lock.withLock { known[word] } }

    func keep(_ ids: [Int32], for word: [UInt8]) {
        guard word.count <= 32 else { return }
        lock.withLock {
            if known.count >= Self.limit { known.removeAll(keepingCapacity: true) }
            known[word] = ids
        }
    }
}
