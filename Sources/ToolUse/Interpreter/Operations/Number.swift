import BigInt

/// A value as a number; a boolean counts as 0 or 1.
enum Number {
    case int(Int)
    case big(BigInt)
    case double(Double)

    init?(_ value: Value) {
        switch value {
        case .int(let number): self = .int(number)
        case .float(let number): self = .double(number)
        case .bool(let truth): self = .int(truth ? 1 : 0)
        case .bigInt(let object): self = .big(object.value)
        default: return nil
        }
    }

    /// The number as an integer of any size; nil for floats.
    var bigInt: BigInt? {
        switch self {
        case .int(let number): BigInt(number)
        case .big(let number): number
        case .double: nil
        }
    }
}

extension Machine {
    /// The value of an integer of any size.
    func value(_ number: BigInt) throws -> Value {
        if let small = Int(exactly: number) { return .int(small) }
        return .bigInt(try BigIntObject(number, heap))
    }

    /// An integer that fits a machine word, as an argument or a length.
    func integer(_ value: Value) throws -> Int {
        switch value {
        case .int(let number): return number
        case .bool(let truth): return truth ? 1 : 0
        case .bigInt: throw Interruption.overflowError("Python int too large to convert to C ssize_t")
        default:
            if let instance = value.object as? InstanceObject,
                let index = try instance.callSpecial("__index__", [], self)
            {
                if case .int(let number) = index { return number }
            }
            throw Interruption.typeError("'\(value.type.name)' object cannot be interpreted as an integer")
        }
    }

    /// An integer of any size, as an argument.
    func bigInt(_ value: Value) throws -> BigInt {
        if case .bigInt(let object) = value { return object.value }
        return BigInt(try integer(value))
    }

    /// A float, as an argument.
    func double(_ value: Value) throws -> Double {
        switch Number(value) {
        case .int(let number): return Double(number)
        case .double(let number): return number
        case .big(let number): return try double(number)
        case nil:
            if let fraction = value.object as? FractionObject { return try fraction.double(self) }
            if let instance = value.object as? InstanceObject,
                let answer = try instance.callSpecial("__float__", [], self), case .float(let number) = answer
            {
                return number
            }
            throw Interruption.typeError("must be real number, not \(value.type.name)")
        }
    }

    /// The nearest float, ties to even.
    func double(_ number: BigInt) throws -> Double {
        guard let result = Quotient.nearest(number, 1) else {
            throw Interruption.overflowError("int too large to convert to float")
        }
        return result
    }
}
