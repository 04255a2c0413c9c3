import Foundation
import SwiftletTesting
import Tensors
import Testing
import Training
import Transformer

struct StepExplanationTests {
    private let scratch: ScratchFolder
    private let data: WindowData

    init() throws {
        scratch = try ScratchFolder()
        let url = scratch.url.appendingPathComponent("training.tokens")
        try TokenShard.write((0..<3000).map { Int32($0 * $0 % 97) }, vocabularySize: 300, to: url)
        data = try WindowData(TokenShard(url), context: 32, batch: 4, microBatch: 2, steps: 8, seed: 5)
    }

    private func trainer(_ model: LanguageModel, _ name: String, checkpointSeconds: Double = 1000) throws -> Trainer {
        let directory = try scratch.folder(name)
        var settings = Trainer.Settings(schedule: Schedule(rate: 3e-3, steps: 8, warmup: 2))
        settings.optimizer.kind = .muon
        settings.checkpointSeconds = checkpointSeconds
        return Trainer(model, data, settings, directory: directory)
    }

    private func parameters(_ model: LanguageModel) -> [[Float]] { model.parameters.map { $0.value.toArray() } }

    private func files(_ name: String) throws -> Set<String> {
        Set(try FileManager.default.subpathsOfDirectory(atPath: scratch.url.appendingPathComponent(name).path))
    }

    @Test func probabilitiesBeforeAreTheSoftmaxOfTheModelsLogits() throws {
        let model = TinyModels.model()
        let explanation = try trainer(model, "a").explain(candidates: 5)
        let batch = try #require(data.batches(step: 1).first)
        let tokens = Array(batch.tokens.prefix(32))
        #expect(explanation.positions.map(\.token) == tokens)
        #expect(explanation.positions.map(\.right.token) == Array(batch.targets.prefix(32)))
        let tape = model.tape(recording: false)
        let hidden = model.hidden(tokens, segments: [Segment(start: 0, count: 32)], on: tape)
        let logits = model.logits(hidden, on: tape).value
        for position in explanation.positions {
            let row = logits.rows([position.index]).toArray().map { exp(Double($0)) }
            let total = row.reduce(0, +)
            for candidate in [position.right] + position.likeliestBefore + position.likeliestAfter {
                #expect(abs(Double(candidate.before) - row[Int(candidate.token)] / total) < 1e-6)
            }
            #expect(
                position.likeliestBefore.first.map { Double($0.before) } ?? 0 >= row.max().map { $0 / total - 1e-6 }
                    ?? 1)
        }
        // The loss that the network computes by itself, over the same window.
        let loss = model.loss(
            tokens, targets: Array(batch.targets.prefix(32)), segments: [Segment(start: 0, count: 32)], normalizer: 32,
            on: tape
        ).value.scalar
        #expect(abs(explanation.lossBefore - Double(loss)) < 1e-3)
    }

    @Test func updateRaisesTheRightTokensAndARandomStartIsNearlyEven() throws {
        let explanation = try trainer(LanguageModel(TinyModels.configuration(), seed: 1), "a").explain()
        #expect(explanation.meanAfter > explanation.meanBefore && explanation.lossAfter < explanation.lossBefore)
        #expect(explanation.risen > explanation.positions.count / 2)
        // Even chances among 300 symbols lose ln 300; none is far likelier than the others.
        #expect(abs(explanation.lossBefore - log(300)) < 0.1)
        for position in explanation.positions { #expect(position.likeliestBefore.allSatisfy { $0.before < 4 / 300 }) }
    }

    @Test func explainedUpdateIsThatOfTheRunAndTheRunGoesOnUnchanged() throws {
        var losses: [Float] = []
        let whole = LanguageModel(TinyModels.configuration(), seed: 1)
        try trainer(whole, "whole").run { losses.append($0.loss) }

        let model = LanguageModel(TinyModels.configuration(), seed: 1)
        let start = parameters(model)
        let box = try trainer(model, "parts")
        var replayed: [Int] = []
        let fifth = try box.explain(update: 5) { replayed.append($0.step) }
        #expect(fifth.updateLoss == losses[4] && replayed == [1, 2, 3, 4])
        #expect(parameters(model) == start && model.parameters.allSatisfy { $0.gradient == nil })
        #expect(try files("parts").isEmpty)
        #expect(try box.explain().updateLoss == losses[0])
        try box.run()
        #expect(parameters(model) == parameters(whole))
    }

    @Test func explanationGoesOnFromACheckpointUnlessItIsLater() async throws {
        var losses: [Float] = []
        try trainer(LanguageModel(TinyModels.configuration(), seed: 1), "whole").run { losses.append($0.loss) }
        let stopped = LanguageModel(TinyModels.configuration(), seed: 1)
        nonisolated(unsafe) let box = try trainer(stopped, "parts")
        let running = Task {
            try box.run { record in if record.step == 5 { withUnsafeCurrentTask { $0?.cancel() } } }
        }
        await #expect(throws: CancellationError.self) { _ = try await running.value }
        let before = try files("parts")

        var replayed: [Int] = []
        let again = try trainer(LanguageModel(TinyModels.configuration(), seed: 1), "parts")
        let next = try again.explain { replayed.append($0.step) }
        #expect(next.step == 6 && next.updateLoss == losses[5] && replayed.isEmpty)
        #expect(try again.explain(update: 3) { replayed.append($0.step) }.updateLoss == losses[2])
        #expect(replayed == [1, 2])
        #expect(try files("parts") == before)
    }

    @Test func updatesThatARunDoesNotHaveAreRefused() throws {
        let box = try trainer(LanguageModel(TinyModels.configuration(), seed: 1), "a")
        for number in [0, 9, -1] {
            #expect(throws: TrainingError.noSuchUpdate(number, of: 8)) { _ = try box.explain(update: number) }
        }
    }
}
