import Artifacts
import Foundation
import Generation
import Tensors
import Training
import Transformer

/// Direct preference optimization (Rafailov et al. 2023): no reward model and no sampling, a loss on pairs.
///
///     loss = −log σ(z),  z = β·[log p(y⁺)/p_ref(y⁺) − log p(y⁻)/p_ref(y⁻)],
///
/// with y⁺ the answer that was preferred and log p that of the whole answer. The slope for log p(y⁺) is −β·σ(−z), for log p(y⁻) the
/// same upwards, so that an update is one forward pass for z and one with these slopes.
public final class DirectPreferenceTrainer {
    /// How it is trained.
    public struct Settings: Sendable {
        /// How far answers may go from the reference: the smaller, the farther.
        public var beta: Float = 0.1
        /// Updates in all, and pairs in each.
        public var updates: Int
        public var pairs = 64
        /// Tokens in a pass, at most, but for a longer answer.
        public var tokensPerPass = 4096
        /// The learning rates.
        public var schedule: Schedule
        /// The optimizer.
        public var optimizer = Optimizer.Settings()
        /// Gradients longer than this are shortened to it.
        public var clip: Float = 1
        /// Updates between two examinations, and seconds between two checkpoints.
        public var examinedEvery = 20
        public var checkpointSeconds = 20.0
        /// The seed of the pairs' order.
        public var seed: UInt64 = 1

        /// So many updates at a rate that falls to zero.
        public init(updates: Int, rate: Float) {
            self.updates = updates
            schedule = Schedule(
                rate: rate, steps: updates, warmup: max(1, updates / 20), decay: .linear, decayShare: 0.8,
                finalShare: 0)
            optimizer.decay = 0
        }
    }

    /// One update, as a line on the screen and in metrics.jsonl.
    public struct Record: Codable, Sendable, Equatable {
        /// The update's number, from 1.
        public var step: Int
        /// The mean of −log σ(z); log 2 at the beginning.
        public var loss: Float
        /// The share of pairs with z > 0.
        public var accuracy: Float
        /// The mean of z / β, in nats.
        public var margin: Float
        /// The norm of the gradient before clipping, and the learning rate.
        public var gradientNorm: Float
        public var rate: Float
        /// What an examination found.
        public var examined: [String: Float]?
    }

    private let model: LanguageModel
    private let reference: ReferencePolicy
    private let pairs: [PreferencePair]
    private let settings: Settings
    private let directory: URL
    private let checkpoint: TrainingCheckpoint
    private let examine: (_ step: Int) async throws -> [String: Float]

    /// A training of a model on pairs, of which there is one at least.
    ///
    /// - Parameters:
    ///   - reference: the model as it was, to stay near.
    ///   - examine: called after every so many updates, and the last one.
    public init(
        _ model: LanguageModel, reference: LanguageModel, _ pairs: [PreferencePair], _ settings: Settings,
        directory: URL, examine: @escaping (_ step: Int) async throws -> [String: Float] = { _ in [:] }
    ) {
        precondition(!pairs.isEmpty, "there are no pairs")
        (self.model, self.pairs, self.settings, self.directory) = (model, pairs, settings, directory)
        self.reference = ReferencePolicy(model: reference, tokensPerPass: settings.tokensPerPass)
        self.examine = examine
        checkpoint = TrainingCheckpoint(directory: directory, kept: 2)
    }

    /// Trains to the last update, from the newest whole checkpoint on if there is one.
    ///
    /// - Throws: `TrainingError.diverged`; `CancellationError` after saving.
    public func run(report: (Record) -> Void = { _ in }) async throws {
        let optimizer = Optimizer(model, settings.optimizer)
        var progress =
            try checkpoint.restore(checkpoint.newest()?.step ?? 0, model, optimizer) ?? TrainingProgress()
        let done = progress.step
        let log = try MetricsLog(directory: directory) { ($0["step"]?.double ?? 0) <= Double(done) }
        var lastSaved = Date()
        for step in done + 1..<max(settings.updates, done) + 1 {
            var record = try update(step, optimizer)
            progress.step = step
            if step % settings.examinedEvery == 0 || step == settings.updates {
                record.examined = try await examine(step)
            }
            try log.append(record)
            report(record)
            if Date().timeIntervalSince(lastSaved) > settings.checkpointSeconds || Task.isCancelled {
                try checkpoint.save(model, optimizer, progress)
                lastSaved = Date()
            }
            try Task.checkCancellation()
        }
    }

    /// Removes the checkpoints, once what came out has been saved elsewhere.
    public func removeCheckpoints() { checkpoint.removeAll() }

    /// The pairs of an update: a pass over all of them in an order of its own, then the next pass.
    private func drawn(_ step: Int) -> [PreferencePair] {
        var orders: [Int: [Int]] = [:]
        return ((step - 1) * settings.pairs..<step * settings.pairs).map { place in
            let (pass, index) = place.quotientAndRemainder(dividingBy: pairs.count)
            if orders[pass] == nil {
                var random = RandomStream(seed: settings.seed, purpose: .shuffle, step: pass)
                orders[pass] = Array(pairs.indices).shuffled(using: &random)
            }
            return pairs[orders[pass]?[index] ?? index]
        }
    }

    private func update(_ step: Int, _ optimizer: Optimizer) throws -> Record {
        let pairs = drawn(step)
        let answers = pairs.flatMap { [$0.better, $0.worse] }
        let own = ReferencePolicy(model: model, tokensPerPass: settings.tokensPerPass).logProbabilities(of: answers)
        let old = reference.logProbabilities(of: answers)
        let ratios = zip(own, old).map { $0.reduce(0, +) - $1.reduce(0, +) }
        let share = 1 / Float(pairs.count)
        var record = Record(step: step, loss: 0, accuracy: 0, margin: 0, gradientNorm: 0, rate: 0)
        var advantages: [Float] = []
        for pair in pairs.indices {
            let margin = ratios[2 * pair] - ratios[2 * pair + 1]
            let z = settings.beta * margin
            let slope = settings.beta * share / (1 + exp(z))
            advantages += [slope, -slope]
            record.loss += share * log1p(exp(-abs(z))) + share * max(0, -z)
            record.accuracy += z > 0 ? share : 0
            record.margin += share * margin
        }
        passBack(answers, advantages)
        record.gradientNorm = optimizer.gradientNorm
        record.rate = settings.schedule.rate(at: step)
        guard record.loss.isFinite, record.gradientNorm.isFinite else {
            throw TrainingError.diverged(step: step, updates: 1)
        }
        let norm = record.gradientNorm
        optimizer.update(rate: record.rate, gradientScale: norm > settings.clip ? settings.clip / norm : 1)
        model.clearGradients()
        return record
    }

    /// The gradient of −Σ advantage · log p over whole answers.
    private func passBack(_ answers: [Rollout], _ advantages: [Float]) {
        let lengths = answers.map { $0.prompt.count + $0.ids.count - 1 }
        let packs = ConversationPacking.packs(
            Array(answers.indices), lengths: lengths, capacity: settings.tokensPerPass)
        for pack in packs {
            var batch = PracticeBatch()
            for index in pack { batch.append(answers[index], advantage: advantages[index]) }
            let tape = model.tape(recording: true)
            let loss = model.targetLoss(batch.tokens, targets: batch.targets, segments: batch.segments, on: tape) {
                index, logProbability in
                let advantage = batch.made[index].advantage
                return (-advantage * logProbability, -advantage)
            }
            tape.backward(loss)
        }
    }
}
