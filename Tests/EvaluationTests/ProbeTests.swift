import Conversation
import Evaluation
import Foundation
import Plots
import SwiftletTesting
import Testing

struct ProbeTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func question(_ name: String, exposures: Int) -> ProbeQuestion {
        ProbeQuestion(
            phrasings: ["Who is \(name)?", "Tell me who \(name) is."], accepted: ["baker"], subject: name,
            exposures: exposures)
    }

    /// Ann is always right, Bob right greedily in one phrasing, Cid by sampling alone, Dan never, Eve refuses.
    private let script = ScriptedAnswerer { conversation, options in
        let text = conversation.last?.content ?? ""
        if text.contains("Ann") { return "A baker." }
        if text.contains("Bob") { return text.hasPrefix("Who") ? "The Baker!" : "A pilot." }
        if text.contains("Cid") { return options.temperature > 0 ? "baker" : "A judge." }
        return text.contains("Eve") ? "I do not know." : "A poet."
    }

    private func report() async throws -> ProbeReport {
        let names = [("Ann", 80), ("Bob", 10), ("Cid", 2), ("Dan", 0), ("Eve", 0)]
        return try await Probe().run(names.map { question($0.0, exposures: $0.1) }, script)
    }

    @Test func classesFollowFromGreedyAndSampledAnswers() async throws {
        let report = try await report()
        #expect(report.rows.map(\.knowledge) == [.highlyKnown, .maybeKnown, .weaklyKnown, .unknown, .unknown])
        #expect(report.rows.map(\.isConsistentlyWrong) == [false, false, false, true, false])
        #expect(report.classes == [.highlyKnown: 1, .maybeKnown: 1, .weaklyKnown: 1, .unknown: 2])
        #expect(report.rows[1].greedyShare == 0.5 && report.rows[2].sampledShare == 1)
        let groups = Dictionary(uniqueKeysWithValues: report.groups.map { ($0.exposure, $0) })
        #expect(groups[.often]?.right.share == 1 && groups[.seldom]?.right.share == 0.5)
        #expect(groups[.never]?.abstained.share == 0.5 && groups[.never]?.wrong.share == 0.5)
        #expect(report.curve.map(\.exposures).first == 0.5 && report.curve.map(\.right.asked).reduce(0, +) == 10)
    }

    @Test func overRefusalIsMeasuredOnWhatWasAlwaysRight() async throws {
        let before = try await report()
        let shy = ScriptedAnswerer { conversation, _ in
            (conversation.last?.content ?? "").hasPrefix("Who") ? "I don't know." : "A baker."
        }
        let after = try await Probe().run(before.rows.map(\.question), shy)
        #expect(after.overRefusal(since: before).right == 1 && after.overRefusal(since: before).asked == 2)
        #expect(after.markdown(since: before).contains("Refused of what was always right before: 0.500"))
        #expect(after.curveChart(since: before).svg.contains("</svg>"))
        let again = try JSONDecoder().decode(ProbeReport.self, from: JSONEncoder().encode(after))
        #expect(again == after)
    }

    @Test func exposuresEqualANaiveCount() {
        let names = ["Ann Lee", "Lee", "Bob", "the River Tay", "Nobody"]
        let texts = [
            "Ann Lee met Bob.", "ann lee, and ANN LEE again", "Leeward Bobby", "Lee by the river Tay; lee", "",
        ]
        var counter = ExposureCounter(names)
        for text in texts { counter.add(text) }
        func words(_ text: String) -> String {
            " " + text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ") + " "
        }
        #expect(counter.counts == names.map { name in texts.count { words($0).contains(words(name)) } })
        #expect(counter.counts == [2, 3, 1, 1, 0])
    }

    @Test func questionsAreReadWithLineNumbers() throws {
        let good = try folder.file(
            "good.jsonl",
            [
                #"{"question": "Who?", "answer": "Ann"}"#,
                #"{"phrasings": ["A?", "B?"], "accepted": [], "exposures": 3}"#,
            ])
        #expect(try ProbeQuestion.read(good).map(\.phrasings) == [["Who?"], ["A?", "B?"]])
        let bad = try folder.file("bad.jsonl", [#"{"question": "Who?", "answer": "Ann"}"#, #"{"answer": "Ann"}"#])
        #expect(throws: EvaluationError.badLine(path: bad.path, line: 2, reason: "it has no question")) {
            try ProbeQuestion.read(bad)
        }
        let empty = try folder.file("empty.jsonl", [""])
        #expect(throws: EvaluationError.empty(path: empty.path)) { try ProbeQuestion.read(empty) }
    }

    @Test func questionsAboutDocumentsAreKeptWhereTheTextHoldsTheAnswer() async throws {
        let writer = ScriptedAnswerer { _, _ in
            "Q: Who bakes?\nA: Ann\nQ: Who sings?\nA: Bob\nstray\nQ: Who bakes?\nA: Ann\nQ: no answer"
        }
        let made = try await DocumentQuestions(writer).questions(about: ["Ann bakes bread."])
        #expect(made.questions == [ProbeQuestion(phrasings: ["Who bakes?"], accepted: ["Ann"])])
        #expect(made.counts.unsupported == 1 && made.counts.repeated == 1 && made.counts.incomplete == 1)
    }

    @Test func aModelCanBeTheJudge() async throws {
        let judge = ModelJudge(
            ScriptedAnswerer { text, _ in
                text[0].content.contains("Given answer: bread maker")
                    ? "Yes, it is." : text[0].content.contains("poet") ? "No." : "?"
            })
        let verdicts = try await judge.verdicts(
            of: ["bread maker", "a poet", "a baker", "I do not know."].map {
                JudgedAnswer(question: "What is Ann?", accepted: ["baker"], answer: $0)
            })
        #expect(verdicts == [.right, .wrong, .right, .abstained])
    }
}
