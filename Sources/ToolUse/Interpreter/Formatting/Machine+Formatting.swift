import BigInt

extension Machine {
    /// `format(value, specification)`
    func format(_ value: Value, _ specification: Scalars) throws -> Scalars {
        if let instance = value.object as? InstanceObject {
            if let answer = try instance.callSpecial("__format__", [string(specification)], self) {
                return try text(of: answer)
            }
        }
        if specification.isEmpty { return try text(of: value) }
        func parsed(_ standard: Unicode.Scalar?) throws -> FormatSpecification {
            try FormatSpecification(specification, for: value.type.name, standard: standard)
        }
        switch value {
        case .string(let text): return try format(text.scalars, parsed("s"))
        case .int(let number): return try format(BigInt(number), parsed("d"), value.type.name)
        case .bool(let truth): return try format(BigInt(truth ? 1 : 0), parsed("d"), value.type.name)
        case .bigInt(let object): return try format(object.value, parsed("d"), value.type.name)
        case .float(let number): return try format(number, parsed(nil))
        default:
            throw Interruption.typeError("unsupported format string passed to \(value.type.name).__format__")
        }
    }

    private func format(_ text: Scalars, _ specification: FormatSpecification) throws -> Scalars {
        guard specification.type == "s" else { throw unknownCode(specification, "str") }
        if specification.hasSign {
            throw Interruption.valueError(
                "\(specification.sign == " " ? "Space" : "Sign") not allowed in string format specifier")
        }
        if specification.hidesNegativeZero {
            throw Interruption.valueError("Negative zero coercion (z) not allowed in string format specifier")
        }
        if specification.isAlternate {
            throw Interruption.valueError("Alternate form (#) not allowed in string format specifier")
        }
        if specification.alignment == "=" {
            throw Interruption.valueError("'=' alignment not allowed in string format specifier")
        }
        let shown = specification.precision.map { Array(text.prefix($0)) } ?? text
        return try specification.padded(shown, standard: "<", self)
    }

    private func unknownCode(_ specification: FormatSpecification, _ type: String) -> Interruption {
        let code = specification.type ?? " "
        let isPrintable = code.value > 32 && code.value < 128
        return .valueError(
            "Unknown format code '\(isPrintable ? "\(code)" : "\\x" + String(code.value, radix: 16))' "
                + "for object of type '\(type)'")
    }

    private func format(_ number: BigInt, _ specification: FormatSpecification, _ typeName: String) throws -> Scalars {
        let type = specification.type ?? "d"
        if "eEfFgG%".unicodeScalars.contains(type) { return try format(double(number), specification) }
        guard type == "c" || Self.bases[type] != nil else { throw unknownCode(specification, typeName) }
        if specification.precision != nil {
            throw Interruption.valueError("Precision not allowed in integer format specifier")
        }
        if specification.hidesNegativeZero {
            throw Interruption.valueError("Negative zero coercion (z) not allowed in integer format specifier")
        }
        guard let base = Self.bases[type] else { return try character(number, specification) }
        let digits = try digits(number, radix: base.radix)
        let prefix = specification.isAlternate ? base.prefix : ""
        return try layOut(
            digits: type == "X" ? digits.uppercased() : digits, rest: "", isNegative: number < 0, prefix: prefix,
            group: base.radix == 10 ? 3 : 4, specification)
    }

    /// The character whose code is `number`.
    private func character(_ number: BigInt, _ specification: FormatSpecification) throws -> Scalars {
        if specification.hasSign {
            throw Interruption.valueError("Sign not allowed with integer format specifier 'c'")
        }
        if specification.isAlternate {
            throw Interruption.valueError("Alternate form (#) not allowed with integer format specifier 'c'")
        }
        guard let number = Int(exactly: number) else {
            throw Interruption.overflowError("Python int too large to convert to C long")
        }
        guard let scalar = UInt32(exactly: number).flatMap(Unicode.Scalar.init) else {
            throw Interruption.overflowError("%c arg not in range(0x110000)")
        }
        return try specification.padded([scalar], standard: specification.isZeroPadded ? "=" : ">", self)
    }

