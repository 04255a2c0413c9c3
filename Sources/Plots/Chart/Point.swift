/// A point of a curve. One whose coordinates are not finite is a gap.
public struct Point: Sendable, Equatable {
    /// Along the axis below.
    public var x: Double
    /// Along the axis at the left.
    public var y: Double

    /// The point (x, y).
    public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

/// What lies between two values at one place: a spread, or an interval of confidence.
public struct Interval: Sendable, Equatable {
    /// Along the axis below.
    public var x: Double
    /// The lower end.
    public var low: Double
    /// The upper end.
    public var high: Double

    /// From `low` to `high` at x.
    public init(_ x: Double, _ low: Double, _ high: Double) {
        self.x = x
        self.low = low
        self.high = high
    }
}
