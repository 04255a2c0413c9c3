import Foundation

/// Whether an answer says the expected text, by SQuAD's rules (Rajpurkar et al. 2016).
public enum TextMatch {
    /// Lower case, without punctuation, without the articles a, an and the, single blanks between words.
    public static func normalized(_ text: String) -> String {
        words(text).joined(separator: " ")
    }

    /// Whether the normalized answer is one of the normalized accepted ones.
    public static func exact(_ answer: String, _ accepted: [String]) -> Bool {
        let given = words(answer)
        return accepted.contains { words($0) == given }
    }

    /// Whether one of the accepted texts stands in the answer as whole words.
    public static func contains(_ answer: String, _ accepted: [String]) -> Bool {
        let given = " " + normalized(answer) + " "
        return accepted.contains { given.contains(" " + normalized($0) + " ") }
    }

    /// The harmonic mean of precision and recall of the words, as bags; the best over the accepted texts.
    public static func f1(_ answer: String, _ accepted: [String]) -> Double {
        let given = words(answer)
        return accepted.map { f1(given, words($0)) }.max() ?? 0
    }

    private static func f1(_ a: [Substring], _ b: [Substring]) -> Double {
        guard !a.isEmpty, !b.isEmpty else { return a.isEmpty && b.isEmpty ? 1 : 0 }
        var left = b.reduce(into: [Substring: Int]()) { $0[$1, default: 0] += 1 }
        var common = 0
        for word in a {
            guard let count = left[word], count > 0 else { continue }
            left[word] = count - 1
            common += 1
        }
        return 2 * Double(common) / Double(a.count + b.count)
    }

    private static let punctuation = Set("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~".unicodeScalars)
    private static let articles: Set<Substring> = ["a", "an", "the"]

    private static func words(_ text: String) -> [Substring] {
        var kept = String.UnicodeScalarView()
        for scalar in text.lowercased().unicodeScalars where !punctuation.contains(scalar) { kept.append(scalar) }
        return String(kept).split(whereSeparator: \.isWhitespace).filter { !articles.contains($0) }
    }
}
