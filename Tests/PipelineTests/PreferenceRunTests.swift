import Foundation
import Generation
import Pipeline
import Practice
import SwiftletTesting
import Tensors
import Testing
import Tokenization
import Training
import Transformer

@Suite("Practice against a reward model")
struct PreferenceRunTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    /// A reward model that likes something or other.
    private func reward(_ seed: Int) -> RewardModel {
        let model = RewardModel(TinyModels.model())
        let head = model.head.value
        for place in 0..<head.count { head.pointer[place] = Float((place * 7 + seed * 3) % 5) - 2 }
        model.head.valueChanged()
        return model
    }

    private func run(from start: URL) throws -> PreferenceRun {
        try TinyTokenizer.make().save(to: start.appendingPathComponent("tokenizer.json"))
        try Checkpoint.save(TinyModels.model(), to: start)
        var settings = PracticeSettings(updates: 5, rate: 1e-2)
        (settings.problems, settings.answers, settings.sampling.maxTokens) = (2, 4, 8)
        settings.examinedEvery = 2
        settings.optimizer.decay = 0
        return PreferenceRun(
            start: start, reward: reward(0), judges: [reward(1), reward(2)], practised: ["a", "b", "c"],
            examined: ["d", "e"], samples: 3, settings: settings
        ) { prompt, answer in Double(answer.count + prompt) }
    }

    @Test func interruptedAndResumedEqualsUninterrupted() async throws {
        let (start, whole, parts) = try (scratch.folder("start"), scratch.folder("whole"), scratch.folder("parts"))
        let run = try run(from: start)
        let outcome = try await run.run(in: whole, against: "one") { _ in }
        #expect(outcome.marks.map(\.step) == [0, 2, 4, 5] && outcome.answers.count == 6)
        #expect(outcome.marks[0].distance < 1e-3 && outcome.marks.allSatisfy { $0.judges.count == 2 })
        let stop = run.guardian.stop(outcome.marks)
        let guarded = whole.appendingPathComponent(PreferenceRun.guarded + "/model.safetensors")
        #expect(FileManager.default.fileExists(atPath: guarded.path) == (stop > 0))

        let running = Task {
            try await run.run(in: parts, against: "one") { event in
                if case .line(let line) = event, line.contains("update    3/") {
                    withUnsafeCurrentTask { $0?.cancel() }
                }
            }
        }
        await #expect(throws: CancellationError.self) { try await running.value }
        let resumed = try await run.run(in: parts, against: "one") { _ in }
        #expect(resumed.marks == outcome.marks && resumed.answers == outcome.answers)
        let (one, other) = (try Checkpoint.load(whole), try Checkpoint.load(parts))
        #expect(one.parameters.map { $0.value.toArray() } == other.parameters.map { $0.value.toArray() })
    }
}
