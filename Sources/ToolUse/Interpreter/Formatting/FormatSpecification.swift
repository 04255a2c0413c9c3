/// `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`, as in `format` and f-strings.
struct FormatSpecification {
    var fill: Unicode.Scalar = " "
    var alignment: Unicode.Scalar?
    var sign: Unicode.Scalar = "-"
    var isAlternate = false
    var isZeroPadded = false
    var width = 0
    var grouping: Unicode.Scalar?
    var precision: Int?
    var type: Unicode.Scalar?
    /// Whether a zero is written without its minus, option `z`.
    var hidesNegativeZero = false
    private(set) var hasSign = false

    init() {}

    /// Reads a specification.
    ///
    /// - Parameters:
    ///   - typeName: what is formatted
    ///   - standard: the type where none is given; nil for floats, which have a layout of their own then
    init(_ text: Scalars, for typeName: String, standard: Unicode.Scalar?) throws {
        var rest = text[...]
        func isAlignment(_ scalar: Unicode.Scalar) -> Bool { "<>=^".unicodeScalars.contains(scalar) }
        var hasFill = false
        if let second = rest.dropFirst().first, let first = rest.first, isAlignment(second) {
            (fill, alignment, hasFill) = (first, second, true)
            rest = rest.dropFirst(2)
        } else if let first = rest.first, isAlignment(first) {
            alignment = first
            rest = rest.dropFirst()
        }
        if let first = rest.first, "+- ".unicodeScalars.contains(first) {
            sign = first
            hasSign = true
            rest = rest.dropFirst()
        }
        if rest.first == "z" {
            hidesNegativeZero = true
            rest = rest.dropFirst()
        }
        if rest.first == "#" {
            isAlternate = true
            rest = rest.dropFirst()
        }
        if rest.first == "0", !hasFill {
            fill = "0"
            if standard != "s" { isZeroPadded = true }
            rest = rest.dropFirst()
        }
        width = try Self.number(&rest) ?? 0
        try readGrouping(&rest)
        if rest.first == "." {
            rest = rest.dropFirst()
            guard let digits = try Self.number(&rest) else {
                throw Interruption.valueError("Format specifier missing precision")
            }
            precision = digits
        }
        guard rest.count <= 1 else {
            throw Interruption.valueError("Invalid format specifier '\(text.text)' for object of type '\(typeName)'")
        }
        type = rest.popFirst() ?? standard
        try checkGrouping()
    }

    private mutating func readGrouping(_ rest: inout ArraySlice<Unicode.Scalar>) throws {
        guard let first = rest.first, first == "," || first == "_" else { return }
        grouping = first
        rest = rest.dropFirst()
        if let second = rest.first, second == "_" || (second == "," && first == "_") {
            throw Interruption.valueError("Cannot specify both ',' and '_'.")
        }
    }

    private func checkGrouping() throws {
        guard let grouping, let type else { return }
        if "deEfFgG%".unicodeScalars.contains(type) { return }
        if grouping == "_", "boxX".unicodeScalars.contains(type) { return }
        let isPrintable = type.value > 32 && type.value < 128
        throw Interruption.valueError(
            "Cannot specify '\(grouping)' with '\(isPrintable ? "\(type)" : "\\x" + String(type.value, radix: 16))'.")
    }

    private static func number(_ rest: inout ArraySlice<Unicode.Scalar>) throws -> Int? {
        var number: Int?
        while let digit = rest.first?.decimalValue {
            let (value, isTooLarge) = (number ?? 0).multipliedReportingOverflow(by: 10)
            guard !isTooLarge, value < 1 << 50 else {
                throw Interruption.valueError("Too many decimal digits in format string")
            }
            number = value + digit
            rest = rest.dropFirst()
        }
        return number
    }

    /// The text filled to the width. `prefix` stays in front of what `=` fills.
    func padded(_ text: Scalars, prefix: Scalars = [], standard: Unicode.Scalar, _ machine: Machine) throws -> Scalars {
        let missing = width - text.count - prefix.count
        guard missing > 0 else { return prefix + text }
        try machine.heap.check(width, of: StringObject.scalarSize)
        try machine.spend(width / 32)
        func filling(_ count: Int) -> Scalars { Array(repeating: fill, count: count) }
        switch alignment ?? standard {
        case "<": return prefix + text + filling(missing)
        case "^": return filling(missing / 2) + prefix + text + filling(missing - missing / 2)
        case "=": return prefix + filling(missing) + text
        default: return filling(missing) + prefix + text
        }
    }
}
