import BigInt
import Foundation

extension Machine {
    /// `left operation right`
    ///
    /// - Parameter form: how the program asks for it, for the message where the two do not go together
    func binary(
        _ operation: BinaryOperator, _ left: Value, _ right: Value, as form: BinaryOperator.Form = .symbol
    ) throws -> Value {
        if let a = Number(left), let b = Number(right) {
            if case .bool(let a) = left, case .bool(let b) = right {
                switch operation {
                case .and: return .bool(a && b)
                case .or: return .bool(a || b)
                case .xor: return .bool(a != b)
                default: break
                }
            }
            if operation.isBitwise, a.bigInt == nil || b.bigInt == nil {
                throw unsupported(operation, left, right, as: form)
            }
            return try arithmetic(operation, a, b)
        }
        let isMoreSpecial = left.type !== right.type && right.type.isCustom && right.type.isSubtype(of: left.type)
        if isMoreSpecial, let result = try right.object?.reflectedBinary(operation, left, self) { return result }
        if let result = try left.object?.binary(operation, right, self) { return result }
        if !isMoreSpecial, let result = try right.object?.reflectedBinary(operation, left, self) { return result }
        throw unsupported(operation, left, right, as: form)
    }

    /// `left operation= right`
    func inPlaceBinary(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws -> Value {
        try left.object?.inPlaceBinary(operation, right, self) ?? binary(operation, left, right, as: .assignment)
    }

    private func unsupported(
        _ operation: BinaryOperator, _ left: Value, _ right: Value, as form: BinaryOperator.Form = .symbol
    ) -> Interruption {
        func isSequence(_ value: Value) -> Bool { ["str", "list", "tuple"].contains(value.type.name) }
        let (a, b) = (left.type.name, right.type.name)
        if operation == .add, isSequence(left) { return .typeError("can only concatenate \(a) (not \"\(b)\") to \(a)") }
        if operation == .multiply, isSequence(left) || isSequence(right) {
            return .typeError("can't multiply sequence by non-int of type '\(isSequence(left) ? b : a)'")
        }
        return .typeError("unsupported operand type(s) for \(operation.name(as: form)): '\(a)' and '\(b)'")
    }

    /// Arithmetic of numbers of any type.
    func arithmetic(_ operation: BinaryOperator, _ left: Number, _ right: Number) throws -> Value {
        switch (left, right) {
        case (.int(let a), .int(let b)): try arithmetic(operation, a, b)
        case (.int(let a), .big(let b)): try arithmetic(operation, BigInt(a), b)
        case (.big(let a), .int(let b)): try arithmetic(operation, a, BigInt(b))
        case (.big(let a), .big(let b)): try arithmetic(operation, a, b)
        case (.double(let a), .double(let b)): try arithmetic(operation, a, b)
        case (.int(let a), .double(let b)): try arithmetic(operation, Double(a), b)
        case (.double(let a), .int(let b)): try arithmetic(operation, a, Double(b))
        case (.big(let a), .double(let b)): try arithmetic(operation, double(a), b)
        case (.double(let a), .big(let b)): try arithmetic(operation, a, double(b))
        }
    }

    /// Arithmetic of floats, as CPython's `floatobject.c` defines it.
    func arithmetic(_ operation: BinaryOperator, _ a: Double, _ b: Double) throws -> Value {
        switch operation {
        case .add: return .float(a + b)
        case .subtract: return .float(a - b)
        case .multiply: return .float(a * b)
        case .divide:
            guard b != 0 else { throw Interruption.zeroDivisionError("float division by zero") }
            return .float(a / b)
        case .floorDivide:
            guard b != 0 else { throw Interruption.zeroDivisionError("float floor division by zero") }
            return .float(floorDivision(a, b).quotient)
        case .modulo:
            guard b != 0 else { throw Interruption.zeroDivisionError("float modulo") }
            return .float(floorDivision(a, b).rest)
        case .power: return .float(try power(a, b))
        case .leftShift, .rightShift, .and, .or, .xor, .matrixMultiply:
            throw unsupported(operation, .float(a), .float(b))
        }
    }

    /// The quotient rounded down, and a rest of the divisor's sign.
    func floorDivision(_ a: Double, _ b: Double) -> (quotient: Double, rest: Double) {
        var rest = fmod(a, b)
        var quotient = (a - rest) / b
        if rest != 0 {
            if (b < 0) != (rest < 0) {
                rest += b
                quotient -= 1
            }
        } else {
            rest = Double(signOf: b, magnitudeOf: 0)
        }
        guard quotient != 0 else { return (Double(signOf: a / b, magnitudeOf: 0), rest) }
        let whole = quotient.rounded(.down)
        return (quotient - whole > 0.5 ? whole + 1 : whole, rest)
    }

    private func power(_ a: Double, _ b: Double) throws -> Double {
        if a == 0, b < 0 { throw Interruption.zeroDivisionError("0.0 cannot be raised to a negative power") }
        if a < 0, a.isFinite, b.isFinite, b != b.rounded(.down) {
            throw Interruption.valueError(
                "a negative number to a fractional power is complex, and complex numbers do not exist here")
        }
        let result = Foundation.pow(a, b)
        if result.isInfinite, a.isFinite, b.isFinite {
            throw Interruption.overflowError("(34, 'Numerical result out of range')")
        }
        return result
    }

    /// `-value` and its like.
    func unary(_ operation: UnaryOperator, _ value: Value) throws -> Value {
        switch (operation, Number(value)) {
        case (.negate, .int(let number)):
            return number == .min ? try self.value(-BigInt(number)) : .int(-number)
        case (.negate, .big(let number)): return try self.value(-number)
        case (.negate, .double(let number)): return .float(-number)
        case (.positive, .int(let number)): return .int(number)
        case (.positive, .big), (.positive, .double): return value
        case (.invert, .int(let number)): return .int(~number)
        case (.invert, .big(let number)): return try self.value(-number - 1)
        default:
            if let result = try value.object?.unary(operation, self) { return result }
            throw Interruption.typeError("bad operand type for unary \(operation.symbol): '\(value.type.name)'")
        }
    }
}
