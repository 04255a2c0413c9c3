import BigInt

/// Conversion from and to digits in any base; the library's own allows fewer bases, and is slow in base 8.
extension BigInt {
    /// Reads ASCII digits and letters, all of them valid in the base.
    init?(digits: String, radix: Int) {
        var length = 1
        var power = radix
        while case (let next, let isTooLarge) = power.multipliedReportingOverflow(by: radix), !isTooLarge {
            power = next
            length += 1
        }
        var value = BigInt(0)
        var rest = digits[...]
        while !rest.isEmpty {
            let part = rest.prefix(length)
            guard let number = Int(part, radix: radix) else { return nil }
            if part.count < length {
                power = 1
                for _ in part { power *= radix }
            }
            value = value * BigInt(power) + BigInt(number)
            rest = rest.dropFirst(length)
        }
        self = value
    }

    /// The digits of the magnitude in base 2, 8 or 16.
    func digits(bits: Int) -> String {
        let words = Array(magnitude.words)
        let width = magnitude.bitWidth
        guard width > 0 else { return "0" }
        let count = (width + bits - 1) / bits
        return String(
            decoding: (0..<count).reversed().map { place -> UInt8 in
                var digit = 0
                for bit in (0..<bits).reversed() {
                    let index = place * bits + bit
                    let isSet = index < width && words[index / 64] >> UInt(index % 64) & 1 == 1
                    digit = digit << 1 | (isSet ? 1 : 0)
                }
                return UInt8(digit < 10 ? 0x30 + digit : 0x57 + digit)
            }, as: UTF8.self)
    }
}
