/// Cuts a text into passages of about the same length, between sentences or lines where it can.
package struct PassageSplitter: Sendable {
    /// Words that a passage has at most.
    package let limit: Int

    /// A splitter into passages of at most `limit` words.
    package init(limit: Int) { self.limit = limit }

    /// The passages of a text, in order; together they hold every word of it.
    package func passages(of text: String) -> [String] {
        var passages: [String] = []
        var passage: [Substring] = []
        var count = 0
        func close() {
            if !passage.isEmpty { passages.append(passage.joined(separator: " ")) }
            passage.removeAll(keepingCapacity: true)
            count = 0
        }
        for line in text.split(whereSeparator: \.isNewline) {
            for sentence in sentences(of: line) {
                if count + sentence.count > limit { close() }
                passage.append(contentsOf: sentence)
                count += sentence.count
            }
        }
        close()
        // A short end belongs to what stands before it.
        if passages.count > 1, let last = passages.last, last.utf8.count < limit {
            passages.removeLast()
            passages[passages.count - 1] += " " + last
        }
        return passages
    }

    /// The words of each sentence of a line; sentences longer than a passage are cut.
    private func sentences(of line: Substring) -> [[Substring]] {
        var sentences: [[Substring]] = []
        var sentence: [Substring] = []
        for word in line.split(whereSeparator: \.isWhitespace) {
            for piece in pieces(of: word) {
                sentence.append(piece)
                if sentence.count >= limit {
                    sentences.append(sentence)
                    sentence.removeAll()
                }
            }
            if let last = word.utf8.last,
                last == UInt8(ascii: ".") || last == UInt8(ascii: "!") || last == UInt8(ascii: "?"),
                !sentence.isEmpty
            {
                sentences.append(sentence)
                sentence.removeAll()
            }
        }
        if !sentence.isEmpty { sentences.append(sentence) }
        return sentences
    }

    /// A word, cut where it is longer than any word is (base64, text without spaces).
    private func pieces(of word: Substring) -> [Substring] {
        guard word.utf8.count > 400 else { return [word] }
        var pieces: [Substring] = []
        var rest = word
        while !rest.isEmpty {
            pieces.append(rest.prefix(100))
            rest = rest.dropFirst(100)
        }
        return pieces
    }
}
