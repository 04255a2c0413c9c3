import Foundation
import Plots

extension SuiteReport {
    /// The picture: a panel for each family, a curve with 95 % intervals for each condition.
    public var chart: Chart {
        let panels = families.map(panel)
        let rows = stride(from: 0, to: panels.count, by: 2).map { Array(panels[$0..<min($0 + 2, panels.count)]) }
        return Chart(
            title, subtitle: "\(model); bars are 95 % intervals", rows: rows, notesTitle: notes.isEmpty ? "" : "Notes",
            notes: notes.map { Chart.Note($0.label, $0.text) })
    }

    private func panel(_ family: Suite.Family) -> Panel {
        let series = conditions.enumerated().map { index, condition in
            let own = measurements.filter { $0.family == family.name && $0.condition == condition }
            return Series(
                condition, own.map { Point($0.x, $0.value) }, .markers,
                band: own.map { Interval($0.x, $0.low, $0.high) }, color: index)
        }.filter { !$0.points.isEmpty }
        let isShare = measurements.allSatisfy { $0.family != family.name || (0...1).contains($0.high) }
        return Panel(
            family.name.isEmpty ? "Right answers" : family.name, unit: isShare ? "share" : "",
            x: Axis(family.axis, family.isLogarithmic ? .logarithmic : .linear),
            y: isShare ? Axis(domain: 0...1) : Axis(includesZero: true), series: series, height: 220)
    }

    /// The figures as a table: a row for each place on an axis, a column for each condition.
    public var table: [[String]] {
        let axes = Set(families.map(\.axis))
        var rows = [[axes.count == 1 ? families.first?.axis ?? "" : "", "asked"] + conditions]
        for family in families {
            let own = measurements.filter { $0.family == family.name }
            let title = families.count > 1 ? family.name + ", " : ""
            for x in Set(own.map(\.x)).sorted() {
                let place = family.marks.first { $0.x == x }?.text ?? Self.number(x)
                rows.append(
                    [title + (axes.count > 1 ? family.axis + " " : "") + place] + cells(own.filter { $0.x == x }))
            }
            let total = totals.filter { $0.family == family.name }
            if !total.isEmpty { rows.append([title + "all"] + cells(total)) }
        }
        return rows
    }

    private func cells(_ measurements: [Measurement]) -> [String] {
        ["\(measurements.map(\.count).max() ?? 0)"]
            + conditions.map { condition in
                measurements.first { $0.condition == condition }.map {
                    String(format: "%.3f (%.3f to %.3f)", $0.value, $0.low, $0.high)
                } ?? "–"
            }
    }

    /// A place on an axis without needless digits.
    private static func number(_ x: Double) -> String {
        x == x.rounded() && abs(x) < 1e15 ? "\(Int(x))" : String(format: "%g", x)
    }
}
