/// Places title, panels and notes of a chart, and writes them.
struct ChartRenderer {
    private let chart: Chart
    private static let margin = 28.0
    private static let gap = 28.0
    private static let lineHeight = 17.0

    init(_ chart: Chart) { self.chart = chart }

    var svg: String {
        let width = max(chart.width.isFinite ? chart.width : 0, 320)
        var body = SVGWriter()
        var y = header(&body, width: width)
        for (row, panels) in chart.rows.enumerated() where !panels.isEmpty {
            let count = Double(panels.count)
            let share = (width - 2 * Self.margin - (count - 1) * Self.gap) / count
            let legends = panels.map { PanelRenderer.legend(of: $0, width: share) }
            let legendHeight = legends.map(\.height).max() ?? 0
            var bottom = y
            for (column, (panel, legend)) in zip(panels, legends).enumerated() {
                let left = Self.margin + Double(column) * (share + Self.gap)
                let renderer = PanelRenderer(
                    panel, legend: legend, legendHeight: legendHeight, left: left, top: y, width: share,
                    clip: "p\(row)-\(column)")
                renderer.draw(&body)
                bottom = max(bottom, renderer.bottom)
            }
            y = bottom + 22
        }
        let height = notes(&body, from: y, width: width) + 10
        var file = SVGWriter()
        let size = (SVGWriter.number(width), SVGWriter.number(height))
        file.group(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "width": size.0, "height": size.1,
                "viewBox": "0 0 \(size.0) \(size.1)", "role": "img",
            ]
        ) { root in
            root.plain("title", chart.title)
            root.plain("style", Theme.css)
            root.element("rect", ["class": "paper", "width": size.0, "height": size.1])
            root.append(body)
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + file.text
    }

    private func header(_ writer: inout SVGWriter, width: Double) -> Double {
        writer.label(chart.title, x: Self.margin, y: 42, ["class": "title"])
        guard !chart.subtitle.isEmpty else { return 64 }
        var y = 64.0
        // A letter of 12 pixels is 6.7 pixels wide on average.
        for line in Theme.wrapped(chart.subtitle, columns: Int((width - 2 * Self.margin) / 6.7)) {
            writer.label(line, x: Self.margin, y: y, ["class": "pale"])
            y += Self.lineHeight
        }
        return y + 5
    }

    private func notes(_ writer: inout SVGWriter, from top: Double, width: Double) -> Double {
        var y = top
        guard !chart.notes.isEmpty else { return y }
        y += 14
        if !chart.notesTitle.isEmpty {
            writer.label(chart.notesTitle, x: Self.margin, y: y, ["class": "head"])
            y += 8
        }
        // 11.5 pixels of a font of equal widths are at most 7 pixels wide.
        let indent = noteIndent
        let columns = Int((width - 2 * Self.margin - indent) / 7)
        for note in chart.notes {
            y += 4
            for (index, line) in Theme.wrapped(note.text, columns: columns).enumerated() {
                y += Self.lineHeight
                if index == 0 {
                    writer.label(
                        note.label, x: Self.margin + indent - 14, y: y,
                        ["class": "tick", "text-anchor": "end"])
                }
                writer.label(line, x: Self.margin + indent, y: y, ["class": "mono"])
            }
        }
        return y + 12
    }

    /// Where texts begin, right of the longest label: 11 pixels of Arial are 6 pixels wide at most, but for a few letters.
    private var noteIndent: Double {
        min(330, max(84, 6 * Double(chart.notes.map(\.label.count).max() ?? 0) + 14))
    }
}
