import Conversation
import Evaluation
import Foundation
import SwiftletTesting
import Testing

struct SampledTaskTests {
    private let folder: ScratchFolder
    private let task: EvaluationTask

    init() throws {
        folder = try ScratchFolder()
        task = try TaskFile.read(
            folder.file(
                "sampled.jsonl",
                [
                    #####"{"question": "alpha", "answer": "2+3\n#### 5"}"#####,
                    #####"{"question": "beta", "answer": "#### 9"}"#####, #"{"question": "gamma", "answer": "cat"}"#,
                ]))
    }

    /// The n-th sample of a question is the n-th of its answers.
    private let script = ScriptedAnswerer { conversation, options in
        let answers = [
            "alpha": ["#### 5", "It is 5.", "#### 6", "none"], "beta": ["#### 8", "#### 8", "#### 9", "#### 7"],
            "gamma": ["a cat", "Cat!", "dog", "the cat"],
        ]
        let text = conversation.last?.content ?? ""
        let own = answers.first { text.contains($0.key) }?.value ?? []
        let sample = Int(options.seed) - 1
        return own.indices.contains(sample) ? own[sample] : "no such sample"
    }

    @Test func severalSamplesGivePassAtKAndMajorities() async throws {
        var settings = EvaluationSettings(task, model: "script")
        settings.samples = 4
        settings.temperature = 0.8
        let records = try await TaskRunner(task, script, settings).run()
        try #require(records.count == 3)
        #expect(records[0].found == ["5", "5", "6", nil] && records.map(\.tokens) == [4, 4, 4])
        let expected: [(passAt1: Double, majority: Double)] = [(0.5, 1), (0.25, 0), (0.75, 1)]
        for (record, (passAt1, majority)) in zip(records, expected) {
            let found = try #require(record.scores["pass@1"])
            #expect(abs(found - passAt1) < 1e-12 && record.scores["pass@4"] == 1, "\(record)")
            #expect(record.scores["maj@4"] == majority, "\(record)")
        }
        #expect(records[0].scores["exact_match,strict"] == 0.25 && records[0].scores["exact_match,flexible"] == 0.5)
        #expect(records[2].scores["exact_match"] == 0.75)
        let report = TaskReport(records, settings)
        #expect(abs((report["pass@1"]?.value ?? 0) - 0.5) < 1e-12 && report["pass@4"]?.value == 1)
        #expect(abs((report["maj@4"]?.value ?? 0) - 2.0 / 3) < 1e-12)
    }

    @Test func oneAnswerHasNoMajority() async throws {
        let settings = EvaluationSettings(task, model: "script")
        let records = try await TaskRunner(task, script, settings).run()
        #expect(records.map(\.answers) == [["#### 5"], ["#### 8"], ["a cat"]])
        #expect(records.allSatisfy { record in !record.scores.keys.contains { $0.contains("@") } })
    }
}
