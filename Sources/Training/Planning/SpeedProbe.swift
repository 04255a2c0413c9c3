import Tensors
import Transformer

/// A few seconds of training, to learn how fast this machine is.
public struct SpeedProbe: Sendable, Equatable, Codable {
    /// Floating-point operations per second.
    public let flopsPerSecond: Double
    /// Blocks of the network that was trained.
    public let layers: Int
    /// Symbols of its vocabulary.
    public let vocabulary: Int
    /// Updates.
    public let updates: Int

    /// Trains on random tokens at the plan's width and context for about `seconds`: first as little as can be measured, then as
    /// much as fits into the time at the speed that was found.
    ///
    /// Where one pass would take longer than a fifth of the time, layers and vocabulary are cut alike, so that blocks and loss
    /// keep their shares.
    public static func measure(_ plan: TrainingPlan, seconds: Double = 5) -> SpeedProbe {
        let first = measure(plan, flops: 1e11 * seconds / 5)
        return measure(plan, flops: first.flopsPerSecond * seconds * 4 / 5)
    }

    private static func measure(_ plan: TrainingPlan, flops: Double) -> SpeedProbe {
        var configuration = plan.configuration
        let pass = min(plan.microBatch, TrainingBatch.sequencesPerPass(context: configuration.context))
        func work() -> Double { Double(configuration.flopsPerToken * pass * configuration.context) }
        let layers = max(1, Int(Double(configuration.layers) * flops / 5 / work()))
        if layers < configuration.layers {
            configuration.vocabulary = max(64, configuration.vocabulary * layers / configuration.layers)
            configuration.layers = layers
        }
        // Few updates of several passes: the optimizer's share is then nearly that of the plan's batch.
        let passes = max(1, min(plan.batch / pass, Int(flops / 5 / work())))
        let updates = max(3, min(50, Int(flops / (work() * Double(passes)))))
        var benchmark = TrainingBenchmark(configuration, batch: pass * passes, microBatch: pass, steps: updates)
        benchmark.optimizer.kind = plan.optimizer
        let result = benchmark.run(on: CPUBackend(precision: plan.precision))
        return SpeedProbe(
            flopsPerSecond: result.tokens_per_s * Double(configuration.flopsPerToken), layers: configuration.layers,
            vocabulary: configuration.vocabulary, updates: updates)
    }
}
