import Artifacts
import Foundation
import Training

/// What pre-training and fine-tuning have in common: parameters of the loop, lines on the screen.
struct TrainingParameters: Sendable {
    let optimizer: Optimizer.Kind
    var rate: Double
    let muonFactor: Double
    let decay: Double
    let warmupShare: Double
    let decayShare: Double
    let validationEvery: Int
    let decayForm: Schedule.Decay
    let clip: Double
    let spikes: SpikeGuard.Settings
    let recomputes: Bool
    let checkpointSeconds: Double
    let checkpoints: Int

    init(_ section: RecipeSection, rate standardRate: Double, decayShare standardDecay: Double) throws {
        let kind = try section.string("optimizer", default: "muon", oneOf: Optimizer.Kind.allCases.map(\.rawValue))
        optimizer = Optimizer.Kind(rawValue: kind) ?? .muon
        rate = try section.double("rate", default: standardRate, in: 1e-6...1)
        muonFactor = try section.double("muonFactor", default: 4, in: 0.01...100)
        decay = try section.double("weightDecay", default: 0.1, in: 0...10)
        warmupShare = try section.double("warmup", default: 0.03, in: 0...1)
        decayShare = try section.double("decay", default: standardDecay, in: 0...1)
        validationEvery = try section.int("validationEvery", default: 0, in: 0...1_000_000)
        let form = try section.string("schedule", default: "linear", oneOf: Schedule.Decay.allCases.map(\.rawValue))
        decayForm = Schedule.Decay(rawValue: form) ?? .linear
        clip = try section.double("clip", default: 1, in: 1e-6...1_000_000)
        var spikes = SpikeGuard.Settings()
        spikes.limit = try section.double("spikeLimit", default: spikes.limit, in: 0...1000)
        spikes.window = try section.int("spikeWindow", default: spikes.window, in: 8...100_000)
        self.spikes = spikes
        recomputes = try section.bool("recompute", default: false)
        checkpointSeconds = try section.double("checkpointSeconds", default: 20, in: 0...1_000_000)
        checkpoints = try section.int("checkpoints", default: 2, in: 1...1000)
    }

    /// Those parameters on which the result depends; recomputation and checkpoints change no bit of it.
    var json: [String: JSONValue] {
        [
            "optimizer": .string(optimizer.rawValue), "rate": .number(rate), "muonFactor": .number(muonFactor),
            "weightDecay": .number(decay), "warmup": .number(warmupShare), "decay": .number(decayShare),
            "validationEvery": .int(validationEvery),
            "schedule": .string(decayForm.rawValue), "clip": .number(clip), "spikeLimit": .number(spikes.limit),
            "spikeWindow": .int(spikes.window),
        ]
    }

    func settings(steps: Int) -> Trainer.Settings {
        var settings = Trainer.Settings(
            schedule: Schedule(
                rate: Float(rate), steps: steps, warmup: max(1, Int(Double(steps) * warmupShare)),
                decay: decayForm, decayShare: Float(decayShare)))
        settings.optimizer.kind = optimizer
        settings.optimizer.muonFactor = Float(muonFactor)
        settings.optimizer.decay = Float(decay)
        settings.clip = Float(clip)
        settings.spikes = spikes
        settings.recomputes = recomputes
        settings.checkpointSeconds = checkpointSeconds
        settings.checkpoints = checkpoints
        settings.validationEvery = validationEvery > 0 ? validationEvery : max(10, steps / 10)
        settings.sampleEvery = max(10, steps / 8)
        return settings
    }

    /// Key figures of a run for the stage's manifest.
    func metrics(_ progress: TrainingProgress, _ last: StepRecord?) -> [String: JSONValue] {
        [
            "loss": .number(Double(last?.loss ?? 0)), "skipped": .int(progress.skipped),
            "peak bytes": .int(last?.peakBytes ?? 0),
        ]
    }
}

extension StageContext {
    /// Reports one update of training: a line now and then, the progress always.
    func report(_ record: StepRecord, of steps: Int) {
        let left = RunReport.time(record.secondsLeft)
        report(
            .fraction(
                Double(record.step) / Double(steps),
                String(format: "loss %.3f, %.0f tokens/s, %@ left", record.loss, record.tokensPerSecond, left)))
        let isNews = record.validationBitsPerByte != nil || record.sample != nil || record.skipped != nil
        guard isNews || record.step % max(1, steps / 20) == 0 else { return }
        var line = String(
            format: "  step %5d/%d  loss %.4f  %6.0f tokens/s  %5.0f ms  rate %.2e  norm %.2f  left %@", record.step,
            steps,
            record.loss, record.tokensPerSecond, record.milliseconds, record.rate, record.gradientNorm, left)
        if let bits = record.validationBitsPerByte { line += String(format: "  held-out bits/byte %.4f", bits) }
        if let reason = record.skipped { line += "  skipped: \(Self.words(reason))" }
        report(.line(line))
        if let sample = record.sample { report(.line("    “\(sample.replacingOccurrences(of: "\n", with: " ⏎ "))”")) }
    }

    private static func words(_ reason: SpikeGuard.Reason) -> String {
        switch reason {
        case .loss: "the loss stands out"
        case .gradient: "the gradient stands out"
        case .notFinite: "no finite number"
        }
    }
}
