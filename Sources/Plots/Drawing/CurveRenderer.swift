/// Draws one curve on the scales of its panel.
struct CurveRenderer {
    private let series: Series
    private let x: Scale
    private let y: Scale

    init(_ series: Series, x: Scale, y: Scale) {
        self.series = series
        self.x = x
        self.y = y
    }

    /// The class of a style, with a blank after it.
    static func styleClass(_ style: Series.Style) -> String {
        switch style {
        case .line, .markers: ""
        case .faint: "faint "
        case .dashed: "dashed "
        }
    }

    func draw(_ writer: inout SVGWriter) {
        if series.style == .markers { drawBars(&writer) }
        let band = series.style == .markers ? "" : bandPath
        if !band.isEmpty {
            writer.element("path", ["class": "band \(Theme.fill(series.color))", "d": band])
        }
        let runs = unbrokenRuns
        let path = runs.filter { $0.count > 1 }.map { Self.path(Self.thinned($0)) }.joined(separator: " ")
        if !path.isEmpty {
            writer.element(
                "path", ["class": "curve \(Self.styleClass(series.style))\(Theme.stroke(series.color))", "d": path])
        }
        // A point without neighbours has no line to be seen by.
        let dots =
            series.style == .markers ? runs.joined().map { $0 } : runs.filter { $0.count == 1 }.joined().map { $0 }
        for dot in dots {
            writer.element(
                "circle",
                [
                    "class": "dot \(Theme.fill(series.color))", "cx": SVGWriter.number(dot.place.x),
                    "cy": SVGWriter.number(dot.place.y), "r": dots.count > 60 ? "2" : "3.2",
                ],
                title: Ticks.label(dot.value.x, step: 1e-3 * max(abs(dot.value.x), 1e-9)) + ": "
                    + Ticks.label(dot.value.y, step: 1e-4 * max(abs(dot.value.y), 1e-9)))
        }
    }

    /// The intervals of points that lie far apart: a bar with short ends at each.
    private func drawBars(_ writer: inout SVGWriter) {
        for interval in series.band {
            guard let place = x.place(of: interval.x), let low = y.place(of: interval.low),
                let high = y.place(of: interval.high), abs(place) < 1e4
            else { continue }
            let ends = [low, high].map { [Point(place - 3, $0), Point(place + 3, $0)] }
            let lines = [[Point(place, low), Point(place, high)]] + ends
            writer.element(
                "path",
                [
                    "class": "bar \(Theme.stroke(series.color))",
                    "d": lines.map(Self.path).joined(separator: " "),
                ])
        }
    }

    private typealias Place = (value: Point, place: Point)

    /// The places of the points, cut at gaps.
    private var unbrokenRuns: [[Place]] {
        var runs: [[Place]] = [[]]
        for point in series.points {
            if let placeX = x.place(of: point.x), let placeY = y.place(of: point.y) {
                runs[runs.count - 1].append((point, Point(placeX, placeY)))
            } else if !runs[runs.count - 1].isEmpty {
                runs.append([])
            }
        }
        return runs.filter { !$0.isEmpty }
    }

    /// At most four points for each half pixel: first, lowest, highest, last. The picture is the same, the file small.
    private static func thinned(_ run: [Place]) -> [Point] {
        guard run.count > 2000 else { return run.map(\.place) }
        var kept: [Point] = []
        var column: [Point] = []
        func flush() {
            guard let first = column.first, let last = column.last,
                let low = column.indices.min(by: { column[$0].y < column[$1].y }),
                let high = column.indices.max(by: { column[$0].y < column[$1].y })
            else { return }
            kept += [first, column[min(low, high)], column[max(low, high)], last]
        }
        for place in run.map(\.place) {
            if let start = column.first, abs(place.x - start.x) > 0.5 {
                flush()
                column = []
            }
            column.append(place)
        }
        flush()
        return kept
    }

    private static func path(_ points: [Point]) -> String {
        points.enumerated().map { index, point in
            (index == 0 ? "M" : "L") + SVGWriter.number(point.x) + " " + SVGWriter.number(point.y)
        }.joined()
    }

    private var bandPath: String {
        let edges = series.band.compactMap { interval -> (upper: Point, lower: Point)? in
            guard let place = x.place(of: interval.x), let low = y.place(of: interval.low),
                let high = y.place(of: interval.high)
            else { return nil }
            return (Point(place, high), Point(place, low))
        }
        guard edges.count > 1 else { return "" }
        return Self.path(edges.map(\.upper) + edges.reversed().map(\.lower)) + "Z"
    }
}
