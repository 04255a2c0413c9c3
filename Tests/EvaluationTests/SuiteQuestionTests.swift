import Conversation
import Evaluation
import Foundation
import SwiftletTesting
import Testing
import TinyWeb
import Tokenization

struct SuiteQuestionTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    @Test func answersAreReadByTheirRule() {
        let cases: [(rule: AnswerRule, answer: String, right: String, isRight: Bool)] = [
            (.firstNumber, "7 or 8", "7", true), (.firstNumber, "7 or 8", "8", false),
            (.lastNumber, "7 or 8", "8", true), (.lastNumber, "It is seven.", "7", true),
            (.firstNumber, "Two and three", "2", true), (.lastNumber, "Two and three", "3", true),
            (.lastNumber, "3, or seven", "3", true), (.lastNumber, "none", "0", false),
            (.contained, "She is a Baker!", "baker", true), (.contained, "bakery", "baker", false),
            (.letters, "uqts", "uqts", true), (.letters, "It is u, q, t, s", "uqts", true),
            (.letters, "U-Q-T-S.", "uqts", true), (.letters, "u q t", "uqts", false),
            (.choice, "It is 9.9.", "9.9", true), (.choice, "9.11", "9.9", false), (.choice, "9.91", "9.9", false),
            (.choice, "9.11 is smaller than 9.9.", "9.9", true), (.choice, "9.9 is less than 9.11", "9.9", false),
            (.firstLine, "\n \nHund\nKatze", "Hund", true), (.firstLine, "Katze\nHund", "Hund", false),
        ]
        for (rule, answer, right, isRight) in cases {
            let question = SuiteQuestion(x: 1, text: "?", accepted: [right], rejected: ["9.11"], rule: rule)
            #expect(rule.accepts(answer, question) == isRight, "\(rule): \(answer)")
        }
    }

    @Test func theTalksSharpEdgesAreThereByName() throws {
        let tokenizer = try TinyTokenizer.make()
        let suite = EdgesSuite.suite(count: 0, tokenizer: tokenizer)
        let named = suite.questions
        #expect(
            named.map(\.name) == [
                "177 dots", "every third letter of ubiquitous", "r in strawberry", "9.11 and 9.9",
            ])
        #expect(named.map(\.accepted) == [["177"], ["uqts"], ["3"], ["9.9"]] && named[3].rejected == ["9.11"])
        #expect(named[0].text.count { $0 == "." } == 177)
        let note = try #require(suite.notes.first { $0.label == "tokens of strawberry" })
        #expect(note.text.contains("(\(tokenizer.encode("strawberry").count) tokens: "))
    }

    @Test func edgesAreWhatTheirAxisSays() throws {
        let suite = EdgesSuite.suite(count: 5)
        let drawn = suite.questions.filter { $0.name == nil }
        #expect(Set(drawn.map(\.family)) == Set(suite.families.map(\.name)))
        for question in drawn {
            let right = question.accepted[0]
            switch question.family {
            case EdgesSuite.dots:
                let dots = question.text.count { $0 == "." }
                #expect(right == "\(dots)" && dots > 0 && Double(dots) <= question.x)
            case EdgesSuite.decimals:
                let large = try #require(Double(right))
                let small = try #require(Double(question.rejected[0]))
                let places = question.rejected[0].split(separator: ".")[1].count
                #expect(large > small && Double(places) == question.x)
                #expect(question.text.contains(right) && question.text.contains(question.rejected[0]))
            case EdgesSuite.thirds:
                let word = question.text.split(separator: ",")[0].split(separator: " ").last ?? ""
                #expect(Double(word.count) <= question.x && right.count == (word.count + 2) / 3)
                #expect(word.first == right.first)
            default: #expect(Int(right).map { $0 > 0 } == true)
            }
        }
        #expect(suite == EdgesSuite.suite(count: 5) && suite != EdgesSuite.suite(count: 5, seed: 2))
    }

    @Test func problemsCanBeSolvedFromTheirText() {
        var random = SeededGenerator(1, "problems of the test")
        for size in ThinkingSuite.sizes + [Int.min, 0, Int.max] {
            let most = min(max(size, 2), 1_000_000)
            for _ in 0..<20 {
                let problem = EmilyProblem(size: size, &random)
                let numbers = problem.text.split { !$0.isNumber }.compactMap { Int($0) }
                #expect(numbers.count == 4 && numbers[3] - numbers[1] * numbers[2] == numbers[0] * problem.applePrice)
                #expect(numbers.prefix(2).allSatisfy { $0 <= most && 2 * $0 >= most })
            }
        }
        let suite = ThinkingSuite.suite(count: 3)
        #expect(suite == ThinkingSuite.suite(count: 3) && suite != ThinkingSuite.suite(count: 3, seed: 2))
    }

    @Test func passagesHoldTheAnswersOfAllGroups() {
        let world = World(seed: 3, entities: 150, pages: 600)
        let suite = ContextSuite.suite(world, count: 4)
        #expect(suite.questions.count == 20 && Set(suite.questions.map(\.x)).count == 5)
        for question in suite.questions {
            let passage = question.passage ?? ""
            #expect(TextMatch.contains(passage, question.accepted))
            #expect(
                suite.conditions.map { $0.conversation(question) } == [
                    [Message(.user, question.text)], [Message(.user, passage + "\n\n" + question.text)],
                ])
        }
        #expect(suite == ContextSuite.suite(world, count: 4) && suite != ContextSuite.suite(world, count: 4, seed: 2))
    }

    @Test func passagesComeFromAFile() throws {
        let never = #"{"question": "Who?", "answer": "Ann", "passage": "Ann bakes.", "count": 0}"#
        let often = #"{"question": "What?", "answers": ["bread", "rolls"], "passage": "Ann bakes bread.", "count": 7}"#
        let counted = try ContextSuite.suite(contentsOf: folder.file("counted.jsonl", [never, often]))
        #expect(counted.questions.map(\.x) == [0.5, 7] && counted.families[0].isLogarithmic)
        #expect(counted.questions.map(\.accepted) == [["Ann"], ["bread", "rolls"]])
        let plain = try folder.file("plain.jsonl", [#"{"question": "Who?", "answer": "Ann", "passage": "Ann bakes."}"#])
        let suite = try ContextSuite.suite(contentsOf: plain)
        #expect(suite.questions.map(\.x) == [1] && !suite.families[0].isLogarithmic)
        let bad = try folder.file("bad.jsonl", [never, #"{"question": "Who?", "answer": "Ann"}"#])
        #expect(throws: EvaluationError.badLine(path: bad.path, line: 2, reason: "'passage' is missing")) {
            _ = try ContextSuite.suite(contentsOf: bad)
        }
    }

    @Test func theAskedWordIsNeverAmongThePairs() {
        let suite = FewShotSuite.suite(shots: 3, count: 6)
        #expect(suite.questions.map(\.x) == [0, 1, 2, 3].flatMap { [Double](repeating: $0, count: 6) })
        for question in suite.questions {
            let words = question.text.split(separator: "\n").map { $0.split(separator: ":")[0] }
            #expect(words.count == Int(question.x) + 1 && Set(words).count == words.count)
            #expect(question.text.hasSuffix(":"))
        }
        // Three words: two can be shown, and one asked.
        let few = WordPairs(language: "German", pairs: Array(WordPairs.tinyWeb[0].pairs.prefix(3)))
        #expect(FewShotSuite.suite([few], count: 1).questions.map(\.x) == [0, 1, 2])
        #expect(FewShotSuite.suite([], count: 5).questions.isEmpty)
    }
}
