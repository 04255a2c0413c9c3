import Tensors
import Transformer

/// A training run on paper: its size, its arithmetic, its memory, before anything is computed.
public struct TrainingPlan: Sendable, Equatable {
    /// The network.
    public var configuration: ModelConfiguration
    /// Tokens to train on.
    public var tokens: Int
    /// Sequences per update.
    public var batch: Int
    /// Sequences per forward pass.
    public var microBatch: Int
    /// The optimizer.
    public var optimizer: Optimizer.Kind
    /// What products multiply.
    public var precision: Precision

    /// A plan; passes of about two thousand rows unless said otherwise.
    public init(
        _ configuration: ModelConfiguration, tokens: Int, batch: Int, microBatch: Int? = nil,
        optimizer: Optimizer.Kind = .muon, precision: Precision = .standard
    ) {
        self.configuration = configuration
        self.tokens = tokens
        self.batch = batch
        self.microBatch = min(batch, microBatch ?? TrainingBatch.sequencesPerPass(context: configuration.context))
        self.optimizer = optimizer
        self.precision = precision
    }

    /// Updates: whole batches of the tokens.
    public var steps: Int { max(1, tokens / (batch * configuration.context)) }

    /// Floating-point operations of the run: (6·N + 12·L·H·D·T) per token.
    public var flops: Double { Double(configuration.flopsPerToken) * Double(tokens) }

    /// Bytes at the peak on each of `devices` that share a batch and hold all parameters, gradients and moments.
    public func memory(recomputing: Bool = false, devices: Int = 1) -> TrainingMemory {
        TrainingMemory(
            configuration, optimizer: optimizer, precision: precision, batch: (batch + devices - 1) / devices,
            microBatch: microBatch, recomputes: recomputing)
    }
}
