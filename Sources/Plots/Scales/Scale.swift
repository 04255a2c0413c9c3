import Foundation

/// A map from values to places: linear, or linear in log₁₀ of the value.
public struct Scale: Sendable, Equatable {
    /// How values become places.
    public enum Kind: Sendable, Equatable {
        case linear, logarithmic
    }

    /// How values become places.
    public let kind: Kind
    /// The values at the ends.
    public let domain: ClosedRange<Double>
    /// The place of the domain's lower end.
    public let start: Double
    /// The place of the domain's upper end.
    public let end: Double

    /// A map of a domain to the places from `start` to `end`.
    ///
    /// A domain of one value, one that is not finite, and one that a logarithm does not have are widened or replaced, so that
    /// every scale can be drawn.
    public init(_ kind: Kind = .linear, domain: ClosedRange<Double>, from start: Double, to end: Double) {
        self.kind = kind
        self.domain = Self.usable(domain, kind)
        self.start = start
        self.end = end
    }

    /// The place of a value; nil for values that have none.
    public func place(of value: Double) -> Double? {
        guard value.isFinite, kind == .linear || value > 0 else { return nil }
        let (low, high) = (transformed(domain.lowerBound), transformed(domain.upperBound))
        let place = start + (transformed(value) - low) / (high - low) * (end - start)
        // Far outside is as good as just outside, and some readers do not take large numbers.
        return min(max(place, -1e5), 1e5)
    }

    /// The domain that holds all of the values that an axis can show, with some air above and below; nil if there are none.
    static func domain(of values: some Sequence<Double>, _ axis: Axis, air: Double) -> ClosedRange<Double>? {
        if let domain = axis.domain { return domain }
        let shown = values.lazy.filter { $0.isFinite && (axis.kind == .linear || $0 > 0) }
        guard var low = shown.min(), var high = shown.max() else { return nil }
        (low, high) = (min(max(low, -largest), largest), min(max(high, -largest), largest))
        guard axis.kind == .linear else {
            let factor = high > low ? pow(high / low, air) : 1
            return max(low / factor, .leastNormalMagnitude)...min(high * factor, largest)
        }
        if axis.includesZero { (low, high) = (min(low, 0), max(high, 0)) }
        let gap = high - low
        let isZeroBased = axis.includesZero && low == 0
        return (isZeroBased ? 0 : low - gap * air)...(axis.includesZero && high == 0 ? 0 : high + gap * air)
    }

    /// Values beyond this would overflow in differences.
    private static let largest = 1e300

    private func transformed(_ value: Double) -> Double { kind == .linear ? value : log10(value) }

    private static func usable(_ domain: ClosedRange<Double>, _ kind: Kind) -> ClosedRange<Double> {
        var low = min(max(domain.lowerBound, -largest), largest)
        var high = min(max(domain.upperBound, -largest), largest)
        switch kind {
        case .linear:
            if low.isNaN || high.isNaN { (low, high) = (0, 1) }
            // Numbers nearer than this cannot be told apart in labels, nor divided between.
            guard high - low <= max(abs(low), abs(high)) * 1e-12 else { return low...high }
            let half = low == 0 ? 0.5 : abs(low) / 10
            return low - half...low + half
        case .logarithmic:
            if low.isNaN || high.isNaN || high <= 0 { (low, high) = (1, 10) }
            low = max(low, high * 1e-100, 1e-300)
            high = max(high, 1e-300)
            return low < high * (1 - 1e-9) ? low...high : low / 2...high * 2
        }
    }
}
