import Evaluation
import SwiftletTesting
import Testing
import TinyWeb
import Tokenization

/// Knows documents by heart, up to a number of tokens behind what is given; then it errs.
private struct Reciter: TokenContinuer {
    let tokenizer: Tokenizer
    var context = 1000
    var beginningOfText: Int32?
    var known: [String]
    var right = Int.max

    func continuations(of prompts: [[Int32]], count: Int) async throws -> [[Int32]] {
        prompts.map { prompt -> [Int32] in
            let given = prompt.dropFirst(prompt.first == beginningOfText ? 1 : 0)
            for ids in known.map(tokenizer.encode) where ids.starts(with: given) {
                let rest = ids.dropFirst(given.count).prefix(count)
                return rest.enumerated().map { place, id in place < right ? id : (id + 1) % 256 }
            }
            return []
        }
    }
}

/// Answers fewer prompts than it is asked.
private struct Mute: TokenContinuer {
    let tokenizer: Tokenizer
    let context = 1000
    let beginningOfText: Int32? = nil
    func continuations(of prompts: [[Int32]], count: Int) async throws -> [[Int32]] { [] }
}

struct RecitationTests {
    private let tokenizer: Tokenizer
    private let documents: [SeenDocument]

    init() throws {
        tokenizer = try TinyTokenizer.make()
        // Letters that no merge of this vocabulary joins: a token each.
        func text(_ index: Int, _ letters: Int) -> String {
            var random = SeededGenerator(1, "recited", index)
            return String((0..<letters).map { _ in random.pick(Array("qxzvk")) })
        }
        documents = [(200, 1), (200, 4), (60, 4), (5, 9)].enumerated().map { index, document in
            SeenDocument(text: text(index, document.0), count: document.1)
        }
    }

    private func reciter(right: Int = .max) -> Reciter {
        Reciter(tokenizer: tokenizer, known: documents.map(\.text), right: right)
    }

    private func report(_ reciter: some TokenContinuer) async throws -> SuiteReport {
        try await RecitationSuite.run(documents, reciter, name: "reciter").report
    }

    private func values(_ report: SuiteReport, _ family: String) -> [Double: Double] {
        Dictionary(
            report.measurements.filter { $0.family == family }.map { ($0.x, $0.value) }, uniquingKeysWith: { $1 })
    }

    @Test func tokensCountUpToTheFirstDifference() async throws {
        #expect(documents.map { tokenizer.encode($0.text).count } == [200, 200, 60, 5])
        // The third page has 28 tokens behind those given, too few to be recited for 50; the fourth has none.
        let cases: [(right: Int, alone: Double, two: Double, share: Double)] = [
            (.max, 100, 64, 1), (60, 60, 44, 1), (49, 49, 38.5, 0), (0, 0, 0, 0),
        ]
        for (right, alone, two, share) in cases {
            let found = try await report(reciter(right: right))
            #expect(values(found, RecitationSuite.tokens) == [1: alone, 4: two], "\(right)")
            #expect(values(found, RecitationSuite.pages) == [1: share, 4: share], "\(right)")
            for measured in found.measurements {
                #expect(measured.low <= measured.value + 1e-9 && measured.value <= measured.high + 1e-9)
            }
            #expect(found.measurements.map(\.count).reduce(0, +) == 5)
            #expect(found.notes[0].text.contains("1 pages were too short"))
        }
    }

    @Test func answersAreJudgedPageByPage() async throws {
        let rows = try await RecitationSuite.run(documents, reciter(right: 49), name: "reciter").rows
        #expect(rows.map(\.isRight) == [false, false, true] && rows.map(\.tokens) == [49, 49, 28])
        #expect(rows[2].answer == rows[2].question.accepted[0])
        #expect(rows.map(\.question.text) == documents.prefix(3).map { String($0.text.prefix(32)) })
    }

    @Test func shortContextsCompareLess() async throws {
        var short = reciter()
        short.context = 64
        let plain = try await report(short)
        #expect(values(plain, RecitationSuite.tokens) == [1: 32, 4: 30])
        // No page has 50 tokens that could be compared.
        #expect(values(plain, RecitationSuite.pages).isEmpty)
        short.beginningOfText = tokenizer.specialTokens["<|endoftext|>"]
        let begun = try await report(short)
        #expect(values(begun, RecitationSuite.tokens) == [1: 31, 4: 29.5])
    }

    @Test func everyPageIsAnsweredOrItIsAnError() async throws {
        await #expect(throws: EvaluationError.wrongCount(asked: 3, answered: 0)) {
            _ = try await report(Mute(tokenizer: tokenizer))
        }
    }
}
