import TinyWeb
import Tokenization

/// Sharp edges (scene 14): counting dots, every third letter, letters in words, and 9.11 against 9.9.
public enum EdgesSuite {
    /// The conditions' names.
    public static let (withoutTools, withCode) = ("without tools", "with code")
    /// The families' names.
    public static let (dots, thirds, letters, decimals) = (
        "Counting dots", "Every third letter", "Letters in words", "The larger of two decimals"
    )

    /// How the questions are put.
    public static let conditions = [
        Condition(withoutTools, maxTokens: 128),
        Condition(withCode, source: .tools, instruction: "Use code.", maxTokens: 512),
    ]

    /// `count` questions of each family and size, and the talk's own by name; with a vocabulary, the tokens that explain the failures.
    public static func suite(count: Int = 20, seed: UInt64 = 1, tokenizer: Tokenizer? = nil) -> Suite {
        var random = SeededGenerator(seed, "edges")
        let questions =
            named + dotQuestions(count, &random) + thirdQuestions(count, &random) + letterQuestions(count, &random)
            + decimalQuestions(count, &random)
        return Suite(
            name: "edges", title: "Sharp edges",
            families: [
                Suite.Family(dots, axis: "dots, up to"), Suite.Family(thirds, axis: "letters of the word, up to"),
                Suite.Family(letters, axis: "letters of the word, up to"),
                Suite.Family(decimals, axis: "decimals of the longer one"),
            ],
            questions: questions, conditions: conditions, notes: tokenizer.map(tokens) ?? [])
    }

    /// The talk's own questions.
    static var named: [SuiteQuestion] {
        [
            (dotQuestion(177), "177 dots"), (thirdQuestion("ubiquitous"), "every third letter of ubiquitous"),
            (letterQuestion("r", in: "strawberry"), "r in strawberry"),
            (decimalQuestion("9.11", "9.9", larger: "9.9"), "9.11 and 9.9"),
        ].map { question, name in
            var question = question
            question.name = name
            return question
        }
    }

    /// What the network sees of the talk's questions.
    static func tokens(_ tokenizer: Tokenizer) -> [SuiteNote] {
        (["ubiquitous", "strawberry", "9.11", "9.9"] + [20, 177].map { String(repeating: ".", count: $0) }).map {
            text in
            let isDots = text.allSatisfy { $0 == "." }
            return SuiteNote(
                isDots ? "tokens of \(text.count) dots" : "tokens of \(text)", TokenPieces.text(text, tokenizer))
        }
    }
}
