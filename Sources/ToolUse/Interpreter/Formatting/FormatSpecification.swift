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
    private(set) var hasSign = false

    init() {}

    init(_ text: Scalars, for typeName: String) throws {
        var rest = text[...]
        func isAlignment(_ scalar: Unicode.Scalar) -> Bool { "<>=^".unicodeScalars.contains(scalar) }
        if let second = rest.dropFirst().first, let first = rest.first, isAlignment(second) {
            (fill, alignment) = (first, second)
            rest = rest.dropFirst(2)
        } else if let first = rest.first, isAlignment(first) {
            alignment = first
            rest = rest.dropFirst()
        }
        let hasFill = text.count > rest.count + 1
        if let first = rest.first, "+- ".unicodeScalars.contains(first) {
            sign = first
            hasSign = true
            rest = rest.dropFirst()
        }
        if rest.first == "z" { rest = rest.dropFirst() }
        if rest.first == "#" {
            isAlternate = true
            rest = rest.dropFirst()
        }
        if rest.first == "0" {
            isZeroPadded = true
            if !hasFill { fill = "0" }
            rest = rest.dropFirst()
        }
        width = try Self.number(&rest) ?? 0
        if let first = rest.first, first == "," || first == "_" {
            grouping = first
            rest = rest.dropFirst()
            if let next = rest.first, next == "," || next == "_" {
                throw Interruption.valueError("Cannot specify both ',' and '_'.")
            }
        }
        if rest.first == "." {
            rest = rest.dropFirst()
            guard let digits = try Self.number(&rest) else {
                throw Interruption.valueError("Format specifier missing precision")
            }
            precision = digits
        }
        type = rest.popFirst()
        guard rest.isEmpty else {
            throw Interruption.valueError("Invalid format specifier '\(text.text)' for object of type '\(typeName)'")
        }
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
