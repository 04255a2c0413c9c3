import Artifacts
import Foundation
import Tensors
import Transformer

/// The training loop of every stage.
///
/// The same model, data and settings give the same bits, whatever the number of threads and wherever the run was
/// interrupted.
public final class Trainer {
    /// What the run has come to.
    public internal(set) var progress = TrainingProgress()
    let model: LanguageModel
    let data: any TrainingData
    let settings: Settings
    let checkpoints: TrainingCheckpoint
    private let directory: URL
    private let group: any ProcessGroup
    private let validation: BitsPerByte?
    private let sample: (LanguageModel, _ step: Int) throws -> String?

    /// A trainer that keeps its checkpoints and metrics in `directory`, one for each rank of a group.
    public init(
        _ model: LanguageModel, _ data: any TrainingData, _ settings: Settings, directory: URL,
        group: any ProcessGroup = SingleProcess(), validation: BitsPerByte? = nil,
        sample: @escaping (LanguageModel, _ step: Int) throws -> String? = { _, _ in nil }
    ) {
        self.model = model
        self.data = data
        self.settings = settings
        self.directory = directory
        self.group = group
        self.validation = validation
        self.sample = sample
        checkpoints = TrainingCheckpoint(directory: directory, kept: settings.checkpoints)
    }

    /// Trains to the last update, from the newest whole checkpoint on if there is one; returns the last record. The model is
    /// then the last or the best one, as the settings say.
    ///
    /// When the task of any rank is cancelled, all write a checkpoint and throw `CancellationError`.
    ///
    /// - Throws: `TrainingError.diverged` when several updates in a row had no finite loss or gradient.
    @discardableResult
    public func run(report: (StepRecord) -> Void = { _ in }) throws -> StepRecord? {
        let optimizer = Optimizer(model, settings.optimizer)
        try resume(optimizer)
        let done = progress.step
        let log = try MetricsLog(directory: directory) { ($0["step"]?.double ?? 0) <= Double(done) }
        CachingAllocator.shared.resetPeak()
        var last: StepRecord?
        var lastSaved = Date()
        let started = Date()
        for step in done + 1..<max(data.steps, done) + 1 {
            var record = try update(step, optimizer)
            let pace = Date().timeIntervalSince(started) / Double(step - done)
            record.secondsLeft = pace * Double(data.steps - step)
            let isLast = step == data.steps
            if isLast || step % settings.validationEvery == 0 { try measure(&record) }
            if isLast || step % settings.sampleEvery == 0 { record.sample = try sample(model, step) }
            record.peakBytes = CachingAllocator.shared.statistics.peak
            try log.append(record)
            report(record)
            last = record
            let (isStopped, isSaveDue) = try wishes(since: lastSaved)
            if isStopped || isSaveDue {
                try checkpoints.save(model, optimizer, progress)
                lastSaved = Date()
            }
            if isStopped { throw CancellationError() }
        }
        if settings.keep == .best, let best = progress.best { try checkpoints.load(best, into: model) }
        return try last ?? recordedLast()
    }

    /// Removes the checkpoints, once what came out has been saved elsewhere.
    public func removeCheckpoints() { checkpoints.removeAll() }

    /// Goes on from the newest checkpoint that every rank has: a kill between two ranks' renames leaves one of them ahead.
    private func resume(_ optimizer: Optimizer) throws {
        let newest = try checkpoints.newest()
        var steps = [Double](repeating: 0, count: group.ranks)
        steps[group.rank] = Double(newest?.step ?? 0)
        let common = Int(try group.sum(steps).min() ?? 0)
        progress = try checkpoints.restore(common, model, optimizer) ?? TrainingProgress()
    }

    /// One update: gradients of its batches, clipped, and a step of the optimizer.
    func update(_ step: Int, _ optimizer: Optimizer) throws -> StepRecord {
        let began = Date()
        let batches = data.batches(step: step)
        let counts = try group.sum([
            Double(batches.reduce(0) { $0 + $1.targetCount }), Double(batches.reduce(0) { $0 + $1.tokens.count }),
        ])
        var part: Float = 0
        for batch in batches {
            let tape = model.tape(recording: true, recomputing: settings.recomputes)
            let loss = model.loss(
                batch.tokens, targets: batch.targets, segments: batch.segments, normalizer: Float(max(1, counts[0])),
                on: tape)
            tape.backward(loss)
            part += loss.value.scalar
        }
        let loss = Float(try group.sum([Double(part)])[0])
        try sumGradients()
        let norm = optimizer.gradientNorm
        let rate = settings.schedule.rate(at: step)
        let reason = progress.spikes.judge(loss: loss, gradientNorm: norm, settings.spikes)
        guard progress.spikes.notFiniteInARow < settings.spikes.notFiniteLimit else {
            throw TrainingError.diverged(step: step, updates: settings.spikes.notFiniteLimit)
        }
        if reason == nil {
            optimizer.update(rate: rate, gradientScale: norm > settings.clip ? settings.clip / norm : 1)
        } else {
            progress.skipped += 1
        }
        progress.step = step
        model.clearGradients()
        let seconds = Date().timeIntervalSince(began)
        return StepRecord(
            step: step, loss: loss, rate: rate, gradientNorm: norm, skipped: reason, milliseconds: seconds * 1000,
            tokensPerSecond: counts[1] / seconds, secondsLeft: 0, peakBytes: 0)
    }

    /// The ranks' gradients become their sum; a rank whose share was empty adds zeros.
    private func sumGradients() throws {
        for parameter in model.parameters where parameter.gradient == nil {
            parameter.gradient = Tensor(zeros: parameter.value.shape)
        }
        try group.sum(model.parameters.compactMap(\.gradient))
    }

    private func measure(_ record: inout StepRecord) throws {
        guard let bits = validation?.evaluate(model) else { return }
        record.validationBitsPerByte = bits
        guard bits < progress.best?.bitsPerByte ?? .infinity else { return }
        progress.best = try checkpoints.saveBest(model, step: record.step, bitsPerByte: bits)
    }

    /// Whether any rank is told to stop, or finds that a checkpoint is due: all do the same.
    private func wishes(since lastSaved: Date) throws -> (isStopped: Bool, isSaveDue: Bool) {
        let isDue = Date().timeIntervalSince(lastSaved) > settings.checkpointSeconds
        let ranks = try group.sum([Task.isCancelled ? 1 : 0, isDue ? 1 : 0])
        return (ranks[0] > 0, ranks[1] > 0)
    }

    /// The last line of the metrics, for a run that was killed between its last update and its end.
    private func recordedLast() throws -> StepRecord? {
        try MetricsLog.read(directory.appendingPathComponent(MetricsLog.fileName)).last.map {
            let decoder = ForeignJSONDecoder()
            decoder.nonConformingFloatDecodingStrategy = MetricsLog.notFinite.decoding
            return try decoder.decode(StepRecord.self, from: Data($0.text.utf8))
        }
    }
}
