/// One curve of a panel.
public struct Series: Sendable, Equatable {
    /// How a curve is drawn.
    public enum Style: Sendable, Equatable {
        /// A line.
        case line
        /// A thin pale line: what was measured, under a smoothed line of the same colour.
        case faint
        /// A line of dashes.
        case dashed
        /// A line with a dot at each point, and its interval as a bar: for points that lie far apart.
        case markers
    }

    /// What the legend calls it; curves without a name are not in it.
    public var name: String?
    /// The points, in order of x.
    public var points: [Point]
    /// A shaded band about the curve; bars where the style is markers.
    public var band: [Interval]
    /// How it is drawn.
    public var style: Style
    /// The colour's place in the palette; curves that belong together share one.
    public var color: Int

    /// A curve.
    public init(
        _ name: String?, _ points: [Point], _ style: Style = .line, band: [Interval] = [], color: Int = 0
    ) {
        self.name = name
        self.points = points
        self.band = band
        self.style = style
        self.color = color
    }

    /// The mean of several curves, and a band from their lowest to their highest value, at each x that all of them have.
    public init(_ name: String? = nil, meanOf curves: [[Point]], _ style: Style = .line, color: Int = 0) {
        var values: [Double: [Double]] = [:]
        for curve in curves {
            for point in curve where point.y.isFinite { values[point.x, default: []].append(point.y) }
        }
        let common = values.filter { $0.value.count == curves.count }.sorted { $0.key < $1.key }
        self.init(
            name, common.map { Point($0.key, $0.value.reduce(0, +) / Double(curves.count)) }, style,
            band: curves.count < 2
                ? [] : common.map { Interval($0.key, $0.value.min() ?? 0, $0.value.max() ?? 0) },
            color: color)
    }
}
