import Artifacts
import Conversation
import Foundation
import SwiftletTesting
import Tensors
import Testing
import Training
import Transformer

struct TrainingTests {
    private func scratch() throws -> URL {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("training-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url
    }

    private func shard(_ folder: URL) throws -> TokenShard {
        let url = folder.appendingPathComponent("training.tokens")
        try TokenShard.write((0..<3000).map { Int32($0 * $0 % 97) }, vocabularySize: 300, to: url)
        return try TokenShard(url)
    }

    private func settings(_ steps: Int, _ kind: Optimizer.Kind, checkpointSeconds: Double = 1000) -> Trainer.Settings {
        var settings = Trainer.Settings(schedule: Schedule(rate: 3e-3, steps: steps, warmup: 2))
        settings.optimizer.kind = kind
        settings.checkpointSeconds = checkpointSeconds
        return settings
    }

    private func parameters(_ model: LanguageModel) -> [[Float]] { model.parameters.map { $0.value.toArray() } }

    @Test(arguments: Optimizer.Kind.allCases)
    func interruptedThenResumedEqualsUninterrupted(kind: Optimizer.Kind) async throws {
        let folder = try scratch()
        defer { try? FileManager.default.removeItem(at: folder) }
        let data = try WindowData(shard(folder), context: 32, batch: 4, microBatch: 2, steps: 12, seed: 5)
        func trainer(_ model: LanguageModel, _ name: String, every: Double = 1000) throws -> Trainer {
            let directory = folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
            return Trainer(model, data, settings(12, kind, checkpointSeconds: every), directory: directory)
        }
        let whole = LanguageModel(TinyModels.configuration(), seed: 1)
        try trainer(whole, "whole").run()
        // Interrupted after the fifth update: the trainer saves and stops; a half-written checkpoint lies about as well.
        let first = LanguageModel(TinyModels.configuration(), seed: 1)
        let box = try trainer(first, "parts")
        nonisolated(unsafe) let unsafeBox = box
        let running = Task {
            try unsafeBox.run { record in if record.step == 5 { withUnsafeCurrentTask { $0?.cancel() } } }
        }
        await #expect(throws: CancellationError.self) { _ = try await running.value }
        let junk = folder.appendingPathComponent("parts/.checkpoint.tmp")
        try FileManager.default.createDirectory(at: junk, withIntermediateDirectories: true)
        try Data("half".utf8).write(to: junk.appendingPathComponent("parameters.safetensors"))
        let second = LanguageModel(TinyModels.configuration(), seed: 99)
        let last = try trainer(second, "parts").run()
        #expect(last?.step == 12)
        #expect(parameters(second) == parameters(whole))
        let steps = try MetricsLog.read(folder.appendingPathComponent("parts/metrics.jsonl")).compactMap {
            $0["step"]?.double
        }
        #expect(steps == (1...12).map(Double.init))
    }

    @Test func damagedCheckpointIsPassedOver() throws {
        let folder = try scratch()
        defer { try? FileManager.default.removeItem(at: folder) }
        let data = try WindowData(shard(folder), context: 32, batch: 2, steps: 4, seed: 5)
        let model = LanguageModel(TinyModels.configuration(), seed: 1)
        try Trainer(model, data, settings(4, .adamw, checkpointSeconds: 0), directory: folder).run()
        let file = folder.appendingPathComponent("checkpoint-4/moments.safetensors")
        try Data(contentsOf: file).dropLast(10).write(to: file)
        let again = LanguageModel(TinyModels.configuration(), seed: 1)
        try Trainer(again, data, settings(4, .adamw), directory: folder).run()
        #expect(parameters(again) == parameters(model))
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasPrefix("checkpoint-")
        {
            try Data("x".utf8).write(to: folder.appendingPathComponent("\(name)/moments.safetensors"))
        }
        #expect(throws: TrainingError.self) {
            try Trainer(again, data, settings(4, .adamw), directory: folder).run()
        }
    }

    @Test func runKilledAfterItsLastUpdateStillReportsIt() throws {
        let folder = try scratch()
        defer { try? FileManager.default.removeItem(at: folder) }
        let data = try WindowData(shard(folder), context: 32, batch: 2, steps: 3, seed: 5)
        let model = LanguageModel(TinyModels.configuration(), seed: 1)
        let last = try Trainer(model, data, settings(3, .adamw, checkpointSeconds: 0), directory: folder).run()
        #expect(try Trainer(model, data, settings(3, .adamw), directory: folder).run() == last)
    }

