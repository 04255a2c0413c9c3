/// Places and draws one panel: heading, legend, grid, curves.
struct PanelRenderer {
    let panel: Panel
    let x: Scale
    let y: Scale
    let isEmpty: Bool
    private let left: Double
    private let headingBaseline: Double
    private let plotLeft: Double
    private let plotTop: Double
    private let plotRight: Double
    private let plotBottom: Double
    private let xTicks: Ticks
    private let yTicks: Ticks
    private let clip: String
    private let legend: Legend
    private static let unitGap = 8.0

    /// Where the panel ends, with its labels.
    var bottom: Double { plotBottom + (panel.x.label.isEmpty ? 20 : 38) }

    /// The names of a panel's curves, beside its heading where there is room.
    static func legend(of panel: Panel, width: Double) -> Legend {
        let unit = panel.unit.isEmpty ? 0 : unitGap + Theme.width(panel.unit)
        return Legend(panel.series, beside: Theme.width(panel.title, size: 14) + unit, width: width)
    }

    /// A panel with its legend, which has the height of the row's highest, so that the plots of a row begin side by side.
    init(
        _ panel: Panel, legend: Legend, legendHeight: Double, left: Double, top: Double, width: Double, clip: String
    ) {
        self.panel = panel
        self.legend = legend
        self.left = left
        self.clip = clip
        headingBaseline = top + 16
        let height = min(max(panel.height.isFinite ? panel.height : 0, 20), 4000)
        plotTop = top + legendHeight + 28
        plotBottom = plotTop + height
        plotRight = left + width - 6
        let points = panel.series.lazy.flatMap(\.points).filter { $0.x.isFinite && $0.y.isFinite }
        let bands = panel.series.lazy.flatMap(\.band)
        let xs = Scale.domain(of: points.map(\.x) + bands.map(\.x), panel.x, air: 0)
        let ys = Scale.domain(of: points.map(\.y) + bands.flatMap { [$0.low, $0.high] }, panel.y, air: 0.05)
        isEmpty = points.isEmpty && bands.isEmpty
        y = Scale(panel.y.kind, domain: ys ?? 0...1, from: plotBottom, to: plotTop)
        yTicks = Ticks(y, count: max(2, Int(height / 42)))
        let widest = yTicks.labels.map { Theme.width($0, size: 11) }.max() ?? 0
        plotLeft = left + min(max(30, widest + 12), width / 3)
        x = Scale(panel.x.kind, domain: xs ?? 0...1, from: plotLeft, to: plotRight)
        xTicks = Ticks(x, count: max(2, Int((plotRight - plotLeft) / 90)))
    }

    func draw(_ writer: inout SVGWriter) {
        heading(&writer)
        grid(&writer)
        if isEmpty {
            writer.label(
                "nothing measured", x: (plotLeft + plotRight) / 2, y: (plotTop + plotBottom) / 2,
                ["class": "pale", "text-anchor": "middle"])
        }
        writer.group("clipPath", ["id": clip]) {
            // Dots and lines at the edges keep their width.
            $0.element("rect", rectangle(margin: 5))
        }
        writer.group("g", ["clip-path": "url(#\(clip))"]) { writer in
            for series in panel.series { CurveRenderer(series, x: x, y: y).draw(&writer) }
        }
    }

    private func heading(_ writer: inout SVGWriter) {
        // Parts of one text follow each other, however wide the reader's letters are.
        var title = [SVGWriter.Span(panel.title)]
        if !panel.unit.isEmpty { title.append(.init(panel.unit, style: "unit pale", gap: Self.unitGap)) }
        writer.label(title, x: left, y: headingBaseline, ["class": "head"])
        legend.draw(&writer, left: left, right: plotRight, baseline: headingBaseline)
    }

    private func grid(_ writer: inout SVGWriter) {
        for (value, label) in zip(yTicks.values, yTicks.labels) {
            guard let place = y.place(of: value) else { continue }
            line(&writer, "grid", plotLeft, place, plotRight, place)
            writer.label(label, x: plotLeft - 7, y: place + 4, ["class": "tick", "text-anchor": "end"])
        }
        for (value, label) in zip(xTicks.values, xTicks.labels) {
            guard let place = x.place(of: value) else { continue }
            line(&writer, "axis", place, plotBottom, place, plotBottom + 4)
            writer.label(label, x: place, y: plotBottom + 17, ["class": "tick", "text-anchor": "middle"])
        }
        line(&writer, "axis", plotLeft, plotBottom, plotRight, plotBottom)
        if !panel.x.label.isEmpty {
            writer.label(
                panel.x.label, x: (plotLeft + plotRight) / 2, y: plotBottom + 33,
                ["class": "pale", "text-anchor": "middle"])
        }
    }

    private func line(
        _ writer: inout SVGWriter, _ style: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double
    ) {
        writer.element(
            "line",
            [
                "class": style, "x1": SVGWriter.number(x1), "y1": SVGWriter.number(y1), "x2": SVGWriter.number(x2),
                "y2": SVGWriter.number(y2),
            ])
    }

    private func rectangle(margin: Double) -> KeyValuePairs<String, String> {
        [
            "x": SVGWriter.number(plotLeft - margin), "y": SVGWriter.number(plotTop - margin),
            "width": SVGWriter.number(plotRight - plotLeft + 2 * margin),
            "height": SVGWriter.number(plotBottom - plotTop + 2 * margin),
        ]
    }
}
