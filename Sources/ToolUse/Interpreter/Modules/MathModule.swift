import BigInt
import Foundation

extension Modules {
    static let math = make(
        "math", [roots, powers, rounding, integers, sums].flatMap { $0 },
        ["pi": .float(.pi), "e": .float(M_E), "tau": .float(2 * .pi), "inf": .float(.infinity), "nan": .float(.nan)])

    /// A function of one float. Where the result is no number although the argument is one, the argument was not allowed.
    private static func real(_ name: String, _ function: @escaping (Double) -> Double) -> NativeFunction {
        NativeFunction(name, "x") { call in
            let argument = try call.double(0)
            let result = function(argument)
            if result.isNaN, !argument.isNaN { throw Interruption.valueError("math domain error") }
            if result.isInfinite, argument.isFinite { throw Interruption.overflowError("math range error") }
            return .float(result)
        }
    }

    private static let roots: [NativeFunction] = [
        real("sqrt") { $0.squareRoot() }, real("cbrt", Foundation.cbrt), real("exp", Foundation.exp),
        real("expm1", Foundation.expm1), real("exp2", Foundation.exp2), real("sin", Foundation.sin),
        real("cos", Foundation.cos), real("tan", Foundation.tan), real("asin", Foundation.asin),
        real("acos", Foundation.acos), real("atan", Foundation.atan), real("sinh", Foundation.sinh),
        real("cosh", Foundation.cosh), real("tanh", Foundation.tanh), real("asinh", Foundation.asinh),
        real("acosh", Foundation.acosh), real("erf", Foundation.erf), real("erfc", Foundation.erfc),
        real("degrees") { $0 * (180 / .pi) }, real("radians") { $0 * (.pi / 180) }, real("fabs") { $0.magnitude },
        NativeFunction("atanh", "x") { call in
            let x = try call.double(0)
            guard x.magnitude < 1 || x.isNaN else { throw Interruption.valueError("math domain error") }
            return .float(Foundation.atanh(x))
        },
        NativeFunction("atan2", "y, x") { call in .float(Foundation.atan2(try call.double(0), try call.double(1))) },
        NativeFunction("hypot", "*coordinates") { call in
            let values = try call.values.map(call.machine.double)
            if values.count == 2 { return .float(Foundation.hypot(values[0], values[1])) }
            return .float(values.reduce(0) { Foundation.hypot($0, $1) })
        },
        NativeFunction("dist", "p, q") { call in
            let (p, q) = (try call.elements(0), try call.elements(1))
            guard p.count == q.count else {
                throw Interruption.valueError("both points must have the same number of dimensions")
            }
            let distances = try zip(p, q).map { try call.machine.double($0) - call.machine.double($1) }
            return .float(distances.reduce(0) { Foundation.hypot($0, $1) })
        },
        NativeFunction("gamma", "x") { call in
            let x = try call.double(0)
            if x == 0 || x == -.infinity || (x < 0 && x == x.rounded()) {
                throw Interruption.valueError("math domain error")
            }
            let result = Foundation.tgamma(x)
            if result.isInfinite, x.isFinite { throw Interruption.overflowError("math range error") }
            return .float(result)
        },
        NativeFunction("lgamma", "x") { call in .float(Foundation.lgamma(try call.double(0))) },
    ]

    private static let powers: [NativeFunction] = [
        NativeFunction("pow", "x, y") { call in
            let (x, y) = (try call.double(0), try call.double(1))
            let result = Foundation.pow(x, y)
            if result.isNaN, !x.isNaN, !y.isNaN { throw Interruption.valueError("math domain error") }
            if result.isInfinite, x.isFinite, y.isFinite {
                throw x == 0
                    ? Interruption.valueError("math domain error") : Interruption.overflowError("math range error")
            }
            return .float(result)
        },
        NativeFunction("log", "x, base=") { call in
            let numerator = try logarithm(call[0], call.machine, Foundation.log)
            guard let base = call.given(1) else { return .float(numerator) }
            let denominator = try logarithm(base, call.machine, Foundation.log)
            guard denominator != 0 else { throw Interruption.zeroDivisionError("float division by zero") }
            return .float(numerator / denominator)
        },
        NativeFunction("log2", "x") { call in .float(try logarithm(call[0], call.machine, Foundation.log2)) },
        NativeFunction("log10", "x") { call in .float(try logarithm(call[0], call.machine, Foundation.log10)) },
        NativeFunction("log1p", "x") { call in
            let x = try call.double(0)
            guard !(x <= -1) else { throw Interruption.valueError("math domain error") }
            return .float(Foundation.log1p(x))
        },
        NativeFunction("ldexp", "x, i") { call in
            let x = try call.double(0)
            let exponent = min(max(try call.integer(1), -5000), 5000)
            let result = Foundation.scalbn(x, exponent)
            if result.isInfinite, x.isFinite { throw Interruption.overflowError("math range error") }
            return .float(result)
        },
        NativeFunction("frexp", "x") { call in
            let x = try call.double(0)
            guard x.isFinite, x != 0 else { return try call.machine.tuple([.float(x), .int(0)]) }
            let parts = Foundation.frexp(x)
            return try call.machine.tuple([.float(parts.0), .int(parts.1)])
        },
    ]