    @Test func overfittingASmallTextLowersTheLoss() throws {
        let folder = try scratch()
        defer { try? FileManager.default.removeItem(at: folder) }
        let data = try WindowData(shard(folder), context: 32, batch: 8, steps: 60, seed: 5)
        for kind in Optimizer.Kind.allCases {
            let model = LanguageModel(TinyModels.configuration(), seed: 1)
            let directory = folder.appendingPathComponent(kind.rawValue)
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
            let last = try Trainer(model, data, settings(60, kind), directory: directory).run()
            #expect(last?.loss ?? 9 < 2.5, "\(kind) ends at \(last?.loss ?? 9)")
        }
    }

    @Test func shardsAreReadBackAndDamageIsNamed() throws {
        let folder = try scratch()
        defer { try? FileManager.default.removeItem(at: folder) }
        let url = folder.appendingPathComponent("x.tokens")
        for vocabulary in [300, 100_000] {
            try TokenShard.write([1, 299, 7], vocabularySize: vocabulary, to: url)
            let shard = try TokenShard(url)
            #expect(shard[0..<3] == [1, 299, 7] && shard.vocabularySize == vocabulary)
            let whole = try Data(contentsOf: url)
            for cut in 0..<whole.count {
                try whole.prefix(cut).write(to: url)
                #expect(throws: TrainingError.self) { _ = try TokenShard(url) }
            }
            var larger = whole
            larger[8] = 2  // a vocabulary of 2 in the low byte: other ids than it has
            try larger.write(to: url)
            #expect(throws: TrainingError.self) { _ = try TokenShard(url) }
            var flipped = whole
            flipped[whole.count - 1] ^= 1
            try flipped.write(to: url)
            #expect(throws: TrainingError.self) { _ = try TokenShard(url) }
        }
    }

    @Test func everyConversationIsUsedOncePerEpochAndNothingIsCut() throws {
        let renderer = try ChatRenderer(tokenizer: TinyTokenizer.make())
        let rendered = (1...40).map { n in
            renderer.render([Message(.user, String(repeating: "a ", count: n)), Message(.assistant, "answer \(n)")])
        }
        let data = try ConversationData(rendered, context: 64, tokensPerUpdate: 128, epochs: 2, seed: 3)
        let fitting = rendered.filter { $0.ids.count - 1 <= 64 }
        #expect(data.tooLong == rendered.count - fitting.count && data.tooLong > 0)
        var seen: [[Int32]: Int] = [:]
        for step in 1...data.steps {
            for batch in data.batches(step: step) {
                for segment in batch.segments {
                    #expect(segment.position == 0)
                    seen[Array(batch.tokens[segment.start..<segment.start + segment.count]), default: 0] += 1
                }
            }
        }
        #expect(seen.count == fitting.count && seen.values.allSatisfy { $0 == 2 })
        let trained = (1...data.steps).flatMap { data.batches(step: $0) }.reduce(0) { $0 + $1.targetCount }
        #expect(trained == 2 * data.trainedTokens)
    }

    @Test func scheduleWarmsUpHoldsAndDecays() {
        let schedule = Schedule(rate: 1, steps: 100, warmup: 10, decayShare: 0.5, finalShare: 0.1)
        #expect(schedule.rate(at: 5) == 0.5 && schedule.rate(at: 10) == 1 && schedule.rate(at: 50) == 1)
        #expect(abs(schedule.rate(at: 75) - 0.55) < 1e-6 && abs(schedule.rate(at: 100) - 0.1) < 1e-6)
    }

    @Test func uniformModelHasTheBitsOfItsVocabulary() throws {
        let folder = try scratch()
        defer { try? FileManager.default.removeItem(at: folder) }
        let model = LanguageModel(TinyModels.configuration(), seed: 1)
        for parameter in model.parameters { parameter.value = Tensor(zeros: parameter.value.shape) }
        let bits = BitsPerByte(try shard(folder), bytesPerToken: [Int](repeating: 2, count: 300), context: 32).evaluate(
            model)
        #expect(abs((bits ?? 0) - log2(300.0) / 2) < 1e-4)
    }
}
