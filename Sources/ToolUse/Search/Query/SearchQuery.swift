/// Any text as a question to the index: what it is about, without the words that only ask.
///
/// Words are put between quotation marks and hold letters, digits and marks alone, so that no text is ever read as
/// FTS5's query language.
package struct SearchQuery: Sendable, Equatable {
    /// The words, each once, in their order.
    package let words: [String]
    /// Neighbours in the text, which count for more when they are neighbours on the page: names, above all.
    package let pairs: [[String]]

    /// Words of a text that are looked at, and words that are asked for.
    private static let (scanned, kept) = (400, 24)

    package init(_ text: String) {
        // A word is at most 64 bytes of a text of at most 4096.
        let start = String(decoding: text.utf8.prefix(4096), as: UTF8.self)
        let all = Words.of(start, limit: Self.scanned).map { String(decoding: $0.utf8.prefix(64), as: UTF8.self) }
        let isStop = all.map(StopWords.english.contains)
        let said = isStop.allSatisfy { $0 } ? all : zip(all, isStop).filter { !$0.1 }.map(\.0)
        var seen: Set<String> = []
        words = Array(said.filter { seen.insert($0).inserted }.prefix(Self.kept))
        var pairs: [[String]] = []
        for (index, word) in all.enumerated().dropFirst()
        where words.contains(word) && words.contains(all[index - 1]) && word != all[index - 1] {
            let pair = [all[index - 1], word]
            if !pairs.contains(pair) { pairs.append(pair) }
        }
        self.pairs = Array(pairs.prefix(Self.kept))
    }

    /// The question in FTS5's language: any of the words, any of the pairs; nil if there is nothing to ask.
    package var expression: String? {
        guard !words.isEmpty else { return nil }
        return (words.map { "\"\($0)\"" } + pairs.map { "\"\($0.joined(separator: " "))\"" }).joined(separator: " OR ")
    }
}
