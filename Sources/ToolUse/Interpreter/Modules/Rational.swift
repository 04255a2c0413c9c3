import BigInt

/// A fraction in lowest terms, with a denominator above zero.
struct Rational {
    let numerator: BigInt
    let denominator: BigInt

    init(_ whole: BigInt) {
        numerator = whole
        denominator = 1
    }

    /// - Parameter denominator: not zero
    init(_ numerator: BigInt, _ denominator: BigInt) {
        let divisor = BigInt(numerator.magnitude.greatestCommonDivisor(with: denominator.magnitude))
        let sign: BigInt = denominator < 0 ? -1 : 1
        self.numerator = numerator / divisor * sign
        self.denominator = denominator / divisor * sign
    }

    /// The exact value of a float; nil for infinities and NaN.
    init?(_ number: Double) {
        guard number.isFinite else { return nil }
        let significand = number.significand * 0x1p52
        guard number != 0, let whole = BigInt(exactly: significand.rounded()) else {
            self.init(BigInt(0))
            return
        }
        let exponent = Int(number.exponent) - 52
        let signed = number < 0 ? -whole : whole
        if exponent >= 0 { self.init(signed << exponent) } else { self.init(signed, BigInt(1) << -exponent) }
    }

    static func + (a: Rational, b: Rational) -> Rational {
        Rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
    }

    static func - (a: Rational, b: Rational) -> Rational {
        Rational(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator)
    }

    static func * (a: Rational, b: Rational) -> Rational {
        Rational(a.numerator * b.numerator, a.denominator * b.denominator)
    }

    /// `b` is not zero.
    static func / (a: Rational, b: Rational) -> Rational {
        Rational(a.numerator * b.denominator, a.denominator * b.numerator)
    }

    static prefix func - (a: Rational) -> Rational { Rational(-a.numerator, a.denominator) }

    var magnitude: Rational { Rational(BigInt(numerator.magnitude), denominator) }

    /// Towards zero.
    var truncated: BigInt { numerator / denominator }

    var floor: BigInt {
        let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
        return rest < 0 ? quotient - 1 : quotient
    }

    var ceiling: BigInt { -(-self).floor }

    /// The nearest integer, ties to even.
    var rounded: BigInt {
        let below = floor
        let rest = (numerator - below * denominator) * 2
        return rest > denominator || (rest == denominator && below & 1 != 0) ? below + 1 : below
    }

    /// Both together have so many bits.
    var bitWidth: Int { numerator.magnitude.bitWidth + denominator.magnitude.bitWidth }
}
