import Conversation
import Evaluation
import Foundation
import SwiftletTesting
import Testing

/// Answers like another one, until it is asked the fatal question.
private struct Interrupted: Answerer {
    struct Power: Error {}
    let inner: ScriptedAnswerer
    let fatal: String
    var name: String { inner.name }

    func replies(to conversations: [[Message]], _ options: AnswerOptions) async throws -> [Reply] {
        if conversations.contains(where: { $0.last?.content == fatal }) { throw Power() }
        return try await inner.replies(to: conversations, options)
    }

    func likelihoods(of requests: [LikelihoodRequest]) async throws -> [Likelihood] {
        try await inner.likelihoods(of: requests)
    }
}

private struct ScriptedPrograms: ProgramRunner {
    func run(_ source: String) async throws -> ProgramOutcome {
        ProgramOutcome(source.contains("return right") ? .passed : .failed)
    }
}

struct TaskRunnerTests {
    private let folder: ScratchFolder
    private let task: EvaluationTask

    /// 150 questions of four kinds, each with its number in it.
    init() throws {
        folder = try ScratchFolder()
        let lines = (0..<150).map { index in
            switch index % 4 {
            case 0: #"{"question": "q\#(index)", "answer": "word \#(index)"}"#
            case 1: #"{"question": "q\#(index)", "answer": "1+1=2\n#### \#(index)"}"#
            case 2: #"{"question": "q\#(index)", "choices": ["yes", "no"], "answer": \#(index % 8 == 2 ? 0 : 1)}"#
            default:
                #"{"task_id": "q\#(index)", "prompt": "def f\#(index)():\n", "#
                    + #""entry_point": "f\#(index)", "test": ""}"#
            }
        }
        task = try TaskFile.read(folder.file("mixed.jsonl", lines))
    }

    private static func number(_ text: String?) -> Int { Int(AnswerNumber.first(text ?? "") ?? "") ?? -1 }

    private func answerer(knowing knows: @escaping @Sendable (Int) -> Bool) -> ScriptedAnswerer {
        var answerer = ScriptedAnswerer { conversation, _ in
            let number = Self.number(conversation.last?.content)
            guard knows(number) else { return "return wrong" }
            return ["word \(number)", "#### \(number)", "", "    return right"][max(0, number) % 4]
        }
        answerer.likelihood = { request in
            let number = Self.number(request.conversation.last?.content)
            return (request.continuation == (number % 8 == 2 ? "yes" : "no")) == knows(number) ? -0.5 : -5
        }
        return answerer
    }

    private func runner(_ answerer: any Answerer, _ settings: EvaluationSettings) throws -> TaskRunner {
        try TaskRunner(task, answerer, settings, programs: ScriptedPrograms())
    }

    @Test func whoKnowsAllIsAlwaysRightAndWhoKnowsNothingNever() async throws {
        let settings = EvaluationSettings(task, model: "script")
        for knows in [true, false] {
            let records = try await runner(answerer { _ in knows }, settings).run()
            let report = TaskReport(records, settings)
            #expect(Set(records.map(\.id)).count == 150 && report.questions == 150)
            #expect(Set(report.metrics.map(\.kind)) == ["code", "generate", "multiple_choice"])
            for metric in report.metrics { #expect(metric.estimate.value == (knows ? 1 : 0), "\(metric)") }
        }
        let thirds = TaskReport(try await runner(answerer { $0 % 3 == 0 }, settings).run(), settings)
        for (name, kind) in [("exact_match", 0), ("exact_match,strict", 1), ("acc", 2), ("pass@1", 3)] {
            let own = (0..<150).filter { $0 % 4 == kind }
            let share = Double(own.count { $0 % 3 == 0 }) / Double(own.count)
            let found = try #require(thirds[name])
            #expect(abs(found.value - share) < 1e-12 && found.count == own.count, "\(name)")
            #expect(found.interval.contains(share) && found.interval.upperBound - found.interval.lowerBound < 0.5)
        }
    }

    @Test func interruptedAndResumedEqualsUninterrupted() async throws {
        let settings = EvaluationSettings(task, model: "script")
        let half = answerer { $0 % 2 == 0 || $0 % 5 == 0 }
        let whole = try await runner(half, settings).run()
        let place = folder.url.appendingPathComponent("log")
        let first = try runner(Interrupted(inner: half, fatal: "q128"), settings)
        await #expect(throws: Interrupted.Power.self) { _ = try await first.run(log: AnswerLog(place, settings)) }
        // Killed while it wrote the last line.
        let lines = place.appendingPathComponent(AnswerLog.questionsFile)
        try Data(contentsOf: lines).dropLast(20).write(to: lines)
        let log = try AnswerLog(place, settings)
        #expect(log.records.count == 127)
        #expect(log.records.allSatisfy { whole[$0.key] == $0.value })
        // What was answered is not asked again.
        let resumed = try await runner(Interrupted(inner: half, fatal: "q0"), settings).run(log: log)
        #expect(resumed == whole)
        let done = try AnswerLog(place, settings)
        let nobody = ScriptedAnswerer { _, _ in "never asked" }
        #expect(try await runner(nobody, settings).run(log: done) == whole)
        let report = TaskReport(whole, settings)
        try done.write(report)
        let kept = try Data(contentsOf: place.appendingPathComponent(AnswerLog.reportFile))
        #expect(try JSONDecoder().decode(TaskReport.self, from: kept) == report)
        #expect(try await runner(half, settings).run(limit: 70) == Array(whole.prefix(70)))
        var other = settings
        other.seed = 2
        #expect(throws: EvaluationError.otherEvaluation(path: place.path, difference: "seed was 1, now 2")) {
            _ = try AnswerLog(place, other)
        }
    }

    @Test func programsNeedSomethingThatRunsThem() throws {
        let settings = EvaluationSettings(task, model: "script")
        #expect(throws: EvaluationError.noProgramRunner(task: "mixed")) {
            _ = try TaskRunner(task, answerer { _ in true }, settings)
        }
    }
}
