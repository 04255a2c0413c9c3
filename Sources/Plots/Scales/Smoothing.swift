extension [Point] {
    /// The curve by local linear regression (Cleveland 1979): at each point the value of the line that fits the points up to
    /// `span` places before and after it best, these weighted by (1 − u³)³ with u their distance over `span` + 1.
    ///
    /// Unlike a moving average it lags behind no slope, at the ends neither. Gaps stay gaps. O(points · span).
    public func smoothed(over span: Int) -> [Point] {
        guard span > 0 else { return self }
        let weights = (0...span).map { distance in
            let u = Double(distance) / Double(span + 1)
            let rest = 1 - u * u * u
            return rest * rest * rest
        }
        return indices.map { center in
            guard self[center].x.isFinite, self[center].y.isFinite else { return self[center] }
            var fit = WeightedLine(at: self[center].x)
            for other in Swift.max(0, center - span)...Swift.min(count - 1, center + span) {
                fit.add(self[other], weight: weights[abs(other - center)])
            }
            return Point(self[center].x, fit.value)
        }
    }
}

/// The least-squares line through weighted points, at one place.
private struct WeightedLine {
    private let x: Double
    private var weight = 0.0
    private var sumX = 0.0
    private var sumY = 0.0
    private var sumXX = 0.0
    private var sumXY = 0.0

    init(at x: Double) { self.x = x }

    mutating func add(_ point: Point, weight w: Double) {
        guard point.x.isFinite, point.y.isFinite else { return }
        let distance = point.x - x
        weight += w
        sumX += w * distance
        sumY += w * point.y
        sumXX += w * distance * distance
        sumXY += w * distance * point.y
    }

    /// Points at one x have no slope: their mean then.
    var value: Double {
        let determinant = weight * sumXX - sumX * sumX
        return determinant > 1e-12 * weight * sumXX
            ? (sumY * sumXX - sumX * sumXY) / determinant : sumY / weight
    }
}
