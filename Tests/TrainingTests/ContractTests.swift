import Artifacts
import Foundation
import SwiftletTesting
import Tensors
import Testing
import Training
import Transformer

/// The same bits, whatever the threads, the interruptions and the memory, in every precision.
struct ContractTests {
    private let fixture: TrainingFixture

    init() throws { fixture = try TrainingFixture() }

    @Test(arguments: Precision.allCases, Optimizer.Kind.allCases)
    func oneThreadEqualsSeveralBitForBit(precision: Precision, kind: Optimizer.Kind) throws {
        let data = try WindowData(fixture.shard, context: 64, batch: 8, microBatch: 5, steps: 4, seed: 5)
        let configuration = ModelConfiguration(vocabulary: 600, context: 64, layers: 2, width: 128, heads: 4)
        let runs = try [1, 2, 3].map { threads in
            let backend = CPUBackend(precision: precision, pool: ThreadPool(threads: threads))
            let model = LanguageModel(configuration, seed: 1, backend: backend)
            var outcomes: [[String]] = []
            try Trainer(model, data, fixture.settings(4, kind), directory: fixture.directory("\(threads)")).run {
                outcomes.append($0.outcome)
            }
            return (outcomes, model.numbers)
        }
        for run in runs.dropFirst() { #expect(run.0 == runs[0].0 && run.1 == runs[0].1) }
        #expect(Set(runs[0].0.map { $0[1] }).count == 4)
    }

    @Test(arguments: Precision.allCases, Optimizer.Kind.allCases)
    func interruptedThenResumedEqualsUninterrupted(precision: Precision, kind: Optimizer.Kind) async throws {
        let data = try WindowData(fixture.shard, context: 32, batch: 4, microBatch: 2, steps: 12, seed: 5)
        let whole = LanguageModel.tiny(precision)
        try Trainer(whole, data, fixture.settings(12, kind), directory: fixture.directory("whole")).run()
        // Interrupted after the fifth update: the trainer saves and stops; a half-written checkpoint lies about as well.
        let parts = try fixture.directory("parts")
        await fixture.interrupt(
            Trainer(.tiny(precision), data, fixture.settings(12, kind), directory: parts), after: 5)
        let junk = parts.appendingPathComponent(".checkpoint.tmp")
        try FileManager.default.createDirectory(at: junk, withIntermediateDirectories: true)
        try Data("half".utf8).write(to: junk.appendingPathComponent("parameters.safetensors"))
        let second = LanguageModel.tiny(precision, seed: 99)
        let last = try Trainer(second, data, fixture.settings(12, kind), directory: parts).run()
        #expect(last?.step == 12)
        #expect(second.numbers == whole.numbers)
        let steps = try MetricsLog.read(parts.appendingPathComponent("metrics.jsonl")).compactMap { $0["step"]?.double }
        #expect(steps == (1...12).map(Double.init))
    }

    @Test(arguments: Precision.allCases)
    func recomputedBlocksTrainTheSameModel(precision: Precision) throws {
        let data = try WindowData(fixture.shard, context: 32, batch: 4, steps: 3, seed: 5)
        let models = try [false, true].map { recomputes in
            let model = LanguageModel.tiny(precision)
            var settings = fixture.settings(3, .muon)
            settings.recomputes = recomputes
            try Trainer(model, data, settings, directory: fixture.directory("\(recomputes)")).run()
            return model.numbers
        }
        #expect(models[0] == models[1])
        #expect(models[0] != LanguageModel.tiny(precision).numbers)
    }
}
