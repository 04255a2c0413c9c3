import Artifacts
import Foundation
import Generation
import Tensors
import Training
import Transformer

/// The loop of practice: draw problems, sample answers, grade them, make the better ones likelier.
///
/// The same model, problems and settings give the same bytes, whatever the number of threads and wherever the practice was
/// interrupted. In the first pass of each update the log-probabilities that training computes are compared with those of sampling.
public final class PracticeTrainer {
    private let model: LanguageModel
    private let reference: ReferencePolicy?
    private let critic: Critic?
    private let groups: GroupSampler
    private let settings: PracticeSettings
    private let checkpoint: TrainingCheckpoint
    private let criticCheckpoint: TrainingCheckpoint
    private let directory: URL
    private let beginning: [String: Float]?
    private let examine: (_ step: Int) async throws -> [String: Float]
    private var progress = TrainingProgress()

    /// A practice of a model that the sampler shares.
    ///
    /// - Parameters:
    ///   - reference: the model to stay near, where the objective has a penalty.
    ///   - critic: a copy of the model, to become the value function where the objective has one.
    ///   - beginning: what `examine` would find before the first update, where it is known.
    ///   - examine: asks held-out problems; called after every so many updates, and the last one.
    public init(
        _ sampler: RolloutSampler, _ problems: any PracticeProblems, _ settings: PracticeSettings,
        reference: LanguageModel?, critic: LanguageModel? = nil, directory: URL, verifiers: Verifiers = Verifiers(),
        beginning: [String: Float]? = nil,
        examine: @escaping (_ step: Int) async throws -> [String: Float] = { _ in [:] }
    ) {
        model = sampler.model
        self.reference =
            settings.objective.penalty == .none
            ? nil : reference.map { ReferencePolicy(model: $0, tokensPerPass: settings.tokensPerPass) }
        self.critic = Critic(
            settings.objective, network: critic, settings.optimizer, tokensPerPass: settings.tokensPerPass)
        groups = GroupSampler(sampler: sampler, problems: problems, verifiers: verifiers, settings: settings)
        self.settings = settings
        self.directory = directory
        (self.beginning, self.examine) = (beginning, examine)
        checkpoint = TrainingCheckpoint(directory: directory, kept: 2)
        criticCheckpoint = TrainingCheckpoint(directory: directory.appendingPathComponent("critic"), kept: 2)
    }

    /// Practises to the last update, from the newest whole checkpoint on if there is one.
    ///
    /// - Parameters:
    ///   - report: takes the figures of each update.
    ///   - watch: takes its groups.
    /// - Throws: `PracticeError.mismatch` when sampling and training do not agree; `CancellationError` after saving.
    public func run(
        report: (PracticeRecord) -> Void = { _ in }, watch: (Int, [GradedGroup]) throws -> Void = { _, _ in }
    ) async throws {
        let optimizer = Optimizer(model, settings.optimizer)
        progress = try checkpoint.restore(checkpoint.newest()?.step ?? 0, model, optimizer) ?? TrainingProgress()
        if let critic { _ = try criticCheckpoint.restore(progress.step, critic.values.network, critic.optimizer) }
        let done = progress.step
        let log = try MetricsLog(directory: directory) { ($0["step"]?.double ?? 0) <= Double(done) }
        var lastSaved = Date()
        for step in done + 1..<max(settings.updates, done) + 1 {
            var record = PracticeRecord(step: step)
            do {
                let drawn = try await sample(&record)
                try watch(step, drawn.groups)
                try train(on: drawn.groups, optimizer, &record)
            } catch is CancellationError {
                // What was sampled for this update is sampled again: the same.
                try save(optimizer)
                throw CancellationError()
            }
            progress.step = step
            record.beginning = step == 1 ? beginning : nil
            if step % settings.examinedEvery == 0 || step == settings.updates {
                record.examined = try await examine(step)
            }
            try log.append(record)
            report(record)
            let isDue = Date().timeIntervalSince(lastSaved) > settings.checkpointSeconds
            if isDue || Task.isCancelled {
                try save(optimizer)
                lastSaved = Date()
            }
            try Task.checkCancellation()
        }
    }

