/// Picks the words of a passage that fit a query best.
package enum SnippetMaker {
    /// Marks that the index puts around words that fit; both are control characters, which no text of it holds.
    package static let (opening, closing) = ("\u{1}", "\u{2}")

    /// The best `limit` words of a passage in which fitting words are marked: a stretch that begins with a sentence where
    /// it can, with an ellipsis for what was left out.
    ///
    /// A word that fits counts 1/n if it occurs n times in the passage: a name is in every sentence, what was asked about
    /// it is not.
    package static func snippet(of marked: String, words limit: Int) -> String {
        let pieces = marked.split(whereSeparator: \.isWhitespace)
        guard pieces.count > limit else { return plain(marked) }
        var occurrences: [String: Int] = [:]
        // A mark around a pair spans pieces: what stands between the marks fits.
        var isOpen = false
        let fits = pieces.map { piece -> String? in
            let holds = isOpen || piece.contains(opening)
            for character in piece where character == "\u{1}" || character == "\u{2}" { isOpen = character == "\u{1}" }
            guard holds else { return nil }
            let key = Words.of(piece).joined().prefix(5).description
            occurrences[key, default: 0] += 1
            return key
        }
        let starts = pieces.indices.filter { $0 == 0 || endsSentence(pieces[$0 - 1]) }
        var best = (start: 0, score: -1.0)
        for start in starts + fits.indices.filter({ fits[$0] != nil }).map({ max(0, $0 - limit / 4) }) {
            let end = min(start + limit, pieces.count)
            var seen: Set<String> = []
            var score = 0.0
            for place in start..<end {
                guard let key = fits[place], seen.insert(key).inserted else { continue }
                // An answer follows the words of its question: what fits should not stand at the very end.
                let isFollowed = end == pieces.count || place < start + limit * 3 / 4
                score += (isFollowed ? 1 : 0.3) / Double(occurrences[key, default: 1])
            }
            if start == 0 || endsSentence(pieces[start - 1]) { score += 0.01 }
            // A stretch at the end of the passage is not shorter than others.
            if score > best.score { best = (min(start, pieces.count - limit), score) }
        }
        let chosen = pieces[best.start..<(best.start + limit)].joined(separator: " ")
        return (best.start > 0 ? "… " : "") + plain(chosen) + (best.start + limit < pieces.count ? " …" : "")
    }

    private static func endsSentence(_ piece: Substring) -> Bool {
        guard let last = piece.last(where: { $0 != "\u{2}" && $0 != "\"" && $0 != "”" && $0 != ")" }) else {
            return false
        }
        return ".!?:".contains(last)
    }

    private static func plain(_ text: String) -> String {
        text.filter { $0 != "\u{1}" && $0 != "\u{2}" }
    }
}
