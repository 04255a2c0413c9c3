import BigInt
import Foundation

extension Methods {
    static let int: [NativeFunction] =
        operators + [
            any("bit_length") { call in .int(try call.machine.bigInt(call[0]).magnitude.bitWidth) },
            any("bit_count") { call in
                let number = try call.machine.bigInt(call[0])
                return .int(number.magnitude.words.reduce(0) { $0 + $1.nonzeroBitCount })
            },
            any("conjugate") { call in try call.machine.unary(.positive, call[0]) },
            any("as_integer_ratio") { call in try call.machine.tuple([call.machine.unary(.positive, call[0]), .int(1)])
            },
        ]

    static let float: [NativeFunction] =
        operators + [
            any("is_integer") { call in
                let number = try call.double(0)
                return .bool(number.isFinite && number == number.rounded(.down))
            },
            any("conjugate") { call in call[0] },
            any("as_integer_ratio") { call in
                let number = try call.double(0)
                guard let ratio = Rational(number) else {
                    throw Interruption.failure(
                        number.isNaN ? .valueError : .overflowError,
                        "cannot convert \(number.isNaN ? "NaN" : "Infinity") to integer ratio")
                }
                return try call.machine.tuple([
                    call.machine.value(ratio.numerator), call.machine.value(ratio.denominator),
                ])
            },
        ]

    /// `(1).__add__(2)` and its like.
    private static let operators: [NativeFunction] = {
        let binary: [BinaryOperator] = [.add, .subtract, .multiply, .divide, .floorDivide, .modulo, .power]
        let orders: [Ordering] = [.less, .lessOrEqual, .greater, .greaterOrEqual]
        return binary.map { operation in
            any("__\(operation.rawValue)__", "other") { call in
                guard Number(call[1]) != nil else { return NotImplementedObject.value }
                return try call.machine.binary(operation, call[0], call[1])
            }
        }
            + orders.map { order in
                any(order.specialName, "other") { call in try call.machine.compare(order, call[0], call[1]) }
            } + [
                any("__neg__") { call in try call.machine.unary(.negate, call[0]) },
                any("__abs__") { call in try call.machine.absolute(call[0]) },
                any("__bool__") { call in .bool(try call.machine.isTrue(call[0])) },
                any("__int__") { call in try call.machine.call(.object(Types.int), [call[0]]) },
                any("__float__") { call in .float(try call.double(0)) },
            ]
    }()
}
