import Foundation
import Tensors
import Training
import Transformer

/// Recomputes what a file of expected values records for a model: to check a conversion.
///
/// Known records: `logits`, `loss`, `grad.<parameter>`, `adamw_losses`, `greedy` for `input_ids` and `targets`; and `tokens`
/// with `logits.<stem>`.
public struct ModelCheck: Sendable {
    /// How far one record is off.
    public struct Difference: Codable, Sendable, Equatable {
        /// The greatest difference.
        public var absolute: Double
        /// The greatest difference over the record's greatest value.
        public var relative: Double
    }

    /// The differences, by record; gradients under their names.
    public let differences: [String: Difference]

    /// The greatest relative difference.
    public var worst: Double { differences.values.map(\.relative).max() ?? .infinity }

    /// Recomputes all records of `expected`; `stem` chooses among `logits.<stem>`.
    public init(_ model: LanguageModel, expected: SafetensorsFile, stem: String?) throws {
        var found: [String: Difference] = [:]
        if expected.entries["input_ids"] != nil { try Self.checkBatch(model, expected, &found) }
        if expected.entries["tokens"] != nil {
            let name =
                stem.map { "logits.\($0)" } ?? expected.entries.keys.sorted().first { $0.hasPrefix("logits.") }
                ?? "logits"
            let tokens = try expected.integers("tokens")
            let tape = model.tape(recording: false)
            let hidden = model.hidden(tokens, segments: [Segment(start: 0, count: tokens.count)], on: tape)
            found[name] = Self.difference(
                model.logits(hidden, on: tape).value.toArray(), try expected.tensor(name).toArray())
        }
        differences = found
    }

    private static func checkBatch(
        _ model: LanguageModel, _ expected: SafetensorsFile, _ found: inout [String: Difference]
    ) throws {
        let ids = try expected.integers("input_ids")
        let shape = expected.entries["input_ids"]?.shape ?? []
        let (rows, length) = (shape.first ?? 1, shape.last ?? ids.count)
        let segments = (0..<rows).map { Segment(start: $0 * length, count: length) }
        if expected.entries["logits"] != nil {
            let tape = model.tape(recording: false)
            let logits = model.logits(model.hidden(ids, segments: segments, on: tape), on: tape)
            found["logits"] = difference(logits.value.toArray(), try expected.tensor("logits").toArray())
        }
        if let greedy = expected.entries["greedy"] {
            found["greedy"] = difference(
                GreedyContinuation.of(
                    segments.map { Array(ids[$0.start..<$0.start + $0.count]) }, count: greedy.shape.last ?? 0, model
                ).joined().map(Float.init),
                try expected.integers("greedy").map(Float.init))
        }
        guard expected.entries["targets"] != nil else { return }
        var settings = Optimizer.Settings()
        settings.decaysAll = true
        let optimizer = Optimizer(model, settings)
        let targets = try expected.integers("targets")
        let normalizer = Float(targets.count { $0 >= 0 })
        var losses: [Float] = []
        for step in 0..<max(1, expected.entries["adamw_losses"]?.shape.first ?? 1) {
            let tape = model.tape(recording: true)
            let loss = model.loss(ids, targets: targets, segments: segments, normalizer: normalizer, on: tape)
            losses.append(loss.value.scalar)
            tape.backward(loss)
            if step == 0 {
                for (name, tensor) in Checkpoint.gradients(of: model) where expected.entries["grad.\(name)"] != nil {
                    found["grad.\(name)"] = difference(tensor.toArray(), try expected.tensor("grad.\(name)").toArray())
                }
            }
            optimizer.update(rate: 1e-3)
            model.clearGradients()
        }
        if expected.entries["loss"] != nil {
            found["loss"] = difference([losses[0]], try expected.tensor("loss").toArray())
        }
        if expected.entries["adamw_losses"] != nil {
            found["adamw_losses"] = difference(losses, try expected.tensor("adamw_losses").toArray())
        }
    }

    private static func difference(_ found: [Float], _ expected: [Float]) -> Difference {
        guard found.count == expected.count else { return Difference(absolute: .infinity, relative: .infinity) }
        var absolute = 0.0
        var greatest = 0.0
        for (a, b) in zip(found, expected) {
            absolute = max(absolute, (a - b).isNaN ? .infinity : Double(abs(a - b)))
            greatest = max(greatest, Double(abs(b)))
        }
        return Difference(absolute: absolute, relative: absolute / max(greatest, 1e-30))
    }
}
