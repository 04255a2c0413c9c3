import Artifacts
import Conversation
import Foundation
import SwiftletTesting
import Tensors
import Testing
import Training
import Transformer

struct TrainingTests {
    private let fixture: TrainingFixture

    init() throws { fixture = try TrainingFixture() }

    @Test func overfittingASmallTextLowersTheLoss() throws {
        let data = try WindowData(fixture.shard, context: 32, batch: 8, steps: 60, seed: 5)
        for kind in Optimizer.Kind.allCases {
            let model = LanguageModel(TinyModels.configuration(), seed: 1)
            let last = try Trainer(
                model, data, fixture.settings(60, kind), directory: fixture.directory(kind.rawValue)
            ).run()
            #expect(last?.loss ?? 9 < 2.5, "\(kind) ends at \(last?.loss ?? 9)")
        }
    }

    @Test func shardsAreReadBackAndDamageIsNamed() throws {
        let url = fixture.folder.appendingPathComponent("x.tokens")
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
        let rendered = try TrainingFixture.conversations(40)
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

    @Test func passesOfAnUpdateHoldItsConversations() throws {
        let rendered = try TrainingFixture.conversations(40)
        func passes(_ tokensPerPass: Int) throws -> [TrainingBatch] {
            try ConversationData(
                rendered, context: 64, tokensPerUpdate: 300, tokensPerPass: tokensPerPass, epochs: 1, seed: 3
            ).batches(step: 1)
        }
        func sequences(_ passes: [TrainingBatch]) -> [[Int32]] {
            passes.flatMap { pass in
                pass.segments.map { Array(pass.tokens[$0.start..<$0.start + $0.count]) }
            }.sorted { $0.lexicographicallyPrecedes($1) }
        }
        let (whole, parts) = (try passes(300), try passes(70))
        #expect(whole.count == 1 && parts.count > 3)
        #expect(sequences(parts) == sequences(whole))
        #expect(parts.allSatisfy { $0.tokens.count <= 70 })
    }

    @Test(arguments: Precision.allCases)
    func passesAddUpToTheGradientOfTheirUpdate(precision: Precision) throws {
        let outcomes = try [8, 3].map { microBatch in
            let data = try WindowData(
                fixture.shard, context: 32, batch: 8, microBatch: microBatch, steps: 1, seed: 5)
            let directory = try fixture.directory("\(microBatch)")
            return try #require(try Trainer(.tiny(precision), data, fixture.settings(1), directory: directory).run())
        }
        #expect(abs(outcomes[0].loss - outcomes[1].loss) < 1e-5 * outcomes[0].loss)
        #expect(abs(outcomes[0].gradientNorm - outcomes[1].gradientNorm) < 1e-4 * outcomes[0].gradientNorm)
    }

    @Test func gradientsAreClippedToANorm() throws {
        let data = try WindowData(fixture.shard, context: 32, batch: 4, steps: 1, seed: 5)
        // With AdamW's ε far above any gradient, an update is in proportion to it: rate·g/ε.
        func moved(clip: Float) throws -> (norm: Float, distance: Double) {
            var settings = fixture.settings(1)
            settings.schedule = Schedule(rate: 1e4, steps: 1, warmup: 0, decayShare: 0)
            settings.optimizer.epsilon = 1e4
            settings.optimizer.decay = 0
            settings.clip = clip
            let model = LanguageModel.tiny(.f32)
            let last = try Trainer(model, data, settings, directory: fixture.directory("\(clip)")).run()
            let apart = zip(model.numbers.joined(), LanguageModel.tiny(.f32).numbers.joined()).reduce(0.0) {
                $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1)
            }
            return (try #require(last?.gradientNorm), apart.squareRoot())
        }
        let (free, clipped) = (try moved(clip: 1000), try moved(clip: 0.25))
        #expect(free.norm == clipped.norm && free.norm > 0.5, "the norm is that before clipping")
        #expect(abs(free.distance - Double(free.norm)) < 0.01 * free.distance)
        #expect(abs(clipped.distance - 0.25) < 0.01 * 0.25)
    }

    @Test(arguments: Schedule.Decay.allCases)
    func scheduleWarmsUpHoldsAndDecays(decay: Schedule.Decay) {
        let schedule = Schedule(rate: 2, steps: 100, warmup: 10, decay: decay, decayShare: 0.5, finalShare: 0.1)
        #expect(schedule.rate(at: 1) == 0.2 && schedule.rate(at: 5) == 1)
        for step in 10...50 { #expect(schedule.rate(at: step) == 2) }
        // A fifth, a half, four fifths of the way down: 1 − p, or (1 + cos πp) / 2.
        let left: [Float] = decay == .linear ? [0.8, 0.5, 0.2] : [0.904_508_5, 0.5, 0.095_491_5]
        for (step, share) in zip([60, 75, 90], left) {
            #expect(abs(schedule.rate(at: step) - 2 * (0.1 + 0.9 * share)) < 1e-6)
        }
        #expect(abs(schedule.rate(at: 100) - 0.2) < 1e-7)
        for step in 51...100 { #expect(schedule.rate(at: step) < schedule.rate(at: step - 1)) }
    }

    @Test func uniformModelHasTheBitsOfItsVocabulary() throws {
        let model = LanguageModel(TinyModels.configuration(), seed: 1)
        for parameter in model.parameters { parameter.value = Tensor(zeros: parameter.value.shape) }
        let bits = BitsPerByte(fixture.shard, bytesPerToken: [Int](repeating: 2, count: 300), context: 32).evaluate(
            model)
        #expect(abs((bits ?? 0) - log2(300.0) / 2) < 1e-4)
    }
}
