import Artifacts
import Foundation
import Training

/// What pre-training and fine-tuning have in common: parameters of the optimizer, lines on the screen.
struct TrainingParameters: Sendable {
    let optimizer: Optimizer.Kind
    var rate: Double
    let muonFactor: Double
    let decay: Double
    let warmupShare: Double
    let decayShare: Double
    let validationEvery: Int

    init(_ section: RecipeSection, rate standardRate: Double, decayShare standardDecay: Double) throws {
        let kind = try section.string("optimizer", default: "muon", oneOf: Optimizer.Kind.allCases.map(\.rawValue))
        optimizer = Optimizer.Kind(rawValue: kind) ?? .muon
        rate = try section.double("rate", default: standardRate, in: 1e-6...1)
        muonFactor = try section.double("muonFactor", default: 4, in: 0.01...100)
        decay = try section.double("weightDecay", default: 0.1, in: 0...10)
        warmupShare = try section.double("warmup", default: 0.03, in: 0...1)
        decayShare = try section.double("decay", default: standardDecay, in: 0...1)
        validationEvery = try section.int("validationEvery", default: 0, in: 0...1_000_000)
    }

    var json: [String: JSONValue] {
        [
            "optimizer": .string(optimizer.rawValue), "rate": .number(rate), "muonFactor": .number(muonFactor),
            "weightDecay": .number(decay), "warmup": .number(warmupShare), "decay": .number(decayShare),
            "validationEvery": .int(validationEvery),
        ]
    }

    func settings(steps: Int) -> Trainer.Settings {
        var settings = Trainer.Settings(
            schedule: Schedule(
                rate: Float(rate), steps: steps, warmup: max(1, Int(Double(steps) * warmupShare)),
                decayShare: Float(decayShare)))
        settings.optimizer.kind = optimizer
        settings.optimizer.muonFactor = Float(muonFactor)
        settings.optimizer.decay = Float(decay)
        settings.validationEvery = validationEvery > 0 ? validationEvery : max(10, steps / 10)
        settings.sampleEvery = max(10, steps / 8)
        return settings
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
        let isNews = record.validationBitsPerByte != nil || record.sample != nil
        guard isNews || record.step % max(1, steps / 20) == 0 else { return }
        var line = String(
            format: "  step %5d/%d  loss %.4f  %6.0f tokens/s  %5.0f ms  rate %.2e  norm %.2f  left %@", record.step,
            steps,
            record.loss, record.tokensPerSecond, record.milliseconds, record.rate, record.gradientNorm, left)
        if let bits = record.validationBitsPerByte { line += String(format: "  held-out bits/byte %.4f", bits) }
        report(.line(line))
        if let sample = record.sample { report(.line("    “\(sample.replacingOccurrences(of: "\n", with: " ⏎ "))”")) }
    }
}
