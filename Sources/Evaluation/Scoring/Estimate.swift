import Foundation

/// A figure with its standard error, as the field prints it: value ± error.
public struct Estimate: Codable, Sendable, Equatable {
    /// The figure.
    public var value: Double
    /// Its standard error; nil where one observation says nothing about the spread.
    public var standardError: Double?
    /// Observations.
    public var count: Int

    /// A figure.
    public init(value: Double, standardError: Double?, count: Int) {
        self.value = value
        self.standardError = standardError
        self.count = count
    }

    /// The mean, with √(Σ(x − mean)² / (n − 1) / n) as its error; 0 of nothing.
    public init(mean values: [Double]) {
        let n = Double(values.count)
        let mean = values.isEmpty ? 0 : values.reduce(0, +) / n
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        self.init(
            value: mean, standardError: values.count > 1 ? (squares / (n - 1) / n).squareRoot() : nil,
            count: values.count)
    }

    /// Σ numerators / Σ denominators, with the error of the linearized ratio (Cochran 1977, §2.11).
    public init(ratioOf numerators: [Double], to denominators: [Double]) {
        let count = min(numerators.count, denominators.count)
        let n = Double(count)
        let total = denominators.prefix(count).reduce(0, +)
        guard count > 0, total != 0 else {
            self.init(value: 0, standardError: nil, count: count)
            return
        }
        let ratio = numerators.prefix(count).reduce(0, +) / total
        let squares = zip(numerators, denominators).reduce(0.0) { $0 + ($1.0 - ratio * $1.1) * ($1.0 - ratio * $1.1) }
        let error = count > 1 ? (squares / (n - 1) / n).squareRoot() / abs(total / n) : nil
        self.init(value: ratio, standardError: error, count: count)
    }

    /// e to the power of factor · value, the error carried along: e^(f·x) · |f| · error.
    public func exponential(_ factor: Double = 1) -> Estimate {
        let raised = Foundation.exp(factor * value)
        return Estimate(value: raised, standardError: standardError.map { raised * abs(factor) * $0 }, count: count)
    }

    /// The figure in another unit.
    public func scaled(by factor: Double) -> Estimate {
        Estimate(value: value * factor, standardError: standardError.map { $0 * abs(factor) }, count: count)
    }

    /// value ± 1.96 errors; the value alone where there is no error.
    public var interval: ClosedRange<Double> {
        let half = 1.96 * (standardError ?? 0)
        return half.isFinite && value.isFinite ? value - half...value + half : 0...0
    }
}
