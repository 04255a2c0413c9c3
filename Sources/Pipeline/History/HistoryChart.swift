import Foundation
import Plots
import Training

/// Draws training histories.
public enum HistoryChart {
    private static let update = Axis("update")

    /// One run: loss, held-out bits per byte, gradient norm, throughput and rate over the updates, and samples along the way.
    public static func chart(of history: TrainingHistory, samples: Int = 8) -> Chart {
        let loss = Panel(
            "Loss", unit: "nats per token", x: update,
            series: [
                Series("each update", history.loss, .faint), Series("smoothed", history.smoothedLoss),
            ], height: 250)
        let rows = smallPanels(of: history).filter { $0.series.contains { !$0.points.isEmpty } }
        let pairs = stride(from: 0, to: rows.count, by: 2).map { Array(rows[$0..<min($0 + 2, rows.count)]) }
        return Chart(
            "Run \(history.run): \(history.stage)", subtitle: subtitle(of: history), rows: [[loss]] + pairs,
            notesTitle: "Samples along the way", notes: notes(of: history, samples))
    }

    /// Several runs in one picture: what they lose, and their bits per byte on held-out text where it was measured.
    public static func chart(comparing groups: [HistoryGroup], title: String) -> Chart {
        let stage = groups.first?.histories.first?.stage ?? ""
        let panel = { (title: String, unit: String, curve: (TrainingHistory) -> [Point]) in
            Panel(
                title, unit: unit, x: update,
                series: groups.enumerated().map { $1.series($0, curve) }, height: 280)
        }
        var heldOut = panel("Held-out text", "bits per byte", \.bitsPerByte)
        heldOut.series += goal(of: heldOut.series)
        let panels = [heldOut, panel("Loss, smoothed", "nats per token", \.smoothedLoss)].filter {
            $0.series.contains { !$0.points.isEmpty }
        }
        let counts = groups.map(\.histories.count)
        let band = (counts.max() ?? 1) > 1 ? "; lines are means, bands reach from the lowest to the highest run" : ""
        let dashes = heldOut.series.last?.style == .dashed ? "; dashes: where \(groups[0].label) ends" : ""
        return Chart(
            title, subtitle: "Stage \(stage), \(counts.reduce(0, +)) runs" + band + dashes, rows: panels.map { [$0] })
    }

    /// A line of dashes at the first curve's end: the others are as good where they cross it.
    private static func goal(of series: [Series]) -> [Series] {
        guard series.count > 1, let end = series.first?.points.last?.y else { return [] }
        let places = series.flatMap { $0.points.map(\.x) }
        guard let first = places.min(), let last = places.max() else { return [] }
        return [Series(nil, [Point(first, end), Point(last, end)], .dashed, color: series[0].color)]
    }

    private static func smallPanels(of history: TrainingHistory) -> [Panel] {
        let smooth = { (curve: [Point]) in
            [Series(nil, curve, .faint), Series(nil, curve.smoothed(over: history.smoothingSpan))]
        }
        return [
            Panel(
                "Held-out text", unit: "bits per byte", x: update,
                series: [Series(nil, history.bitsPerByte, .markers, color: 1)], height: 140),
            Panel(
                "Gradient norm", unit: "before clipping", x: update, y: Axis("", .logarithmic),
                series: smooth(history.curve { Double($0.gradientNorm) }), height: 140),
            Panel(
                "Throughput", unit: "tokens per second", x: update, y: Axis(includesZero: true),
                series: smooth(history.curve(\.tokensPerSecond)), height: 140),
            Panel(
                "Learning rate", x: update, y: Axis(includesZero: true),
                series: [Series(nil, history.curve { Double($0.rate) }, color: 2)], height: 140),
        ]
    }

    private static func subtitle(of history: TrainingHistory) -> String {
        guard let last = history.records.last else { return "" }
        let seconds = history.records.reduce(0) { $0 + $1.milliseconds } / 1000
        var parts = ["\(last.step) updates in \(RunReport.time(seconds))"]
        if history.isRunning { parts.append("still running, \(RunReport.time(last.secondsLeft)) left") }
        if let loss = history.smoothedLoss.last { parts.append(String(format: "loss %.3f", loss.y)) }
        if let bits = history.bitsPerByte.last { parts.append(String(format: "held-out bits per byte %.4f", bits.y)) }
        return parts.joined(separator: "  ·  ")
    }

    /// At most `count` samples, spread over the run; the first and the last are among them.
    private static func notes(of history: TrainingHistory, _ count: Int) -> [Chart.Note] {
        let all = history.records.compactMap { record in
            record.sample.map {
                Chart.Note("update \(record.step)", $0.replacingOccurrences(of: "\n", with: " ⏎ "))
            }
        }
        guard all.count > count, count > 1 else { return all }
        return (0..<count).map { all[$0 * (all.count - 1) / (count - 1)] }
    }
}