    private static let bases: [Unicode.Scalar: (radix: Int, prefix: String)] = [
        "d": (10, ""), "n": (10, ""), "b": (2, "0b"), "o": (8, "0o"), "x": (16, "0x"), "X": (16, "0X"),
    ]

    /// The digits of an integer, without its sign.
    func digits(_ number: BigInt, radix: Int) throws -> String {
        if radix == 10 { return try decimal(BigInt(number.magnitude)) }
        let width = number.magnitude.bitWidth
        try heap.check(width, of: StringObject.scalarSize)
        try spend(width / 4)
        return number.digits(bits: radix == 2 ? 1 : radix == 8 ? 3 : 4)
    }

    func format(_ number: Double, _ specification: FormatSpecification) throws -> Scalars {
        let type = specification.type
        let precision = specification.precision ?? 6
        try heap.check(precision, of: StringObject.scalarSize)
        try spend(precision / 8)
        let magnitude = number.magnitude
        var text: String
        switch type {
        case nil:
            text =
                specification.precision.map {
                    FloatText.general(magnitude, digits: $0, keepsZeros: specification.isAlternate, marksFloat: true)
                } ?? FloatText.representation(magnitude)
        case "e", "E": text = FloatText.exponential(magnitude, digits: precision)
        case "f", "F": text = FloatText.fixed(magnitude, digits: precision)
        case "%": text = FloatText.fixed(magnitude * 100, digits: precision) + "%"
        case "g", "G", "n":
            text = FloatText.general(magnitude, digits: precision, keepsZeros: specification.isAlternate)
        default: throw unknownCode(specification, "float")
        }
        if specification.isAlternate, !text.contains("."), magnitude.isFinite {
            let digits = text.prefix { $0.isASCII && $0.isNumber }
            text = digits + "." + text.dropFirst(digits.count)
        }
        if type == "E" || type == "G" || type == "F" { text = text.uppercased() }
        let isZero = text.prefix { $0 != "e" && $0 != "E" }.allSatisfy { !$0.isNumber || $0 == "0" }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        return try layOut(
            digits: String(digits), rest: String(text.dropFirst(digits.count)),
            isNegative: number.sign == .minus && !number.isNaN
                && !(specification.hidesNegativeZero && isZero && number.isFinite),
            prefix: "", group: 3, specification)
    }

    /// Puts sign, prefix, grouped digits and padding together.
    private func layOut(
        digits: String, rest: String, isNegative: Bool, prefix: String, group: Int, _ specification: FormatSpecification
    ) throws -> Scalars {
        let sign = isNegative ? "-" : specification.sign == "-" ? "" : String(specification.sign)
        let front = Scalars(sign + prefix)
        var body = Scalars(digits)
        let standard: Unicode.Scalar = specification.isZeroPadded ? "=" : ">"
        if let separator = specification.grouping, !digits.isEmpty {
            let fillsWithZeros = specification.fill == "0" && (specification.alignment ?? standard) == "="
            let width = fillsWithZeros ? specification.width - front.count - rest.unicodeScalars.count : 0
            try heap.check(width, of: StringObject.scalarSize)
            try spend(width / 8)
            body = Self.grouped(body, by: group, with: separator, width: width)
        }
        body.append(rest)
        return try specification.padded(body, prefix: front, standard: standard, self)
    }

    /// The digits in groups from the right, with zeros in front up to the width.
    private static func grouped(_ digits: Scalars, by size: Int, with separator: Unicode.Scalar, width: Int) -> Scalars
    {
        var result: Scalars = []
        var place = 0
        while place < digits.count || result.count < width {
            if place > 0, place % size == 0 { result.append(separator) }
            result.append(place < digits.count ? digits[digits.count - 1 - place] : "0")
            place += 1
        }
        return result.reversed()
    }
}
