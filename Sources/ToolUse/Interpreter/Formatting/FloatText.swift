import Foundation

/// Floats as decimal text, in the layouts of CPython's `PyOS_double_to_string`.
enum FloatText {
    /// Python's `repr`: the fewest digits that read back as the same float.
    static func representation(_ number: Double) -> String {
        guard number.isFinite else { return number.isNaN ? "nan" : number < 0 ? "-inf" : "inf" }
        let decimal = Decimal(shortest: number)
        return decimal.sign
            + (-4 < decimal.point && decimal.point <= 16 ? decimal.plain(zero: true) : decimal.scientific())
    }

    /// `digits` digits after the point, exactly rounded.
    static func fixed(_ number: Double, digits: Int) -> String {
        number.isFinite ? String(format: "%.\(digits)f", number) : representation(number)
    }

    /// One digit before the point and `digits` after it, with an exponent.
    static func exponential(_ number: Double, digits: Int) -> String {
        number.isFinite ? String(format: "%.\(digits)e", number) : representation(number)
    }

    /// `digits` digits in all, in whichever of the two layouts is shorter.
    ///
    /// - Parameters:
    ///   - keepsZeros: whether zeros at the end stay
    ///   - marksFloat: whether a whole number gets ".0"
    static func general(_ number: Double, digits: Int, keepsZeros: Bool = false, marksFloat: Bool = false) -> String {
        guard number.isFinite else { return representation(number) }
        let digits = max(digits, 1)
        var decimal = Decimal(scientific: exponential(number, digits: digits - 1))
        if !keepsZeros { decimal.trimZeros() }
        let isPlain = -4 < decimal.point && decimal.point <= (marksFloat ? digits - 1 : digits)
        return decimal.sign + (isPlain ? decimal.plain(zero: marksFloat) : decimal.scientific())
    }

    /// `number` rounded to `digits` digits after the point, ties in the exact value to even; negative `digits` count to the left.
    static func rounded(_ number: Double, digits: Int) -> Double {
        guard number.isFinite, digits < 330 else { return number }
        guard digits < 0 else { return strtod(fixed(number, digits: digits), nil) }
        guard digits > -310 else { return Double(signOf: number, magnitudeOf: 0) }
        // The exact decimal value of any float has at most 1074 digits after the point.
        let exact = fixed(number.magnitude, digits: 1074).split(separator: ".")
        let whole = Array(exact[0].utf8)
        let kept = whole.dropLast(-digits)
        let dropped = whole.suffix(-digits) + Array(exact[1].utf8)
        let missing = max(-digits - whole.count, 0)
        let half = [UInt8(ascii: "5")] + Array(repeating: UInt8(ascii: "0"), count: dropped.count - 1)
        let isOdd = (kept.last ?? 0) & 1 == 1
        let isUp: Bool
        if missing > 0 {
            isUp = false
        } else {
            isUp = half.lexicographicallyPrecedes(dropped) || (dropped.elementsEqual(half) && isOdd)
        }
        let base = strtod(String(decoding: kept, as: UTF8.self) + "e\(-digits)", nil)
        guard isUp else { return Double(signOf: number, magnitudeOf: kept.isEmpty ? 0 : base) }
        // Adding one to the digits kept, by hand: there may be more of them than an Int holds.
        var raised = Array(kept)
        var place = raised.count - 1
        while place >= 0, raised[place] == UInt8(ascii: "9") {
            raised[place] = UInt8(ascii: "0")
            place -= 1
        }
        if place >= 0 { raised[place] += 1 } else { raised.insert(UInt8(ascii: "1"), at: 0) }
        return Double(signOf: number, magnitudeOf: strtod(String(decoding: raised, as: UTF8.self) + "e\(-digits)", nil))
    }
}

extension FloatText {
    /// Decimal digits with a sign and the place of the point: 0.d₁d₂d₃… × 10^point.
    struct Decimal {
        private(set) var sign = ""
        private var digits: [UInt8] = []
        private(set) var point = 0

        init(shortest number: Double) { self.init(scientific: number.description) }

        /// Reads `-123.45e-6` and its like.
        init(scientific text: String) {
            var exponent = 0
            var pointPlace: Int?
            let parts = text.split(whereSeparator: { $0 == "e" || $0 == "E" })
            if parts.count > 1 { exponent = Int(parts[1]) ?? 0 }
            for byte in (parts.first ?? "0").utf8 {
                switch byte {
                case UInt8(ascii: "-"): sign = "-"
                case UInt8(ascii: "."): pointPlace = digits.count
                default: digits.append(byte)
                }
            }
            let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
            point = (pointPlace ?? digits.count) + exponent - leading
            digits.removeFirst(leading)
            if parts.count == 1 || !text.contains("e") { trimZeros() }
            if digits.allSatisfy({ $0 == UInt8(ascii: "0") }) {
                digits = Array(repeating: UInt8(ascii: "0"), count: max(leading, 1))
                point = 1
            }
        }

        mutating func trimZeros() {
            while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
        }

        /// Without exponent; `zero` adds ".0" to whole numbers.
        func plain(zero: Bool) -> String {
            let all = String(decoding: digits, as: UTF8.self)
            if point <= 0 { return "0." + String(repeating: "0", count: -point) + all }
            if digits.count <= point {
                return all + String(repeating: "0", count: point - digits.count) + (zero ? ".0" : "")
            }
            return String(all.prefix(point)) + "." + all.dropFirst(point)
        }

        /// With exponent, of at least two digits.
        func scientific() -> String {
            let all = String(decoding: digits, as: UTF8.self)
            let fraction = digits.count > 1 ? "." + all.dropFirst() : ""
            let exponent = point - 1
            let size = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
            return all.prefix(1) + fraction + (exponent < 0 ? "e-" : "e+") + size
        }
    }
}
