import Foundation
import Tensors
import Transformer

/// Training throughput on random tokens, counted as the peers count it.
public struct TrainingBenchmark: Sendable {
    /// What came out; the last line of the bench verb.
    public struct Result: Codable, Sendable, Equatable {
        /// The family of the network.
        public var arch: String
        /// Parameters.
        public var params: Int
        /// Sequences per update.
        public var batch: Int
        /// Tokens per sequence.
        public var context: Int
        /// Element type of the products.
        public var precision: String
        /// Threads at work.
        public var threads: Int
        /// Instruction set in use.
        public var isa: String
        /// Median over the updates after the first two.
        public var tokens_per_s: Double
        /// (6N + 12·L·C·T) · tokens/s.
        public var gflops: Double
        /// Median milliseconds of an update.
        public var step_ms: Double
        /// Whether blocks were computed again in the backward pass.
        public var recompute: Bool
        /// Bytes of tensors at the peak.
        public var peak_bytes: Int
        /// Bytes obtained from the system after the third update: 0, since a warm update allocates nothing.
        public var grown_bytes: Int
    }

    /// The network.
    public var configuration: ModelConfiguration
    /// Sequences per update.
    public var batch: Int
    /// Sequences per forward pass.
    public var microBatch: Int
    /// Updates, of which the first two do not count.
    public var steps: Int
    /// The optimizer.
    public var optimizer = Optimizer.Settings()
    /// Whether blocks are computed again in the backward pass.
    public var recomputes: Bool

    /// A benchmark of one network.
    public init(
        _ configuration: ModelConfiguration, batch: Int, microBatch: Int? = nil, steps: Int = 12,
        recomputes: Bool = false
    ) {
        self.configuration = configuration
        self.batch = batch
        self.microBatch = microBatch ?? TrainingBatch.sequencesPerPass(context: configuration.context)
        self.steps = steps
        self.recomputes = recomputes
    }

    /// Runs it, on the standard backend unless another one is given.
    public func run(on backend: any Backend = CPUBackend.standard) -> Result {
        let model = LanguageModel(configuration, seed: 1, backend: backend)
        let optimizer = Optimizer(model, optimizer)
        var random = RandomStream(seed: 1, purpose: .test)
        let (rows, context) = (batch * configuration.context, configuration.context)
        let ids = { (random: inout RandomStream) in
            (0..<context).map { _ in Int32(random.below(configuration.vocabulary)) }
        }
        let passes = stride(from: 0, to: batch, by: microBatch).map { first in
            var pass = TrainingBatch()
            for _ in first..<min(first + microBatch, batch) { pass.append(ids(&random), targets: ids(&random)) }
            return pass
        }
        CachingAllocator.shared.resetPeak()
        var warm = 0
        let times = (0..<max(3, steps)).map { step in
            let began = Date()
            for pass in passes {
                let tape = model.tape(recording: true, recomputing: recomputes)
                tape.backward(
                    model.loss(
                        pass.tokens, targets: pass.targets, segments: pass.segments, normalizer: Float(rows), on: tape))
            }
            optimizer.update(rate: 1e-4)
            model.clearGradients()
            if step == 2 { warm = CachingAllocator.shared.statistics.reserved }
            return Date().timeIntervalSince(began)
        }.dropFirst(2).sorted()
        let median = times[times.count / 2]
        let c = configuration
        let flops = Double(6 * model.parameterCount + 12 * c.layers * c.width * c.context)
        return Result(
            arch: c.architecture.rawValue, params: model.parameterCount, batch: batch, context: context,
            precision: model.backend.precision.rawValue, threads: ThreadPool.shared.threads,
            isa: Processor.used.rawValue,
            tokens_per_s: Double(rows) / median, gflops: flops * Double(rows) / median / 1e9, step_ms: median * 1000,
            recompute: recomputes, peak_bytes: CachingAllocator.shared.statistics.peak,
            grown_bytes: CachingAllocator.shared.statistics.reserved - warm)
    }
}
