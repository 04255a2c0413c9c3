/// How the answer to a question of a suite is judged.
public enum AnswerRule: String, Codable, Sendable, CaseIterable {
    /// The first number in it, in digits or (where there are no digits) as a word up to twenty.
    case firstNumber
    /// The last number in it.
    case lastNumber
    /// A right text stands in it as whole words.
    case contained
    /// A right text is one of its words, or what its single letters say: `uqts`, `u, q, t, s`.
    case letters
    /// Of the right and wrong texts, the one that it names first is right; the other one, where it calls that one the smaller.
    case choice
    /// Its first line that is not blank is a right text.
    case firstLine

    /// Whether an answer is right.
    public func accepts(_ answer: String, _ question: SuiteQuestion) -> Bool {
        switch self {
        case .firstNumber: Self.number(answer, AnswerNumber.first, \.first).map(question.accepted.contains) ?? false
        case .lastNumber: Self.number(answer, AnswerNumber.last, \.last).map(question.accepted.contains) ?? false
        case .contained: TextMatch.contains(answer, question.accepted)
        case .letters: Self.spelled(answer).contains { question.accepted.contains($0) }
        case .choice: Self.choice(answer, question)
        case .firstLine: Self.firstLine(answer).map { TextMatch.exact($0, question.accepted) } ?? false
        }
    }

    private static let words = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    ]

    private static func number(
        _ answer: String, _ inDigits: (String) -> String?, _ chosen: ([String]) -> String?
    ) -> String? {
        if let number = inDigits(answer) { return number }
        let spoken = answer.lowercased().split { !$0.isLetter }.compactMap { word in words.firstIndex { $0 == word } }
        return chosen(spoken.map { "\($0)" })
    }

    /// The words of an answer, and what its runs of single letters say.
    private static func spelled(_ answer: String) -> [String] {
        var found: [String] = []
        var run = ""
        for word in answer.lowercased().split(whereSeparator: { !$0.isLetter }) {
            if word.count == 1 {
                run += word
                continue
            }
            if !run.isEmpty { found.append(run) }
            run = ""
            found.append(String(word))
        }
        return run.isEmpty ? found : found + [run]
    }

    /// Numbers and words of an answer in order; a number is taken whole, so that 9.9 does not stand in 9.91.
    private static func choice(_ answer: String, _ question: SuiteQuestion) -> Bool {
        let words = answer.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "." && $0 != "-" }
            .map { word in String(word).trimmingPeriods }
        guard let first = words.firstIndex(where: { (question.accepted + question.rejected).contains($0) }) else {
            return false
        }
        let isRight = question.accepted.contains(words[first])
        // "9.11 is smaller than 9.9" names the smaller one first.
        let saysSmaller = words.dropFirst(first + 1).prefix { !(question.accepted + question.rejected).contains($0) }
            .contains { ["smaller", "less", "lower"].contains($0) }
        return isRight != saysSmaller
    }

    private static func firstLine(_ answer: String) -> String? {
        answer.split(whereSeparator: \.isNewline).map(String.init).first { !$0.allSatisfy(\.isWhitespace) }
    }
}

extension String {
    fileprivate var trimmingPeriods: String {
        var text = self[...]
        while text.last == "." { text.removeLast() }
        return String(text)
    }
}
