import BigInt

extension Machine {
    /// Appends `repr(value)`.
    func writeRepresentation(of value: Value, to text: inout Scalars) throws {
        switch value {
        case .undefined: throw Interruption.runtimeError("a variable has no value")
        case .none: text.append("None")
        case .bool(let truth): text.append(truth ? "True" : "False")
        case .int(let number): text.append(String(number))
        case .float(let number): text.append(FloatText.representation(number))
        default:
            try spend(1)
            try heap.check(text.count, of: StringObject.scalarSize)
            try value.object?.writeRepresentation(to: &text, self)
        }
    }

    /// Appends `str(value)`.
    func writeText(of value: Value, to text: inout Scalars) throws {
        guard let object = value.object else { return try writeRepresentation(of: value, to: &text) }
        try spend(1)
        try heap.check(text.count, of: StringObject.scalarSize)
        try object.writeText(to: &text, self)
    }

    /// `repr(value)`
    func representation(of value: Value) throws -> Scalars {
        var text: Scalars = []
        try writeRepresentation(of: value, to: &text)
        return text
    }

    /// `str(value)`
    func text(of value: Value) throws -> Scalars {
        if case .string(let text) = value { return text.scalars }
        var text: Scalars = []
        try writeText(of: value, to: &text)
        return text
    }

    /// Writes an object that may hold itself: where it does, it is written as `...`.
    func write(_ object: Object, to text: inout Scalars, _ body: (inout Scalars) throws -> Void) throws {
        guard !written.contains(where: { $0 === object }) else {
            switch object {
            case is ListObject: text.append("[...]")
            case is TupleObject: text.append("(...)")
            case is DictObject: text.append("{...}")
            default: text.append("...")
            }
            return
        }
        try descend {
            try spend(written.count / 8)
            written.append(object)
            defer { written.removeLast() }
            try body(&text)
        }
    }

    /// The most decimal digits that integers are converted from and to, as in Python since 3.11.
    static let mostDigits = 4300

    /// An integer in decimal digits.
    func decimal(_ number: BigInt) throws -> String {
        // A digit takes 3.32 bits.
        let isTooLong = number.magnitude.bitWidth > Self.mostDigits * 10 / 3 + 3
        let text = isTooLong ? "" : String(number)
        try spend(text.utf8.count / 2)
        guard !isTooLong, text.utf8.count - (number < 0 ? 1 : 0) <= Self.mostDigits else {
            throw Interruption.valueError(
                "Exceeds the limit (\(Self.mostDigits) digits) for integer string conversion; "
                    + "use sys.set_int_max_str_digits() to increase the limit")
        }
        return text
    }
}
