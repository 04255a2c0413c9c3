import TinyWeb

/// In-context learning (scene 7): some word pairs of a bilingual dictionary, and the translation of one word more.
public enum FewShotSuite {
    /// The condition's name.
    public static let condition = "the next word"

    /// `count` questions for each number of pairs shown, from none to `shots`.
    ///
    /// Nothing in the prompt says which language it is: the pairs do. The word that is asked is never among them.
    public static func suite(
        _ languages: [WordPairs] = WordPairs.tinyWeb, shots: Int = 10, count: Int = 60, seed: UInt64 = 1
    ) -> Suite {
        var random = SeededGenerator(seed, "few-shot")
        let usable = languages.filter { $0.pairs.count > 1 }
        let most = min(max(0, shots), (usable.map(\.pairs.count).min() ?? 1) - 1)
        let questions = (0...most).flatMap { shown in
            (0..<(usable.isEmpty ? 0 : max(0, count))).map { _ in
                let chosen = random.pick(usable).pairs.shuffled(using: &random).prefix(shown + 1)
                let lines = chosen.dropLast().map { "\($0.word): \($0.translation)\n" }
                let asked = chosen[chosen.endIndex - 1]
                return SuiteQuestion(
                    x: Double(shown), text: lines.joined() + "\(asked.word):", accepted: [asked.translation],
                    rule: .firstLine)
            }
        }
        return Suite(
            name: "fewshot", title: "In-context learning: the next word of a dictionary",
            families: [Suite.Family(axis: "word pairs in the prompt")], questions: questions,
            conditions: [Condition(condition, maxTokens: 16, stops: ["\n"])], notes: [])
    }
}
