import Foundation

/// Round values along a scale, with their labels.
public struct Ticks: Sendable, Equatable {
    /// The values, in order; all in the scale's domain.
    public let values: [Double]
    /// A label for each value.
    public let labels: [String]

    /// About `count` ticks: multiples of 1, 2 or 5 times a power of ten; on a logarithmic scale powers of ten, and 2 and 5
    /// times these where there is room.
    public init(_ scale: Scale, count: Int) {
        let wanted = max(2, count)
        let powers = scale.kind == .logarithmic ? Self.powers(scale.domain, wanted) : []
        if powers.count >= 2 {
            values = powers
            labels = powers.map { Self.label($0, step: pow(10, (log10($0) + 1e-9).rounded(.down))) }
            return
        }
        let step = Self.step(scale.domain, wanted)
        let first = (scale.domain.lowerBound / step - 1e-9).rounded(.up)
        let last = (scale.domain.upperBound / step + 1e-9).rounded(.down)
        values = first <= last ? (0...min(Int(last - first), 10 * wanted)).map { (first + Double($0)) * step } : []
        let largest = values.map(abs).max() ?? 0
        labels = values.map { Self.label($0, step: step, largest: largest) }
    }

    /// The step of 1, 2 or 5 times a power of ten that makes about `count` parts of a domain.
    static func step(_ domain: ClosedRange<Double>, _ count: Int) -> Double {
        let rough = (domain.upperBound - domain.lowerBound) / Double(count)
        let power = pow(10, log10(rough).rounded(.down))
        let digit = [1, 2, 5, 10].first { $0 * power >= rough * 0.75 } ?? 10
        return digit * power
    }

    private static func powers(_ domain: ClosedRange<Double>, _ count: Int) -> [Double] {
        let first = Int(log10(domain.lowerBound).rounded(.down))
        let last = Int(log10(domain.upperBound).rounded(.up))
        let stride = max(1, (last - first) / count)
        let digits: [Double] = stride > 1 || last - first > count / 2 ? [1] : [1, 2, 5]
        return Swift.stride(from: first, through: last, by: stride).flatMap { power in
            digits.map { $0 * pow(10, Double(power)) }
        }.filter { domain.contains($0) }
    }

    /// A value in as many digits as tell it from its neighbours: 0.25, 1,500, 2.5 M, 4e−7.
    static func label(_ value: Double, step: Double, largest: Double? = nil) -> String {
        let largest = largest ?? abs(value)
        if value == 0 { return "0" }
        if largest >= 1e15 || largest < 1e-4 {
            let exponent = Int(log10(abs(value)).rounded(.down))
            let mantissa = value / pow(10, Double(exponent))
            let digits = decimals(step / pow(10, Double(exponent)))
            return signed(String(format: "%.\(digits)f", mantissa)) + "e" + signed("\(exponent)")
        }
        for (size, name) in [(1e12, "T"), (1e9, "G"), (1e6, "M")] where largest >= size {
            return signed(String(format: "%.\(decimals(step / size))f", value / size)) + " " + name
        }
        return signed(grouped(String(format: "%.\(decimals(step))f", value)))
    }

    /// Decimals that show multiples of a step.
    private static func decimals(_ step: Double) -> Int { min(12, max(0, Int((-log10(step) - 1e-9).rounded(.up)))) }

    /// The minus sign of typography.
    private static func signed(_ text: String) -> String { text.replacingOccurrences(of: "-", with: "−") }

    /// Commas between thousands.
    private static func grouped(_ text: String) -> String {
        let whole = text.prefix { $0 != "." }
        var digits = whole.filter(\.isNumber)[...]
        var groups: [Substring] = []
        while digits.count > 3 {
            groups.insert(digits.suffix(3), at: 0)
            digits = digits.dropLast(3)
        }
        return (whole.hasPrefix("-") ? "-" : "") + ([digits] + groups).joined(separator: ",")
            + text.dropFirst(whole.count)
    }
}
