import Conversation
import Foundation
import Generation
import Practice
import SwiftletTesting
import Tensors
import Testing
import Transformer

@Suite("Direct preference optimization")
struct DirectPreferenceTests {
    private static let rated = RatedAnswers(
        prompt: "hello", answers: ["a cat", "the dog", "an owl", "a cow"], order: [[2], [0, 1], [3]])

    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    private func trainer(_ model: LanguageModel, updates: Int, in folder: URL) throws -> DirectPreferenceTrainer {
        let renderer = try ChatRenderer(tokenizer: TinyTokenizer.make())
        let pairs = try PreferencePair.pairs(of: Self.rated, renderer)
        var settings = DirectPreferenceTrainer.Settings(updates: updates, rate: 1e-2)
        (settings.pairs, settings.examinedEvery, settings.checkpointSeconds) = (5, 100, 0)
        return DirectPreferenceTrainer(
            model, reference: TinyModels.model(), pairs, settings, directory: folder)
    }

    @Test func pairsAreThoseOfTheOrder() throws {
        let renderer = try ChatRenderer(tokenizer: TinyTokenizer.make())
        let pairs = try PreferencePair.pairs(of: Self.rated, renderer)
        #expect(pairs.count == 5)
        for pair in pairs {
            #expect(pair.better.prompt == pair.worse.prompt && pair.better.madeCount == pair.better.ids.count)
            #expect(pair.better.prompt == (try renderer.render([Message(.user, "hello")], addingPrompt: true).ids))
        }
        #expect(renderer.parseAnswer(pairs[0].better.ids).content == "an owl")
    }

    @Test func preferredAnswersBecomeLikelier() async throws {
        var records: [DirectPreferenceTrainer.Record] = []
        try await trainer(TinyModels.model(), updates: 30, in: scratch.url).run { records.append($0) }
        let first = try #require(records.first)
        let last = try #require(records.last)
        // Policy and reference are one at the beginning.
        #expect(abs(first.loss - log(2)) < 1e-6 && first.margin == 0 && first.gradientNorm > 0)
        #expect(last.loss < 0.5 && last.accuracy == 1 && last.margin > 2, "\(last)")
    }

    @Test func interruptedAndResumedEqualsUninterrupted() async throws {
        let (whole, parts) = try (scratch.folder("whole"), scratch.folder("parts"))
        let (one, other) = (TinyModels.model(), TinyModels.model())
        try await trainer(one, updates: 6, in: whole).run()
        nonisolated(unsafe) let interrupted = try trainer(TinyModels.model(), updates: 6, in: parts)
        let running = Task {
            try await interrupted.run { record in
                if record.step == 3 { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        await #expect(throws: CancellationError.self) { try await running.value }
        var steps: [Int] = []
        try await trainer(other, updates: 6, in: parts).run { steps.append($0.step) }
        #expect(steps == [4, 5, 6])
        #expect(one.parameters.map { $0.value.toArray() } == other.parameters.map { $0.value.toArray() })
    }
}
