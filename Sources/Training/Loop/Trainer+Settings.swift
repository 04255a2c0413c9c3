extension Trainer {
    /// What a run does.
    public struct Settings: Sendable {
        /// Which of its models a run ends with.
        public enum Keep: String, Sendable, CaseIterable {
            /// That of the last update.
            case last
            /// The one with the fewest bits per byte on held-out text; the last where that was not measured.
            case best
        }

        /// The learning rates.
        public var schedule: Schedule
        /// The optimizer.
        public var optimizer = Optimizer.Settings()
        /// Gradients longer than this are shortened to it.
        public var clip: Float = 1
        /// Which updates are skipped.
        public var spikes = SpikeGuard.Settings()
        /// Whether blocks are computed again in the backward pass, not remembered: less memory, more time, the same bits.
        public var recomputes = false
        /// Which model the run ends with.
        public var keep = Keep.last
        /// Updates between two measurements on held-out text.
        public var validationEvery = 50
        /// Updates between two samples.
        public var sampleEvery = 50
        /// Seconds between two checkpoints.
        public var checkpointSeconds = 20.0
        /// Checkpoints that are kept: the newest ones.
        public var checkpoints = 2

        /// A run by a schedule, the rest by default.
        public init(schedule: Schedule) { self.schedule = schedule }
    }
}
