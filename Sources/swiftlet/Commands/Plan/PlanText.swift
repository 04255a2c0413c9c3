import Foundation
import Training
import Transformer

/// A plan as tables for a terminal.
struct PlanText {
    private let report: PlanReport
    private let utilization: Double
    private let price: Double

    init(_ report: PlanReport, utilization: Double, price: Double) {
        self.report = report
        self.utilization = utilization
        self.price = price
    }

    var text: String {
        var parts = [network, parameters]
        if !report.derived.isEmpty { parts.append(derived) }
        parts += [run, memory, time]
        if let story = report.story { parts.append(text(of: story)) }
        return parts.joined(separator: "\n\n")
    }

    private var network: String {
        let s = report.shape
        return "\(s.arch): \(s.layers) layers, width \(s.width), \(s.heads) heads of \(s.head_size)"
            + (s.key_value_heads == s.heads ? "" : " (\(s.key_value_heads) of keys and values)")
            + ", MLP \(s.hidden), context \(s.context), vocabulary \(s.vocabulary)"
    }

    private var parameters: String {
        var table = TextTable(["parameters", "count", "share"])
        for part in ParameterShape.Part.allCases {
            guard let count = report.parameters[part.rawValue] else { continue }
            table.add([part.rawValue, "\(count)", percent(count, of: report.parameters_total)])
        }
        if report.shape.tied_embeddings { table.add(["head", "0", "is the embedding"]) }
        table.add(["all", "\(report.parameters_total)", Self.number(Double(report.parameters_total))])
        return table.text
    }

    private var derived: String {
        var table = TextTable(["derived", "value", "by the rule"])
        for number in report.derived { table.add([number.name, number.text, number.rule]) }
        return table.text
    }

    private var run: String {
        let perToken = report.product_flops_per_token + report.attention_flops_per_token
        var table = TextTable(["arithmetic", "FLOP", "how"])
        table.add(["products, per token", Self.number(Double(report.product_flops_per_token)), "6·N"])
        table.add([
            "attention, per token", Self.number(Double(report.attention_flops_per_token)),
            "12·layers·heads·head size·context (\(percent(report.attention_flops_per_token, of: perToken)))",
        ])
        table.add([
            "the run", String(format: "%.2e", report.flops),
            "\(Self.number(Double(report.tokens))) tokens: \(report.steps) updates of \(report.batch)×\(report.shape.context)",
        ])
        return table.text
    }

    private var memory: String {
        let (kept, again) = (report.memory, report.memory_recomputing)
        var table = TextTable(["memory on this machine, MB", "as it is", "recomputing"])
        for (name, value) in [
            ("parameters", \PlanReport.Memory.parameters), ("gradients", \.gradients),
            ("moments (\(report.optimizer))", \.moments), ("packed weights (\(report.precision))", \.packed_weights),
            ("activations of \(report.micro_batch)×\(report.shape.context) rows", \.activations),
            ("logits and other work", \.workspace), ("peak", \.peak_bytes),
        ] { table.add([name, Self.megabytes(kept[keyPath: value]), Self.megabytes(again[keyPath: value])]) }
        table.add(["reached at the", kept.peak_at, again.peak_at])
        return table.text
    }

    private var time: String {
        var table = TextTable(["on", "TFLOP/s", "tokens/s", "time", "dollars", "GB of each"])
        for row in report.estimates {
            table.add([
                (row.count > 1 ? "\(row.count)×" : "") + row.device, String(format: "%.3g", row.flopsPerSecond / 1e12),
                Self.number(row.tokensPerSecond), Self.time(row.hours), Self.dollars(row.dollars), Self.room(row),
            ])
        }
        var remarks = [
            "GPUs: \(Self.plain(utilization)) % of 989 TFLOP/s, \(Self.plain(price)) dollars per GPU-hour (assumed).",
            "Memory: each device holds all parameters, gradients and moments, and passes of "
                + "\(report.micro_batch)×\(report.shape.context) rows.",
        ]
        if let most = report.estimates.map(\.count).max(), most > report.batch {
            remarks.append("An update of \(report.batch) sequences keeps no more devices than that busy.")
        }
        if let probe = report.probe {
            remarks.append(
                "This machine was measured in \(probe.updates) updates of \(probe.layers) layers with "
                    + "\(probe.vocabulary) symbols.")
        }
        return table.text + "\n\n" + remarks.joined(separator: "\n")
    }

    private func text(of story: GPT2Story) -> String {
        var table = TextTable(["the price of GPT-2", "tokens", "8×H100", "the talk says", "by this arithmetic"])
        for line in story.lines {
            table.add([
                line.what, Self.number(line.tokens), line.hours.map(Self.time) ?? "–", Self.dollars(line.quotedDollars),
                Self.dollars(line.dollars),
            ])
        }
        return table.text
    }

    // MARK: Numbers as a person reads them

    static func number(_ value: Double) -> String {
        for (unit, size) in [(" T", 1e12), (" B", 1e9), (" M", 1e6), (" k", 1e3)] where value >= size {
            return String(format: "%.3g", value / size) + unit
        }
        return String(format: "%.3g", value)
    }

    static func time(_ hours: Double) -> String {
        switch hours {
        case (24.0 * 365 * 2)...: String(format: "%.3g years", hours / 24 / 365)
        case 48.0...: String(format: "%.3g days", hours / 24)
        case 1.0...: String(format: "%.1f h", hours)
        case (1.0 / 60)...: String(format: "%.1f min", hours * 60)
        default: String(format: "%.1f s", hours * 3600)
        }
    }

    private static func dollars(_ value: Double?) -> String {
        value.map { String(format: $0 < 10 ? "%.2f" : "%.0f", $0) } ?? "–"
    }

    private static func room(_ row: TrainingEstimate) -> String {
        String(format: "%.3g of %.3g", Double(row.peakBytes) / 1e9, row.memoryBytes / 1e9)
            + (Double(row.peakBytes) > row.memoryBytes ? ": too little" : "")
    }

    private static func megabytes(_ bytes: Int) -> String { String(format: "%.1f", Double(bytes) / 1e6) }

    private static func plain(_ value: Double) -> String { String(format: "%g", value) }

    private func percent(_ part: Int, of whole: Int) -> String {
        String(format: "%.1f %%", 100 * Double(part) / Double(max(1, whole)))
    }
}
