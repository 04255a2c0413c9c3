import Artifacts
import Foundation
import Plots
import Practice

/// The curves of a practice, drawn from its metrics while it runs.
package enum PracticeChart {
    private static let update = Axis("update")

    /// Draws what the metrics in a folder say so far, into the same folder.
    static func write(to folder: URL) throws {
        let lines = try MetricsLog.read(folder.appendingPathComponent(MetricsLog.fileName))
        try AtomicFile.write(Data(chart(lines).svg.utf8), to: folder.appendingPathComponent(MetricsLog.chartName))
    }

    package static func chart(_ lines: [JSONValue]) -> Chart {
        func curve(_ key: String) -> [Point] {
            lines.compactMap { line in
                guard let step = line["step"]?.double, let value = line[key]?.double else { return nil }
                return Point(step, value)
            }
        }
        func panel(_ title: String, _ unit: String, _ key: String, color: Int, _ y: Axis = Axis(includesZero: true))
            -> Panel
        {
            let points = curve(key)
            return Panel(
                title, unit: unit, x: update, y: y,
                series: [
                    Series(nil, points, .faint, color: color),
                    Series(nil, points.smoothed(over: max(1, points.count / 20)), color: color),
                ], height: 140)
        }
        let right = Panel(
            "Answers", unit: "share", x: update, y: Axis(domain: 0...1),
            series: [
                Series("right", curve("accuracy")),
                Series("right in whatever form", curve("lenientAccuracy"), color: 1),
                Series("in the form that was asked for", curve("formed"), .dashed, color: 2),
            ], height: 200)
        let sets = examined(lines)
        let areShares = sets.allSatisfy { $0.points.allSatisfy { (0...1).contains($0.y) } }
        let kept = Panel(
            areShares ? "Held-out problems, right" : "Held-out prompts", unit: areShares ? "share" : "deviations",
            x: update, y: areShares ? Axis(domain: 0...1) : Axis(includesZero: true), series: sets, height: 160)
        let small = [
            panel("Length", "tokens", "length", color: 0), panel("Entropy", "nats per token", "entropy", color: 1),
            panel("Groups without signal", "share", "withoutSignal", color: 2),
            panel("From the reference", "KL, nats per token", "divergence", color: 3),
            panel("Gradient norm", "before clipping", "gradientNorm", color: 4),
            panel("Sampling", "tokens per second", "tokensPerSecond", color: 5),
        ].filter { $0.series.contains { !$0.points.isEmpty } }
        let seconds = Panel(
            "Time of an update", unit: "s", x: update, y: Axis(includesZero: true),
            series: [
                Series("sampling", curve("secondsSampling")), Series("training", curve("secondsTraining"), color: 1),
                Series("grading", curve("secondsGrading"), color: 2),
            ], height: 140)
        let rows = small + [seconds]
        return Chart(
            "Practice", subtitle: subtitle(lines),
            rows: [[right]] + (kept.series.isEmpty ? [] : [[kept]])
                + stride(from: 0, to: rows.count, by: 2).map { Array(rows[$0..<min($0 + 2, rows.count)]) })
    }

    /// Held-out problems that were asked before and now and then, one curve for each set.
    private static func examined(_ lines: [JSONValue]) -> [Series] {
        var curves: [String: [Point]] = [:]
        for line in lines {
            guard let step = line["step"]?.double else { continue }
            for (key, step) in [("beginning", step - 1), ("examined", step)] {
                guard case .object(let sets) = line[key] else { continue }
                for (name, share) in sets { curves[name, default: []].append(Point(step, share.double ?? .nan)) }
            }
        }
        return curves.sorted { $0.key < $1.key }.enumerated().map {
            Series($0.element.key, $0.element.value, .markers, color: $0.offset)
        }
    }

    private static func subtitle(_ lines: [JSONValue]) -> String {
        guard let last = lines.last, let step = last["step"]?.double else { return "" }
        let difference = lines.compactMap { $0["mismatch"]?.double }.max() ?? 0
        return String(
            format: "%.0f updates  ·  largest difference of log-probabilities between sampling and training: %g", step,
            difference)
    }
}
