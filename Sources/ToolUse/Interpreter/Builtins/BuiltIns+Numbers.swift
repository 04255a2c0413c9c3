import BigInt
import Foundation

extension BuiltIns {
    static var numberFunctions: [NativeFunction] {
        [
            NativeFunction("abs", "x") { call in try call.machine.absolute(call[0]) },
            NativeFunction("divmod", "x, y") { call in
                if let a = Number(call[0]), let b = Number(call[1]), a.bigInt == nil || b.bigInt == nil,
                    try call.machine.double(call[1]) == 0
                {
                    throw Interruption.zeroDivisionError("float divmod()")
                }
                let quotient = try call.machine.binary(.floorDivide, call[0], call[1], as: .function)
                return try call.machine.tuple([quotient, call.machine.binary(.modulo, call[0], call[1])])
            },
            NativeFunction("pow", "base, exp, mod=") { call in
                guard let modulus = call.optional(2) else { return try call.machine.binary(.power, call[0], call[1]) }
                let numbers = [call[0], call[1], modulus].map { Number($0) }
                guard let base = numbers[0]?.bigInt, let exponent = numbers[1]?.bigInt, let modulus = numbers[2]?.bigInt
                else {
                    guard numbers.allSatisfy({ $0 != nil }) else {
                        let types = [call[0], call[1], modulus].map { "'\($0.type.name)'" }.joined(separator: ", ")
                        throw Interruption.typeError("unsupported operand type(s) for ** or pow(): \(types)")
                    }
                    throw Interruption.typeError("pow() 3rd argument not allowed unless all arguments are integers")
                }
                return try call.machine.value(call.machine.power(base, exponent, modulo: modulus))
            },
            NativeFunction("round", "number, ndigits=") { call in
                try call.machine.rounded(call[0], digits: call.optional(1).map(call.machine.integer))
            },
        ]
    }
}

extension Machine {
    /// `abs(value)`
    func absolute(_ value: Value) throws -> Value {
        switch Number(value) {
        case .int(let number): return try self.value(BigInt(number.magnitude))
        case .big(let number): return try self.value(BigInt(number.magnitude))
        case .double(let number): return .float(number.magnitude)
        case nil:
            if let fraction = value.object as? FractionObject {
                return .object(FractionObject(fraction.value.magnitude, heap))
            }
            if let answer = try (value.object as? InstanceObject)?.callSpecial("__abs__", [], self) { return answer }
            throw Interruption.typeError("bad operand type for abs(): '\(value.type.name)'")
        }
    }

    /// `round(value, digits)`: ties to even.
    func rounded(_ value: Value, digits: Int?) throws -> Value {
        switch Number(value) {
        case .double(let number):
            guard let digits else { return try self.value(whole(number.rounded(.toNearestOrEven))) }
            let result = FloatText.rounded(number, digits: digits)
            if result.isInfinite, number.isFinite {
                throw Interruption.overflowError("rounded value too large to represent")
            }
            return .float(result)
        case .int(let number): return try self.value(rounded(BigInt(number), digits: digits ?? 0))
        case .big(let number): return try self.value(rounded(number, digits: digits ?? 0))
        case nil:
            if let fraction = value.object as? FractionObject {
                return try fraction.rounded(digits: digits, self)
            }
            if let instance = value.object as? InstanceObject {
                let arguments: [Value] = digits.map { [.int($0)] } ?? []
                if let answer = try instance.callSpecial("__round__", arguments, self) { return answer }
            }
            throw Interruption.typeError("type \(value.type.name) doesn't define __round__ method")
        }
    }

    private func rounded(_ number: BigInt, digits: Int) throws -> BigInt {
        guard digits < 0 else { return number }
        guard digits >= -number.magnitude.bitWidth else { return 0 }
        let unit = BigInt(10).power(-digits)
        let (quotient, rest) = try floorDivision(number, unit)
        let isUp = rest * 2 > unit || (rest * 2 == unit && quotient & 1 != 0)
        return (isUp ? quotient + 1 : quotient) * unit
    }

    /// A float without its fraction, as an integer.
    func whole(_ number: Double) throws -> BigInt {
        if number.isNaN { throw Interruption.valueError("cannot convert float NaN to integer") }
        guard let whole = BigInt(exactly: number.rounded(.towardZero)) else {
            throw Interruption.overflowError("cannot convert float infinity to integer")
        }
        return whole
    }
}
