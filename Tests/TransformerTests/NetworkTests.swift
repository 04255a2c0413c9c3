import Foundation
import SwiftletTesting
import Tensors
import Testing
import Transformer

struct NetworkTests {
    private let ids: [Int32] = (0..<40).map { ($0 * 37 + 11) % 300 }

    private func hidden(
        _ model: LanguageModel, _ tokens: [Int32], _ segments: [Segment], _ caches: [KeyValueCache]? = nil
    ) -> [Float] {
        model.hidden(tokens, segments: segments, caches: caches, on: model.tape(recording: false)).value.toArray()
    }

    @Test(arguments: ModelConfiguration.Architecture.allCases, Precision.allCases)
    func cachedEqualsUncachedBitForBit(architecture: ModelConfiguration.Architecture, precision: Precision) {
        let model = TinyModels.model(architecture, precision: precision)
        let whole = hidden(model, ids, [Segment(start: 0, count: 40)])
        let cache = KeyValueCache(model.configuration)
        var pieces: [Float] = []
        for range in [0..<7, 7..<8, 8..<9, 9..<33, 33..<40] {
            pieces += hidden(
                model, Array(ids[range]), [Segment(start: 0, count: range.count, position: range.lowerBound)], [cache])
        }
        #expect(pieces == whole)
        cache.truncate(to: 20)
        #expect(
            hidden(model, Array(ids[20...]), [Segment(start: 0, count: 20, position: 20)], [cache])
                == Array(whole[(20 * 32)...]))
    }

    @Test(arguments: ModelConfiguration.Architecture.allCases, Precision.allCases)
    func packedSequencesEqualSeparateOnesBitForBit(
        architecture: ModelConfiguration.Architecture, precision: Precision
    ) {
        let model = TinyModels.model(architecture, precision: precision)
        let packed = hidden(
            model, ids, [Segment(start: 0, count: 13), Segment(start: 13, count: 1), Segment(start: 14, count: 26)])
        let separate = [0..<13, 13..<14, 14..<40].flatMap {
            hidden(model, Array(ids[$0]), [Segment(start: 0, count: $0.count)])
        }
        #expect(packed == separate)
    }

    @Test(arguments: ModelConfiguration.Architecture.allCases, Precision.allCases)
    func recomputedBlocksGiveTheSameGradientsBitForBit(
        architecture: ModelConfiguration.Architecture, precision: Precision
    ) {
        let model = TinyModels.model(architecture, precision: precision)
        // Two passes, since the second one adds to the gradients of the first.
        let results = [false, true].map { recomputing in
            model.clearGradients()
            let losses = [ids, ids.reversed()].map { tokens in
                let tape = model.tape(recording: true, recomputing: recomputing)
                let loss = model.loss(
                    tokens, targets: ids, segments: [Segment(start: 0, count: 17), Segment(start: 17, count: 23)],
                    normalizer: 80, on: tape)
                tape.backward(loss)
                return loss.value.scalar
            }
            return (losses, model.parameters.map { $0.gradient?.toArray() ?? [] })
        }
        #expect(results[0].0 == results[1].0 && results[0].1 == results[1].1)
        #expect(results[0].1.allSatisfy { gradient in gradient.contains { $0 != 0 } })
    }

    @Test(arguments: ModelConfiguration.Architecture.allCases)
    func keptRowsAreThoseOfTheWholePass(architecture: ModelConfiguration.Architecture) {
        let model = TinyModels.model(architecture)
        let segments = [Segment(start: 0, count: 17), Segment(start: 17, count: 23)]
        let tape = model.tape(recording: false)
        let whole = model.hidden(ids, segments: segments, on: tape).value
        let kept = model.hidden(ids, segments: segments, keeping: [3, 16, 39], on: tape).value
        #expect(kept.toArray() == whole.rows([3, 16, 39]).toArray())
    }

    @Test(arguments: ModelConfiguration.Architecture.allCases)
    func ignoredTargetsChangeNeitherLossNorGradients(architecture: ModelConfiguration.Architecture) {
        // The same loss written out over all rows, those without a target included.
        let model = TinyModels.model(architecture)
        let segments = [Segment(start: 0, count: 17), Segment(start: 17, count: 23)]
        let targets = ids.enumerated().map { $0.offset % 3 == 1 ? $0.element : Tape.ignoredTarget }
        func pass(_ loss: (Tape) -> Variable) -> (loss: Float, gradients: [[Float]]) {
            model.clearGradients()
            let tape = model.tape(recording: true)
            let result = loss(tape)
            tape.backward(result)
            return (result.value.scalar, model.parameters.map { $0.gradient?.toArray() ?? [] })
        }
        let head =
            model.configuration.tiedEmbeddings ? model.parameters[0] : model.parameters[model.parameters.count - 1]
        let kept = pass { model.loss(ids, targets: targets, segments: segments, normalizer: 14, on: $0) }
        let whole = pass {
            $0.crossEntropy(
                model.hidden(ids, segments: segments, on: $0), weight: head, targets: targets, normalizer: 14)
        }
        // Sums over fewer rows are cut into other parts: the same terms, added in another order.
        #expect(abs(kept.loss - whole.loss) <= 1e-6 * abs(whole.loss))
        for (part, all) in zip(kept.gradients, whole.gradients) {
            let greatest = all.map(abs).max() ?? 0
            let worst = zip(part, all).map { abs($0 - $1) }.max() ?? 0
            #expect(part.count == all.count && worst <= 1e-5 * greatest, "off by \(worst) of \(greatest)")
        }
    }

    @Test(arguments: ModelConfiguration.Architecture.allCases)
    func exportedThenImportedIsTheSame(architecture: ModelConfiguration.Architecture) throws {
        let model = TinyModels.model(architecture)
        let again = try ScratchFolder.with("model") { folder in
            try Checkpoint.save(model, to: folder)
            return try Checkpoint.load(folder)
        }
        #expect(again.configuration == model.configuration)
        #expect(
            hidden(again, ids, [Segment(start: 0, count: 40)]) == hidden(model, ids, [Segment(start: 0, count: 40)]))
    }

    @Test func lossOfARandomNetworkIsNearThatOfAUniformOne() {
        let model = LanguageModel(TinyModels.configuration(), seed: 3)
        let loss = model.loss(
            ids, targets: ids.reversed(), segments: [Segment(start: 0, count: 40)], normalizer: 40,
            on: model.tape(recording: false))
        #expect(abs(loss.value.scalar - log(300)) < 0.2)
    }

    @Test func sameSeedSameNetwork() {
        let (a, b, c) = (
            LanguageModel(TinyModels.configuration(), seed: 3), LanguageModel(TinyModels.configuration(), seed: 3),
            LanguageModel(TinyModels.configuration(), seed: 4)
        )
        #expect(a.parameters[0].value.toArray() == b.parameters[0].value.toArray())
        #expect(a.parameters[0].value.toArray() != c.parameters[0].value.toArray())
    }
}