    /// Removes the checkpoints, once what came out has been saved elsewhere.
    public func removeCheckpoints() {
        checkpoint.removeAll()
        criticCheckpoint.removeAll()
        try? FileManager.default.removeItem(at: criticCheckpoint.directory)
    }

    /// The critic first: whoever finds the model's checkpoint finds the critic's, too.
    private func save(_ optimizer: Optimizer) throws {
        if let critic { try criticCheckpoint.save(critic.values.network, critic.optimizer, progress) }
        try checkpoint.save(model, optimizer, progress)
    }

    private func sample(_ record: inout PracticeRecord) async throws -> GroupSampler.Drawn {
        let began = Date()
        var drawn = try await groups.groups(update: record.step)
        reference?.judge(&drawn.groups, settings.objective.penalty, perToken: critic != nil)
        critic?.judge(&drawn.groups, settings.objective.penalty)
        record.secondsSampling = drawn.seconds
        record.secondsGrading = Date().timeIntervalSince(began) - drawn.seconds
        record.take(drawn)
        return drawn
    }

    private func train(on groups: [GradedGroup], _ optimizer: Optimizer, _ record: inout PracticeRecord) throws {
        let began = Date()
        let rate = settings.schedule.rate(at: record.step)
        record.rate = rate
        let parts = parts(of: groups)
        for pass in 0..<settings.objective.passes {
            for (index, part) in parts.enumerated() {
                let isFirst = pass == 0 && index == 0
                let batches = PracticeBatch.batches(
                    part, settings.objective, tokensPerPass: settings.tokensPerPass,
                    limit: settings.sampling.maxTokens, keepsAll: keepsAll)
                try step(batches, isFirst: isFirst, rate: rate, optimizer, &record)
            }
        }
        critic?.train(on: groups, rate: rate * settings.criticFactor, clip: settings.clip)
        record.secondsTraining = Date().timeIntervalSince(began)
    }

    /// Whether tokens without an advantage have a loss all the same.
    private var keepsAll: Bool {
        if critic != nil { return true }
        if case .loss = settings.objective.penalty { return true }
        return settings.objective.entropy > 0
    }

    /// The groups of each step of the optimizer.
    private func parts(of groups: [GradedGroup]) -> [[GradedGroup]] {
        let size = max(1, (groups.count + settings.objective.steps - 1) / settings.objective.steps)
        return stride(from: 0, to: groups.count, by: size).map { Array(groups[$0..<min($0 + size, groups.count)]) }
    }

    private func step(
        _ batches: [PracticeBatch], isFirst: Bool, rate: Float, _ optimizer: Optimizer, _ record: inout PracticeRecord
    ) throws {
        guard !batches.isEmpty else { return }
        let objective = settings.objective
        var (loss, mismatch, clipped, divergence, count) = (Float(0), Float(0), 0, Float(0), 0)
        for batch in batches {
            let tape = model.tape(recording: true)
            let part = model.targetLoss(batch.tokens, targets: batch.targets, segments: batch.segments, on: tape) {
                index, logProbability in
                let token = batch.made[index]
                mismatch = max(mismatch, abs(logProbability - token.old))
                clipped += objective.isClipped(token, at: logProbability) ? 1 : 0
                let log = token.reference - logProbability
                divergence += exp(log) - log - 1
                count += 1
                return objective.loss(of: token, at: logProbability)
            }
            tape.backward(part)
            loss += part.value.scalar
        }
        if isFirst {
            record.mismatch = mismatch
            guard mismatch == 0 || model.backend.precision != .f32 else {
                throw PracticeError.mismatch(step: record.step, difference: mismatch)
            }
        }
        let norm = optimizer.gradientNorm
        guard loss.isFinite, norm.isFinite else {
            throw TrainingError.diverged(step: record.step, updates: 1)
        }
        optimizer.update(rate: rate, gradientScale: norm > settings.clip ? settings.clip / norm : 1)
        model.clearGradients()
        record.loss += loss
        record.gradientNorm = max(record.gradientNorm, norm)
        record.clipped = Float(clipped) / Float(max(1, count))
        if reference != nil { record.divergence = divergence / Float(max(1, count)) }
    }
}
