import Foundation
import SwiftletTesting
import Synchronization
import Tensors
import Testing
import Training
import Transformer

struct SpikeTests {
    /// Data with wrong targets at some updates: ids that never follow anywhere else.
    private struct Poisoned: TrainingData {
        let base: WindowData
        let at: Set<Int>
        var steps: Int { base.steps }

        func batches(step: Int) -> [TrainingBatch] {
            var batches = base.batches(step: step)
            guard at.contains(step) else { return batches }
            for index in batches.indices { batches[index].targets = batches[index].targets.map { 299 - $0 } }
            return batches
        }
    }

    /// A process whose gradients are no numbers at some updates.
    private final class Faulty: ProcessGroup {
        let (rank, ranks) = (0, 1)
        let at: ClosedRange<Int>
        private let step = Mutex(0)

        init(at: ClosedRange<Int>) { self.at = at }
        func sum(_ numbers: [Double]) -> [Double] { numbers }
        func sum(_ tensors: [Tensor]) {
            step.withLock { $0 += 1 }
            if at.contains(step.withLock { $0 }) { tensors[0].pointer[0] = .nan }
        }
    }

    private let fixture: TrainingFixture

    init() throws { fixture = try TrainingFixture() }

    private func settings(_ steps: Int) -> Trainer.Settings {
        var settings = fixture.settings(steps)
        settings.spikes.window = 16
        return settings
    }

    @Test func valuesFarAboveTheWindowStandOut() {
        var settings = SpikeGuard.Settings()
        settings.window = 8
        var spikes = SpikeGuard()
        #expect(spikes.judge(loss: 50, gradientNorm: 1, settings) == nil, "the window is not full")
        for value: Float in [1, 3, 1, 3, 1, 3, 1, 3] {
            #expect(spikes.judge(loss: value, gradientNorm: 2 * value, settings) == nil)
        }
        // Mean 2, deviation 1: 8 is at z = 6, not above.
        for (loss, norm, reason) in [
            (Float(8), Float(4), SpikeGuard.Reason?.none), (8.1, 4, .loss), (2, 16.1, .gradient), (-100, 0, nil),
            (.nan, 4, .notFinite), (2, .infinity, .notFinite),
        ] {
            var copy = spikes
            #expect(copy.judge(loss: loss, gradientNorm: norm, settings) == reason)
        }
        settings.limit = 0
        #expect(spikes.judge(loss: 1e9, gradientNorm: 1e9, settings) == nil)
        #expect(spikes.judge(loss: .infinity, gradientNorm: 1, settings) == .notFinite)
    }

    @Test func aLevelThatStaysIsTheNewNormal() {
        var spikes = SpikeGuard()
        let settings = SpikeGuard.Settings()
        for step in 0..<128 { _ = spikes.judge(loss: 3 + 0.1 * Float(step % 2), gradientNorm: 1, settings) }
        let reasons = (0..<10).map { _ in spikes.judge(loss: 9, gradientNorm: 1, settings) }
        #expect(reasons[0] == .loss && reasons[9] == nil)
    }

    @Test(arguments: Precision.allCases)
    func poisonedUpdateIsSkippedAndTheRunGoesOnWhereverItIsInterrupted(precision: Precision) async throws {
        let clean = try WindowData(fixture.shard, context: 32, batch: 4, steps: 40, seed: 5)
        let data = Poisoned(base: clean, at: [30])
        let whole = LanguageModel.tiny(precision)
        let wholeTrainer = try Trainer(whole, data, settings(40), directory: fixture.directory("whole"))
        var outcomes: [[String]] = []
        try wholeTrainer.run { outcomes.append($0.outcome) }
        #expect(outcomes.map { $0[4] } == (1...40).map { $0 == 30 ? "loss" : "made" })
        #expect(wholeTrainer.progress.skipped == 1)
        // Before the spike the window must be remembered, after it what was skipped.
        let parts = try fixture.directory("parts")
        for step in [25, 30] {
            await fixture.interrupt(Trainer(.tiny(precision), data, settings(40), directory: parts), after: step)
        }
        let resumed = LanguageModel.tiny(precision, seed: 99)
        let trainer = Trainer(resumed, data, settings(40), directory: parts)
        var rest: [[String]] = []
        try trainer.run { rest.append($0.outcome) }
        #expect(rest == Array(outcomes[30...]) && resumed.numbers == whole.numbers)
        #expect(trainer.progress == wholeTrainer.progress)
    }

    @Test func anUpdateWithoutNumbersLeavesTheParametersAsTheyAre() throws {
        let data = try WindowData(fixture.shard, context: 32, batch: 2, steps: 4, seed: 5)
        let model = LanguageModel.tiny()
        let trainer = try Trainer(
            model, data, fixture.settings(4), directory: fixture.directory("run"), group: Faulty(at: 1...4))
        let last = try trainer.run()
        #expect(model.numbers == LanguageModel.tiny().numbers && trainer.progress.skipped == 4)
        #expect(last?.skipped == .notFinite)
        // A run that was killed now reads this record back.
        let again = try Trainer(
            model, data, fixture.settings(4, checkpointSeconds: 0), directory: fixture.directory("killed"),
            group: Faulty(at: 1...4)
        )
        let written = try again.run()
        #expect(try again.run()?.outcome == written?.outcome)
    }

    @Test func severalUpdatesInARowWithoutNumbersEndTheRun() throws {
        let data = try WindowData(fixture.shard, context: 32, batch: 2, steps: 30, seed: 5)
        func run(_ name: String, _ at: ClosedRange<Int>) throws {
            try Trainer(
                .tiny(), data, fixture.settings(30), directory: fixture.directory(name), group: Faulty(at: at)
            ).run()
        }
        try run("four", 10...13)
        #expect(throws: TrainingError.diverged(step: 14, updates: 5)) { try run("five", 10...14) }
    }
}
