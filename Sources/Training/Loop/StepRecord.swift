import Artifacts

/// One update, as a line on the screen and in metrics.jsonl.
public struct StepRecord: Codable, Sendable, Equatable {
    /// The update's number, from 1.
    public var step: Int
    /// Mean −log p over the targets of the update, in nats.
    public var loss: Float
    /// The learning rate.
    public var rate: Float
    /// The norm of the gradient before clipping.
    public var gradientNorm: Float
    /// Why the update was not made, where it was not.
    public var skipped: SpikeGuard.Reason?
    /// Wall-clock milliseconds of the update.
    public var milliseconds: Double
    /// Tokens per second of the update.
    public var tokensPerSecond: Double
    /// Seconds until the last update, at the present pace.
    public var secondsLeft: Double
    /// The most bytes that tensors took at once, since this process began or resumed the run.
    public var peakBytes: Int
    /// Bits per byte on held-out text, where it was measured.
    public var validationBitsPerByte: Double?
    /// Text that the model wrote, where it was asked to.
    public var sample: String?
}

/// What a run has come to, beside parameters and moments: a part of every checkpoint.
///
/// There is no state of the data or of random numbers in it: both are functions of the seed and the step.
public struct TrainingProgress: Codable, Sendable, Equatable {
    /// The model that predicted held-out text best so far.
    public struct Best: Codable, Sendable, Equatable {
        /// The update after which it was measured.
        public var step: Int
        /// Its bits per byte.
        public var bitsPerByte: Double
        /// The digest of its file.
        var digest: Digest
    }

    /// The last update, made or skipped.
    public package(set) var step = 0
    /// Updates that were skipped.
    public internal(set) var skipped = 0
    /// The best model so far, where held-out text is measured.
    public internal(set) var best: Best?
    var spikes = SpikeGuard()

    /// Nothing yet.
    package init() {}
}