    /// A logarithm; integers may be larger than any float.
    private static func logarithm(
        _ value: Value, _ machine: Machine, _ function: (Double) -> Double
    ) throws -> Double {
        if case .bigInt(let object) = value {
            guard object.value > 0 else { throw Interruption.valueError("math domain error") }
            if let double = Quotient.nearest(object.value, 1) { return function(double) }
            let surplus = object.value.magnitude.bitWidth - 64
            return function(Double(UInt64(truncatingIfNeeded: object.value.magnitude >> surplus)))
                + function(2) * Double(surplus)
        }
        let x = try machine.double(value)
        guard !(x <= 0) else { throw Interruption.valueError("math domain error") }
        return function(x)
    }

    private static let rounding: [NativeFunction] = [
        whole("floor", "__floor__") { $0.rounded(.down) },
        whole("ceil", "__ceil__") { $0.rounded(.up) },
        whole("trunc", "__trunc__") { $0.rounded(.towardZero) },
        NativeFunction("fmod", "x, y") { call in
            let (x, y) = (try call.double(0), try call.double(1))
            let result = Foundation.fmod(x, y)
            if result.isNaN, !x.isNaN, !y.isNaN { throw Interruption.valueError("math domain error") }
            return .float(result)
        },
        NativeFunction("remainder", "x, y") { call in
            let (x, y) = (try call.double(0), try call.double(1))
            let result = Foundation.remainder(x, y)
            if result.isNaN, !x.isNaN, !y.isNaN { throw Interruption.valueError("math domain error") }
            return .float(result)
        },
        NativeFunction("modf", "x") { call in
            let x = try call.double(0)
            guard x.isFinite else { return try call.machine.tuple([.float(x.isNaN ? x : 0), .float(x)]) }
            let whole = x.rounded(.towardZero)
            return try call.machine.tuple([.float(Double(signOf: x, magnitudeOf: x - whole)), .float(whole)])
        },
        NativeFunction("copysign", "x, y") { call in
            .float(Double(signOf: try call.double(1), magnitudeOf: try call.double(0)))
        },
        NativeFunction("isnan", "x") { call in .bool(try call.double(0).isNaN) },
        NativeFunction("isinf", "x") { call in .bool(try call.double(0).isInfinite) },
        NativeFunction("isfinite", "x") { call in .bool(try call.double(0).isFinite) },
        NativeFunction("isclose", "a, b, *, rel_tol=, abs_tol=") { call in
            let (a, b) = (try call.double(0), try call.double(1))
            let relative = try call.keyword("rel_tol").map(call.machine.double) ?? 1e-9
            let absolute = try call.keyword("abs_tol").map(call.machine.double) ?? 0
            guard relative >= 0, absolute >= 0 else { throw Interruption.valueError("tolerances must be non-negative") }
            if a == b { return .bool(true) }
            guard a.isFinite, b.isFinite else { return .bool(false) }
            let distance = (a - b).magnitude
            return .bool(distance <= max(relative * max(a.magnitude, b.magnitude), absolute))
        },
    ]

    private static func whole(_ name: String, _ special: String, _ round: @escaping (Double) -> Double)
        -> NativeFunction
    {
        NativeFunction(name, "x") { call in
            switch Number(call[0]) {
            case .int, .big: return try call.machine.unary(.positive, call[0])
            case .double(let number): return try call.machine.value(call.machine.whole(round(number)))
            case nil:
                if let fraction = call[0].object as? FractionObject {
                    let value = fraction.value
                    return try call.machine.value(
                        name == "floor" ? value.floor : name == "ceil" ? value.ceiling : value.truncated)
                }
                if let answer = try (call[0].object as? InstanceObject)?.callSpecial(special, [], call.machine) {
                    return answer
                }
                guard name != "trunc" else {
                    throw Interruption.typeError("type \(call[0].type.name) doesn't define __trunc__ method")
                }
                return try call.machine.value(call.machine.whole(round(call.double(0))))
            }
        }
    }
}
