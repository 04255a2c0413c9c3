import Foundation

/// A few plain rules of quality, each with a name and a reason that carries the numbers.
public struct QualityRules: Sendable {
    /// Words that a text has at least.
    public var minimumWords = 25

    /// The rules with their defaults.
    public init() {}

    /// Which rule a text breaks and why; nil when it breaks none.
    public func violation(_ text: String) -> (rule: String, reason: String)? {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count >= minimumWords else {
            return ("short", "\(words.count) words, at least \(minimumWords) are wanted")
        }
        let lower = text.lowercased()
        if lower.contains("lorem ipsum") { return ("placeholder", "it holds 'lorem ipsum'") }
        for phrase in Self.placeholders where text.count < 600 && lower.contains(phrase) {
            return ("placeholder", "it is short and holds '\(phrase)'")
        }
        let broken = text.unicodeScalars.count { $0 == "\u{FFFD}" } + lower.components(separatedBy: "ã©").count - 1
        if broken * 200 > words.count { return ("encoding", "\(broken) broken characters in \(words.count) words") }
        let letters = text.count(where: \.isLetter)
        if Double(letters) < 0.6 * Double(text.count(where: { !$0.isWhitespace })) {
            return ("letters", "only \(letters) letters in \(text.count) characters")
        }
        let braces = text.count(where: { "{};=<>".contains($0) })
        if braces * 15 > words.count * 2 { return ("code", "\(braces) braces and signs in \(words.count) words") }
        let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        let ended = lines.count { line in line.last.map { ".!?:\"|0123456789".contains($0) } ?? false }
        let long = lines.count { $0.split(separator: " ").count >= 4 }
        if ended * 10 < lines.count || (lines.count > 8 && long * 5 < lines.count && !text.contains(" | ")) {
            return (
                "navigation", "\(ended) of \(lines.count) lines end like sentences, \(long) have four words or more"
            )
        }
        let unique = Set(words.map { $0.lowercased() }).count
        if words.count > 60, Double(unique) < 0.18 * Double(min(words.count, 400)) {
            return ("repetition", "only \(unique) different words in \(words.count)")
        }
        return nil
    }

    private static let placeholders = [
        "not found", "under construction", "welcome to nginx", "index of /", "domain is for sale", "parent directory",
        "permission to access", "enable javascript", "coming soon", "web server is successfully installed",
    ]
}
