import Foundation
import Practice
import SwiftletTesting
import Tensors
import Testing
import Training
import Transformer

@Suite("Reward models")
struct RewardTests {
    @Test func twoAnswersAreBradleysAndTerrys() {
        let loss = Ordering([[1], [0]]).loss([0.3, 1.1])
        #expect(abs(loss.value - log(1 + exp(-0.8))) < 1e-6)
        let slope = 1 / (1 + exp(Float(0.8)))
        #expect(abs(loss.gradient[0] - slope) < 1e-6 && abs(loss.gradient[1] + slope) < 1e-6)
    }

    @Test(arguments: [[[2], [0], [3], [1]], [[0, 1], [2, 3]], [[3], [0, 1, 2]], [[0, 1, 2, 3]], []])
    func gradientsAgreeWithFiniteDifferences(groups: [[Int]]) {
        let (ordering, scores) = (Ordering(groups), [Float(0.5), -1, 0.25, 2])
        let (value, gradient) = ordering.loss(scores)
        for place in scores.indices {
            var (above, below) = (scores, scores)
            above[place] += 1e-2
            below[place] -= 1e-2
            let expected = (ordering.loss(above).value - ordering.loss(below).value) / 2e-2
            #expect(abs(gradient[place] - expected) < 1e-3)
        }
        // Only differences count.
        #expect(abs(ordering.loss(scores.map { $0 + 5 }).value - value) < 1e-5)
        #expect(abs(gradient.reduce(0, +)) < 1e-5)
    }

    @Test func pairsAreThoseOfDifferentGroups() {
        let pairs = Ordering([[2], [0, 3], [1]]).pairs
        #expect(Set(pairs.map { "\($0.better)>\($0.worse)" }) == ["2>0", "2>3", "2>1", "0>1", "3>1"])
    }

    /// Answers of random ids, the better the more sevens are in them.
    private func data(_ count: Int, seed: UInt64) -> [RankedAnswers] {
        (0..<count).map { index in
            var random = RandomStream(seed: seed, purpose: .test, step: index)
            let sequences = (0..<4).map { sevens in
                ((0..<4).map { Int32($0 < sevens ? 7 : 20 + random.below(50)) } + [3]).shuffled(using: &random)
            }
            return RankedAnswers(sequences: sequences, ordering: Ordering([[3], [2], [1], [0]]))
        }
    }

    @Test func orderingsAreLearned() throws {
        let model = RewardModel(TinyModels.model())
        let held = data(40, seed: 2)
        #expect(model.scores(of: held[0].sequences) == [0, 0, 0, 0])
        var trainer = RewardTrainer()
        (trainer.rate, trainer.epochs, trainer.prompts) = (3e-3, 3, 4)
        try trainer.train(model, on: data(80, seed: 1))
        #expect(model.agreement(with: held).share > 0.9)
        // Alone or side by side, before or after saving: the same scores.
        let all = held.flatMap(\.sequences)
        let scores = model.scores(of: all)
        #expect(scores == all.flatMap { model.scores(of: [$0]) } && scores == model.scores(of: all, tokensPerPass: 7))
        try ScratchFolder.with("model") { folder in
            try model.save(to: folder)
            #expect(try RewardModel.load(folder).scores(of: all) == scores)
        }
    }
}
