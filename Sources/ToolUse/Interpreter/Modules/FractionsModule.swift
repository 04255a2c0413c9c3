import BigInt

extension Modules {
    static let fractions = make("fractions", [], ["Fraction": .object(Types.fraction)])
}

extension Constructors {
    static let fraction: NativeFunction = NativeFunction("Fraction", "numerator=, denominator=") { call in
        let machine = call.machine
        func made(_ value: Rational) -> Value { .object(FractionObject(value, machine.heap)) }
        func part(_ index: Int) throws -> Rational {
            if let fraction = call[index].object as? FractionObject { return fraction.value }
            guard let number = Number(call[index])?.bigInt else {
                throw Interruption.typeError("both arguments should be Rational instances")
            }
            return Rational(number)
        }
        if call.given(1) != nil {
            let (numerator, denominator) = (try part(0), try part(1))
            guard denominator.numerator != 0 else {
                throw Interruption.zeroDivisionError("Fraction(\(try machine.decimal(numerator.numerator)), 0)")
            }
            return made(numerator / denominator)
        }
        switch call[0] {
        case .undefined: return made(Rational(BigInt(0)))
        case .float(let number):
            guard let exact = Rational(number) else {
                throw Interruption.failure(
                    number.isNaN ? .valueError : .overflowError,
                    "cannot convert \(number.isNaN ? "NaN" : "Infinity") to integer ratio")
            }
            return made(exact)
        case .string(let text): return made(try machine.parseFraction(text.scalars))
        default: return made(try part(0))
        }
    }
}

extension Machine {
    /// `3/4`, `1.25`, `1e-3` and their like.
    fileprivate func parseFraction(_ scalars: Scalars) throws -> Rational {
        let text = scalars.trimmed(where: \.isBlank).text
        let failure = Interruption.valueError(
            "Invalid literal for Fraction: \(try representation(of: string(scalars)).text)")
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        func digits(_ text: Substring) throws -> BigInt {
            guard !text.isEmpty, text.utf8.count <= Self.mostDigits,
                text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = BigInt(String(text))
            else { throw failure }
            return number
        }
        let isNegative = text.hasPrefix("-")
        let first = isNegative || text.hasPrefix("+") ? halves[0].dropFirst() : halves[0]
        let sign: BigInt = isNegative ? -1 : 1
        if halves.count == 2 {
            let denominator = try digits(halves[1])
            guard denominator != 0 else { throw Interruption.zeroDivisionError("Fraction(\(text), 0)") }
            return Rational(sign * (try digits(first)), denominator)
        }
        guard halves.count == 1 else { throw failure }
        let parts = first.split(omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        let decimal = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, decimal.count <= 2, let exponent = parts.count == 2 ? Int(parts[1]) : 0,
            exponent.magnitude <= Self.mostDigits
        else { throw failure }
        let fraction = decimal.count == 2 ? decimal[1] : ""
        let scale = exponent - fraction.utf8.count
        let number = Rational(sign * (try digits(decimal[0] + fraction)))
        let power = Rational(BigInt(10).power(Int(scale.magnitude)))
        return scale >= 0 ? number * power : number / power
    }
}

extension Methods {
    static let fraction: [NativeFunction] = [
        of("Fraction", { $0.object as? FractionObject }, "limit_denominator", "max_denominator=") { fraction, call in
            let most = BigInt(try call.integer(1, default: 1_000_000))
            guard most >= 1 else { throw Interruption.valueError("max_denominator should be at least 1") }
            let value = fraction.value
            guard value.denominator > most else { return call[0] }
            // Convergents of the continued fraction, as in CPython's fractions.py.
            var (p0, q0, p1, q1) = (BigInt(0), BigInt(1), BigInt(1), BigInt(0))
            var (n, d) = (value.numerator, value.denominator)
            while true {
                let a = try call.machine.floorDivision(n, d).quotient
                let q2 = q0 + a * q1
                if q2 > most { break }
                (p0, q0, p1, q1) = (p1, q1, p0 + a * p1, q2)
                (n, d) = (d, n - a * d)
            }
            let k = (most - q0) / q1
            let (below, above) = (Rational(p0 + k * p1, q0 + k * q1), Rational(p1, q1))
            let (distance, other) = ((above - value).magnitude, (below - value).magnitude)
            let isAbove = distance.numerator * other.denominator <= other.numerator * distance.denominator
            return .object(FractionObject(isAbove ? above : below, fraction.heap))
        },
        of("Fraction", { $0.object as? FractionObject }, "as_integer_ratio", "") { fraction, call in
            try call.machine.tuple([
                call.machine.value(fraction.value.numerator), call.machine.value(fraction.value.denominator),
            ])
        },
    ]
}
