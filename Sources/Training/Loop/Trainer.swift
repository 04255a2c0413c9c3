import Artifacts
import Foundation
import Tensors
import Transformer

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
    /// Wall-clock milliseconds of the update.
    public var milliseconds: Double
    /// Tokens per second of the update.
    public var tokensPerSecond: Double
    /// Seconds until the last update, at the present pace.
    public var secondsLeft: Double
    /// Bits per byte on held-out text, where it was measured.
    public var validationBitsPerByte: Double?
    /// Text that the model wrote, where it was asked to.
    public var sample: String?
}

/// The training loop of every stage.
///
/// The same model, data and settings give the same bits, whatever the number of threads and wherever the run was
/// interrupted.
public final class Trainer {
    /// What a run does.
    public struct Settings: Sendable {
        /// The learning rates.
        public var schedule: Schedule
        /// The optimizer.
        public var optimizer = Optimizer.Settings()
        /// Gradients longer than this are shortened to it.
        public var clip: Float = 1
        /// Updates between two measurements on held-out text.
        public var validationEvery = 50
        /// Updates between two samples.
        public var sampleEvery = 50
        /// Seconds between two checkpoints.
        public var checkpointSeconds = 20.0

        /// A run by a schedule, the rest by default.
        public init(schedule: Schedule) { self.schedule = schedule }
    }

    let model: LanguageModel
    let data: any TrainingData
    let settings: Settings
    let directory: URL
    private let validation: BitsPerByte?
    private let sample: (LanguageModel) -> String?

    /// A trainer that keeps its checkpoints and metrics in `directory`.
    public init(
        _ model: LanguageModel, _ data: any TrainingData, _ settings: Settings, directory: URL,
        validation: BitsPerByte? = nil, sample: @escaping (LanguageModel) -> String? = { _ in nil }
    ) {
        self.model = model
        self.data = data
        self.settings = settings
        self.directory = directory
        self.validation = validation
        self.sample = sample
    }

    /// Trains to the last update, from the newest whole checkpoint on if there is one; returns the last record.
    ///
    /// When the task is cancelled, a checkpoint is written before `CancellationError` is thrown.
    @discardableResult
    public func run(report: (StepRecord) -> Void = { _ in }) throws -> StepRecord? {
        let optimizer = Optimizer(model, settings.optimizer)
        let checkpoints = TrainingCheckpoint(directory: directory)
        let done = try checkpoints.restore(model, optimizer)
        let log = try MetricsLog(directory: directory) { ($0["step"]?.double ?? 0) <= Double(done) }
        var last: StepRecord?
        var lastSaved = Date()
        let started = Date()
        for step in done + 1..<max(data.steps, done) + 1 {
            var record = try update(step, optimizer)
            let pace = Date().timeIntervalSince(started) / Double(step - done)
            record.secondsLeft = pace * Double(data.steps - step)
            let isLast = step == data.steps
            if isLast || step % settings.validationEvery == 0 {
                record.validationBitsPerByte = validation?.evaluate(model)
            }
            if isLast || step % settings.sampleEvery == 0 { record.sample = sample(model) }
            try log.append(record)
            report(record)
            last = record
            if Task.isCancelled || Date().timeIntervalSince(lastSaved) > settings.checkpointSeconds {
                try checkpoints.save(model, optimizer)
                lastSaved = Date()
                try Task.checkCancellation()
            }
        }
        return try last
            ?? MetricsLog.read(directory.appendingPathComponent(MetricsLog.fileName)).last.map {
                // The run was killed between its last update and its end.
                try JSONDecoder().decode(StepRecord.self, from: Data($0.text.utf8))
            }
    }

    /// Removes the checkpoints, once what came out has been saved elsewhere.
    public func removeCheckpoints() { TrainingCheckpoint(directory: directory).removeAll() }

    /// One update: gradients of its batches, clipped, and a step of the optimizer.
    func update(_ step: Int, _ optimizer: Optimizer) throws -> StepRecord {
        let began = Date()
        let batches = data.batches(step: step)
        let targets = batches.reduce(0) { $0 + $1.targetCount }
        var loss: Float = 0
        for batch in batches {
            let tape = model.tape(recording: true)
            let part = model.loss(
                batch.tokens, targets: batch.targets, segments: batch.segments, normalizer: Float(max(1, targets)),
                on: tape)
            tape.backward(part)
            loss += part.value.scalar
        }
        let norm = optimizer.gradientNorm
        guard loss.isFinite, norm.isFinite else { throw TrainingError.diverged(step: step) }
        let rate = settings.schedule.rate(at: step)
        optimizer.update(rate: rate, gradientScale: norm > settings.clip ? settings.clip / norm : 1)
        model.clearGradients()
        let seconds = Date().timeIntervalSince(began)
        let tokens = batches.reduce(0) { $0 + $1.tokens.count }
        return StepRecord(
            step: step, loss: loss, rate: rate, gradientNorm: norm, milliseconds: seconds * 1000,
            tokensPerSecond: Double(tokens) / seconds, secondsLeft: 0)
    }
}
