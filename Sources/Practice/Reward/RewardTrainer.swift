import Foundation
import Tensors
import Training
import Transformer

/// Answers to one prompt as token sequences, and how they were ordered.
public struct RankedAnswers: Sendable, Equatable {
    /// Prompt and answer together, for each answer.
    public var sequences: [[Int32]]
    /// How they were ordered.
    public var ordering: Ordering

    /// Ranked answers; see the properties.
    public init(sequences: [[Int32]], ordering: Ordering) {
        (self.sequences, self.ordering) = (sequences, ordering)
    }
}

/// Trains a reward model on orderings: all answers to a prompt are one element of a batch, so that none is seen more often than others
/// (Ouyang et al. 2022). A large network is trained for one pass, as more would learn the answers by heart; the defaults are for small
/// ones, which do better in three (docs/experiments.md).
public struct RewardTrainer: Sendable {
    /// Prompts in an update.
    public var prompts = 8
    /// Passes over the data.
    public var epochs = 3
    /// The rate of the first updates; it falls to 0.
    public var rate: Float = 2e-3
    /// Multiplies the square of the mean score of a prompt's answers: scores are told apart, not where they lie, and this keeps them near 0.
    public var centering: Float = 0.01
    /// Gradients longer than this are shortened to it.
    public var clip: Float = 1
    /// The optimizer.
    public var optimizer = Optimizer.Settings()
    /// The seed of the order.
    public var seed: UInt64 = 1

    /// The defaults of this type's properties.
    public init() { optimizer.decay = 0 }

    /// Trains; reports the mean loss of each update.
    public func train(
        _ model: RewardModel, on data: [RankedAnswers],
        report: (_ step: Int, _ of: Int, _ loss: Float) -> Void = { _, _, _ in }
    ) throws {
        let optimizer = Optimizer(model.network, optimizer, more: [model.head])
        var order: [Int] = []
        for epoch in 0..<epochs {
            var random = RandomStream(seed: seed, purpose: .shuffle, step: epoch)
            order += Array(data.indices).shuffled(using: &random)
        }
        let steps = (order.count + prompts - 1) / max(1, prompts)
        let schedule = Schedule(
            rate: rate, steps: steps, warmup: max(1, steps / 20), decay: .linear, decayShare: 0.9, finalShare: 0)
        for step in 1..<max(1, steps + 1) {
            try Task.checkCancellation()
            let batch = order[(step - 1) * prompts..<min(step * prompts, order.count)].map { data[$0] }
            var total: Float = 0
            for ranked in batch { total += gradient(model, ranked, share: 1 / Float(batch.count)) }
            let norm = optimizer.gradientNorm
            guard norm.isFinite, total.isFinite else { throw TrainingError.diverged(step: step, updates: 1) }
            optimizer.update(rate: schedule.rate(at: step), gradientScale: norm > clip ? clip / norm : 1)
            optimizer.clearGradients()
            report(step, steps, total)
        }
    }

    /// Adds one prompt's share of the gradient, and returns its share of the loss.
    private func gradient(_ model: RewardModel, _ ranked: RankedAnswers, share: Float) -> Float {
        let tape = model.network.tape(recording: true)
        let scores = model.scores(ranked.sequences, on: tape)
        let values = scores.value.toArray()
        let (loss, slopes) = ranked.ordering.loss(values)
        let mean = values.reduce(0, +) / Float(max(1, values.count))
        let centered = centering * 2 * mean / Float(max(1, values.count))
        let gradient = Tensor(slopes.map { ($0 + centered) * share }, shape: scores.value.shape)
        tape.backward(tape.loss(of: scores, (loss + centering * mean * mean) * share, gradient: gradient))
        return (loss + centering * mean * mean) * share
    }
}
