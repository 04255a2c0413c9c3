import BigInt

/// `text % values`: formatting in the manner of C.
struct PercentFormat {
    private let text: Scalars
    private let machine: Machine
    private var place = 0
    private var arguments: [Value] = []
    private var next = 0

    init(_ text: Scalars, _ machine: Machine) {
        self.text = text
        self.machine = machine
    }

    /// The text with `values` in its places: a tuple, a mapping, or one value.
    func fill(_ values: Value) throws -> Scalars {
        var filling = self
        if case .tuple(let tuple) = values { filling.arguments = tuple.items } else { filling.arguments = [values] }
        return try filling.run(values)
    }

    private mutating func run(_ values: Value) throws -> Scalars {
        var result: Scalars = []
        let isMapping =
            switch values {
            case .tuple, .string: false
            case .dict, .list: true
            default: values.object is InstanceObject && values.type.lookupCustom("__getitem__") != nil
            }
        while place < text.count {
            let scalar = text[place]
            place += 1
            guard scalar == "%" else {
                result.append(scalar)
                continue
            }
            if place < text.count, text[place] == "%" {
                place += 1
                result.append("%")
                continue
            }
            result += try field(values)
            try machine.spend(1)
            try machine.heap.check(result.count, of: StringObject.scalarSize)
        }
        guard next >= arguments.count || isMapping else {
            throw Interruption.typeError("not all arguments converted during string formatting")
        }
        return result
    }

    private mutating func field(_ values: Value) throws -> Scalars {
        var specification = FormatSpecification()
        var value: Value?
        if peek == "(" {
            value = try keyed(values)
            next = arguments.count
        }
        while let flag = peek, "-+ #0".unicodeScalars.contains(flag) {
            switch flag {
            case "-": specification.alignment = "<"
            case "+": specification.sign = "+"
            case " ": if specification.sign == "-" { specification.sign = " " }
            case "#": specification.isAlternate = true
            default: specification.isZeroPadded = true
            }
            place += 1
        }
        if let width = try size() {
            specification.width = Int(clamping: width.magnitude)
            if width < 0 { specification.alignment = "<" }
        }
        if peek == "." {
            place += 1
            specification.precision = max(try size() ?? 0, 0)
        }
        while let length = peek, "hlL".unicodeScalars.contains(length) { place += 1 }
        guard let type = peek else { throw Interruption.valueError("incomplete format") }
        let typePlace = place
        place += 1
        if type == "%" { return ["%"] }
        guard "diuoxXeEfFgGcrsa".unicodeScalars.contains(type) else {
            throw Interruption.valueError(
                "unsupported format character '\(type)' (0x\(String(type.value, radix: 16))) at index \(typePlace)")
        }
        return try convert(value ?? argument(), type, specification)
    }

    private var peek: Unicode.Scalar? { place < text.count ? text[place] : nil }

    private mutating func argument() throws -> Value {
        guard next < arguments.count else { throw Interruption.typeError("not enough arguments for format string") }
        next += 1
        return arguments[next - 1]
    }

    /// The value that a `(name)` means.
    private mutating func keyed(_ values: Value) throws -> Value {
        var depth = 0
        let start = place + 1
        repeat {
            guard let scalar = peek else { throw Interruption.valueError("incomplete format key") }
            if scalar == "(" { depth += 1 } else if scalar == ")" { depth -= 1 }
            place += 1
        } while depth > 0
        let isMapping: Bool
        switch values {
        case .tuple, .string: isMapping = false
        default: isMapping = values.object != nil
        }
        guard isMapping else { throw Interruption.typeError("format requires a mapping") }
        return try machine.item(of: values, at: machine.string(Array(text[start..<(place - 1)])))
    }

    /// A width or precision: digits, or `*` for the next argument.
    private mutating func size() throws -> Int? {
        if peek == "*" {
            place += 1
            guard case .int(let number) = try argument() else { throw Interruption.typeError("* wants int") }
            return number
        }
        var number: Int?
        while let digit = peek?.decimalValue {
            guard (number ?? 0) < 1 << 50 else { throw Interruption.valueError("width too big") }
            number = (number ?? 0) * 10 + digit
            place += 1
        }
        return number
    }

    private func convert(_ value: Value, _ type: Unicode.Scalar, _ specification: FormatSpecification) throws -> Scalars
    {
        var specification = specification
        switch type {
        case "s", "r", "a", "c":
            var shown: Scalars
            if type == "c" {
                shown = try character(value)
            } else if type == "s" {
                shown = try machine.text(of: value)
            } else {
                shown = try machine.representation(of: value)
            }
            if let precision = specification.precision, type != "c" { shown = Array(shown.prefix(precision)) }
            return try specification.padded(shown, standard: ">", machine)
        case "d", "i", "u", "x", "X", "o": return try integer(value, type, specification)
        default:
            guard Number(value) != nil || value.object is InstanceObject else {
                throw Interruption.typeError("must be real number, not \(value.type.name)")
            }
            specification.type = type
            specification.fill = specification.isZeroPadded && specification.alignment == nil ? "0" : " "
            return try machine.format(machine.double(value), specification)
        }
    }

    private func character(_ value: Value) throws -> Scalars {
        if case .string(let text) = value, text.scalars.count == 1 { return text.scalars }
        guard case .int(let code) = value else { throw Interruption.typeError("%c requires int or char") }
        guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else {
            throw Interruption.overflowError("%c arg not in range(0x110000)")
        }
        return [scalar]
    }

    private func integer(_ value: Value, _ type: Unicode.Scalar, _ specification: FormatSpecification) throws -> Scalars
    {
        var specification = specification
        let number: BigInt
        switch Number(value) {
        case .double(let double) where "diu".unicodeScalars.contains(type): number = try machine.whole(double)
        case .double:
            throw Interruption.typeError("%\(type) format: an integer is required, not float")
        case .some(let whole): number = whole.bigInt ?? 0
        case nil:
            let wanted = "diu".unicodeScalars.contains(type) ? "a real number" : "an integer"
            throw Interruption.typeError("%\(type) format: \(wanted) is required, not \(value.type.name)")
        }
        let radix = type == "o" ? 8 : type == "x" || type == "X" ? 16 : 10
        var digits = try machine.digits(number, radix: radix)
        if type == "X" { digits = digits.uppercased() }
        if let precision = specification.precision, precision > digits.utf8.count {
            try machine.heap.check(precision, of: StringObject.scalarSize)
            try machine.spend(precision / 8)
            digits = String(repeating: "0", count: precision - digits.utf8.count) + digits
        }
        let sign = number < 0 ? "-" : specification.sign == "-" ? "" : String(specification.sign)
        let base = !specification.isAlternate || radix == 10 ? "" : radix == 8 ? "0o" : "0\(type)"
        let isZeroFilled = specification.isZeroPadded && specification.alignment == nil
        if isZeroFilled { specification.fill = "0" }
        return try specification.padded(
            Scalars(digits), prefix: Scalars(sign + base), standard: isZeroFilled ? "=" : ">", machine)
    }
}
