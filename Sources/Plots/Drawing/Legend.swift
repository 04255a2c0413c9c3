/// The names of a panel's curves: beside its heading, or in lines of their own under it where there is no room.
struct Legend {
    private let lines: [[SVGWriter.Span]]
    private let isBeside: Bool
    private static let lineHeight = 18.0

    /// A legend of the curves that have names.
    ///
    /// - Parameters:
    ///   - heading: the width of the heading, in pixels.
    ///   - width: the panel's.
    init(_ series: [Series], beside heading: Double, width: Double) {
        let entries = series.compactMap { series in series.name.map { Entry($0, of: series) } }
        isBeside = heading + entries.reduce(0) { $0 + $1.width } <= width
        var rows: [[Entry]] = []
        var room = 0.0
        for entry in entries {
            if rows.isEmpty || (!isBeside && room < entry.width) {
                rows.append([])
                room = width
            }
            rows[rows.count - 1].append(entry)
            room -= entry.width
        }
        lines = rows.map { $0.flatMap(\.spans) }
    }

    /// What it needs between heading and plot.
    var height: Double { isBeside ? 0 : Double(lines.count) * Self.lineHeight }

    /// Writes the names.
    ///
    /// - Parameter baseline: the heading's.
    func draw(_ writer: inout SVGWriter, left: Double, right: Double, baseline: Double) {
        guard !isBeside else {
            if let line = lines.first { writer.label(line, x: right, y: baseline, ["text-anchor": "end"]) }
            return
        }
        for (index, line) in lines.enumerated() {
            writer.label(line, x: left, y: baseline + Double(index + 1) * Self.lineHeight, [:])
        }
    }

    /// A curve's dash and its name.
    private struct Entry {
        private static let gap = 18.0
        private let name: String
        private let dashes: String
        private let style: String

        init(_ name: String, of series: Series) {
            self.name = name
            dashes = series.style == .dashed ? "╍╍" : "━━"
            style = Theme.fill(series.color) + (series.style == .faint ? " thin" : "")
        }

        /// About its width in pixels, with the gap before it.
        var width: Double { Self.gap + Theme.width(dashes) + 6 + Theme.width(name) }

        var spans: [SVGWriter.Span] {
            [SVGWriter.Span(dashes, style: style, gap: Self.gap), SVGWriter.Span(name, gap: 6)]
        }
    }
}
