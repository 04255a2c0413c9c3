/// A text on its way to tokens: bits, bytes, and merge after merge (scene 2 of the talk).
public struct TokenizerInspection: Sendable {
    /// One merge as it happened in one word.
    public struct Step: Sendable, Equatable {
        /// The id of the new symbol.
        public let id: Int32
        /// The bytes of the new symbol.
        public let bytes: [UInt8]
        /// The word's symbols after the merge.
        public let symbols: [Int32]
    }

    /// The text's bytes.
    public let bytes: [UInt8]
    /// The text's ids.
    public let ids: [Int32]
    /// The merges of each word, in order.
    public let words: [[Step]]

    /// Follows a text through a tokenizer.
    public init(_ text: String, _ tokenizer: Tokenizer) {
        bytes = Array(text.utf8)
        ids = tokenizer.encode(text)
        var words: [[Step]] = []
        tokenizer.pattern.eachWord(of: text) { word in
            var symbols = word.map { byte in
                tokenizer.encodeByte(byte)
            }
            var steps: [Step] = []
            while let (rank, place) = symbols.indices.dropLast().compactMap({ place in
                tokenizer.merges.rank(symbols[place], symbols[place + 1]).map { ($0, place) }
            }).min(by: <) {
                let id = tokenizer.merges.list[Int(rank)].result
                symbols.replaceSubrange(place...place + 1, with: [id])
                steps.append(Step(id: id, bytes: tokenizer.tokenBytes(id), symbols: symbols))
            }
            words.append(steps)
        }
        self.words = words
    }
}

extension Tokenizer {
    /// The id of a single byte.
    func encodeByte(_ byte: UInt8) -> Int32 { Int32(bytes.firstIndex(of: [byte]) ?? 0) }
}
