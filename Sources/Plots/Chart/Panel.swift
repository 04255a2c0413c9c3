/// One axis of a panel.
public struct Axis: Sendable, Equatable {
    /// What it counts, with its unit.
    public var label: String
    /// How values become places.
    public var kind: Scale.Kind
    /// The values at its ends; nil takes them from the points.
    public var domain: ClosedRange<Double>?
    /// Whether zero is on it (linear axes, when `domain` is nil).
    public var includesZero: Bool

    /// An axis.
    public init(
        _ label: String = "", _ kind: Scale.Kind = .linear, domain: ClosedRange<Double>? = nil,
        includesZero: Bool = false
    ) {
        self.label = label
        self.kind = kind
        self.domain = domain
        self.includesZero = includesZero
    }
}

/// One plot with its axes.
public struct Panel: Sendable, Equatable {
    /// What the curves show.
    public var title: String
    /// The unit of y, in pale letters after the title.
    public var unit: String
    /// The axis below.
    public var x: Axis
    /// The axis at the left; its label is not drawn: title and unit say it.
    public var y: Axis
    /// The curves; later ones lie above earlier ones.
    public var series: [Series]
    /// The height of the plot in pixels.
    public var height: Double

    /// A plot.
    public init(
        _ title: String, unit: String = "", x: Axis = Axis(), y: Axis = Axis(), series: [Series], height: Double = 180
    ) {
        self.title = title
        self.unit = unit
        self.x = x
        self.y = y
        self.series = series
        self.height = height
    }
}
