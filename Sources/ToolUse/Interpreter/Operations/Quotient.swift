import BigInt

/// Division of integers of any size to the nearest float.
enum Quotient {
    /// `numerator / denominator` rounded once, ties to even; nil where it is too large. The denominator is not zero.
    static func nearest(_ numerator: BigInt, _ denominator: BigInt) -> Double? {
        guard numerator != 0 else { return 0 }
        let isNegative = (numerator < 0) != (denominator < 0)
        let (a, b) = (numerator.magnitude, denominator.magnitude)
        // a / b lies between 2^(exponent - 1) and 2^(exponent + 1).
        let exponent = a.bitWidth - b.bitWidth
        guard exponent <= 1025 else { return nil }
        guard exponent >= -1077 else { return isNegative ? -0.0 : 0 }
        // The quotient in units of 2^shift has two bits more than a float holds.
        let shift = max(exponent - 55, -1076)
        let (quotient, rest) =
            shift >= 0
            ? a.quotientAndRemainder(dividingBy: b << shift) : (a << -shift).quotientAndRemainder(dividingBy: b)
        let surplus = max(quotient.bitWidth - 53, -1074 - shift)
        guard surplus > 0 else {
            return scaled(UInt64(truncatingIfNeeded: quotient), shift, isNegative)
        }
        let bits = UInt64(truncatingIfNeeded: quotient)
        let half = UInt64(1) << UInt64(surplus - 1)
        let below = bits & (half << 1 - 1)
        var kept = bits >> UInt64(surplus)
        if below > half || (below == half && (rest != 0 || kept & 1 == 1)) { kept += 1 }
        return scaled(kept, shift + surplus, isNegative)
    }

    private static func scaled(_ significand: UInt64, _ exponent: Int, _ isNegative: Bool) -> Double? {
        let magnitude = Double(sign: .plus, exponent: exponent, significand: Double(significand))
        guard magnitude.isFinite else { return nil }
        return isNegative ? -magnitude : magnitude
    }
}
