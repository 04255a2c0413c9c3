import BigInt
import Foundation

extension Constructors {
    static let int: NativeFunction = NativeFunction("int", "x=, base=") { call in
        guard let value = call.given(0) else { return .int(0) }
        if case .string(let text) = value {
            let base = try call.integer(1, default: 10)
            guard base == 0 || (2...36).contains(base) else {
                throw Interruption.valueError("int() base must be >= 2 and <= 36, or 0")
            }
            return try call.machine.value(call.machine.parseInteger(text.scalars, base: base))
        }
        guard call.given(1) == nil else {
            throw Interruption.typeError("int() can't convert non-string with explicit base")
        }
        switch Number(value) {
        case .int(let number): return .int(number)
        case .big: return value
        case .double(let number): return try call.machine.value(call.machine.whole(number))
        case nil:
            if let fraction = value.object as? FractionObject {
                return try call.machine.value(fraction.value.truncated)
            }
            if let instance = value.object as? InstanceObject {
                for name in ["__int__", "__index__", "__trunc__"] {
                    if let answer = try instance.callSpecial(name, [], call.machine) { return answer }
                }
            }
            throw Interruption.typeError(
                "int() argument must be a string, a bytes-like object or a real number, not '\(value.type.name)'")
        }
    }

    static let float: NativeFunction = NativeFunction("float", "x=") { call in
        guard let value = call.given(0) else { return .float(0) }
        if case .string(let text) = value {
            guard let number = parseFloat(text.scalars) else {
                throw Interruption.valueError(
                    "could not convert string to float: \(try call.machine.representation(of: value).text)")
            }
            return .float(number)
        }
        do {
            return .float(try call.machine.double(value))
        } catch let interruption as Interruption where interruption.isRaised(.typeError) {
            throw Interruption.typeError(
                "float() argument must be a string or a real number, not '\(value.type.name)'")
        }
    }

    /// A float as `float(text)` reads it.
    private static func parseFloat(_ scalars: Scalars) -> Double? {
        var text = ""
        var previousIsDigit = false
        let trimmed = scalars.trimmed(where: \.isBlank)
        for (index, scalar) in trimmed.enumerated() {
            if scalar == "_" {
                guard previousIsDigit, index + 1 < trimmed.count, trimmed[index + 1].decimalValue != nil else {
                    return nil
                }
                previousIsDigit = false
                continue
            }
            previousIsDigit = scalar.decimalValue != nil
            if let digit = scalar.decimalValue { text += String(digit) } else { text.unicodeScalars.append(scalar) }
        }
        let lower = text.lowercased()
        let unsigned = lower.first == "-" || lower.first == "+" ? lower.dropFirst() : lower[...]
        let sign = lower.first == "-" ? -1.0 : 1.0
        switch unsigned {
        case "inf", "infinity": return sign * .infinity
        case "nan": return .nan
        default: break
        }
        var hasDigits = false
        var rest = unsigned.unicodeScalars[...]
        func skipDigits() -> Bool {
            let digits = rest.prefix { ("0"..."9").contains($0) }
            rest = rest.dropFirst(digits.count)
            return !digits.isEmpty
        }
        hasDigits = skipDigits()
        if rest.first == "." {
            rest = rest.dropFirst()
            hasDigits = skipDigits() || hasDigits
        }
        guard hasDigits else { return nil }
        if rest.first == "e" {
            rest = rest.dropFirst()
            if rest.first == "-" || rest.first == "+" { rest = rest.dropFirst() }
            guard skipDigits() else { return nil }
        }
        return rest.isEmpty ? strtod(lower, nil) : nil
    }
}

extension Machine {
    /// An integer as `int(text, base)` reads it.
    func parseInteger(_ scalars: Scalars, base: Int) throws -> BigInt {
        func failure() throws -> Interruption {
            let shown = Array(try representation(of: string(scalars)).prefix(200)).text
            return .valueError("invalid literal for int() with base \(base): \(shown)")
        }
        var rest = scalars.trimmed(where: \.isBlank)[...]
        let isNegative = rest.first == "-"
        if rest.first == "-" || rest.first == "+" { rest = rest.dropFirst() }
        var radix = base
        var mayHaveUnderscore = false
        let marks: [Unicode.Scalar: Int] = ["x": 16, "X": 16, "o": 8, "O": 8, "b": 2, "B": 2]
        if rest.first == "0", let second = rest.dropFirst().first, let marked = marks[second],
            base == 0 || base == marked
        {
            radix = marked
            rest = rest.dropFirst(2)
            mayHaveUnderscore = true
        } else if base == 0 {
            radix = 10
            if rest.first == "0", rest.contains(where: { $0 != "0" && $0 != "_" }) { throw try failure() }
        }
        var digits = ""
        while let scalar = rest.popFirst() {
            if scalar == "_" {
                guard mayHaveUnderscore, !rest.isEmpty else { throw try failure() }
                mayHaveUnderscore = false
                continue
            }
            mayHaveUnderscore = true
            if let digit = scalar.decimalValue, digit < radix {
                digits += String(digit)
            } else if scalar.isASCII, scalar.isLetter,
                let digit = Character(scalar).hexDigitValue ?? Self.letterValue(scalar), digit < radix
            {
                digits.unicodeScalars.append(scalar)
            } else {
                throw try failure()
            }
        }
        guard !digits.isEmpty else { throw try failure() }
        let isPowerOfTwo = radix & (radix - 1) == 0
        guard isPowerOfTwo || digits.utf8.count <= Self.mostDigits else {
            throw Interruption.valueError(
                "Exceeds the limit (\(Self.mostDigits) digits) for integer string conversion: value has "
                    + "\(digits.utf8.count) digits; use sys.set_int_max_str_digits() to increase the limit")
        }
        let words = digits.utf8.count / 10 + 1
        try spend(IntegerCost.product(words, words) + digits.utf8.count)
        guard let number = BigInt(digits: digits, radix: radix) else { throw try failure() }
        return isNegative ? -number : number
    }

    private static func letterValue(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "a"..."z": Int(scalar.value) - 0x61 + 10
        case "A"..."Z": Int(scalar.value) - 0x41 + 10
        default: nil
        }
    }
}

extension Array where Element == Unicode.Scalar {
    /// Without those at both ends that fulfill a condition.
    func trimmed(where isDropped: (Unicode.Scalar) -> Bool) -> Scalars {
        guard let first = firstIndex(where: { !isDropped($0) }), let last = lastIndex(where: { !isDropped($0) }) else {
            return []
        }
        return Array(self[first...last])
    }
}
