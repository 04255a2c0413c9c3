import BigInt

extension Machine {
    /// Arithmetic of two integers that fit a machine word.
    func arithmetic(_ operation: BinaryOperator, _ a: Int, _ b: Int) throws -> Value {
        switch operation {
        case .add:
            let (sum, isTooLarge) = a.addingReportingOverflow(b)
            if !isTooLarge { return .int(sum) }
        case .subtract:
            let (difference, isTooLarge) = a.subtractingReportingOverflow(b)
            if !isTooLarge { return .int(difference) }
        case .multiply:
            let (product, isTooLarge) = a.multipliedReportingOverflow(by: b)
            if !isTooLarge { return .int(product) }
        case .divide:
            guard b != 0 else { throw Interruption.zeroDivisionError("division by zero") }
            let exact = 1 << 53
            if a.magnitude <= exact, b.magnitude <= exact { return .float(Double(a) / Double(b)) }
        case .floorDivide, .modulo:
            guard b != 0 else { throw Self.zeroDivision(operation) }
            guard b == -1 else {
                let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
                let isBelow = rest != 0 && (rest < 0) != (b < 0)
                return .int(operation == .modulo ? (isBelow ? rest + b : rest) : (isBelow ? quotient - 1 : quotient))
            }
            if operation == .modulo { return .int(0) }
        case .power:
            if let power = Self.smallPower(a, b) { return .int(power) }
        case .leftShift:
            if b >= 0, b < 63, (a << b) >> b == a { return .int(a << b) }
        case .rightShift:
            if b >= 0 { return .int(a >> min(b, 63)) }
        case .and: return .int(a & b)
        case .or: return .int(a | b)
        case .xor: return .int(a ^ b)
        case .matrixMultiply: break
        }
        return try arithmetic(operation, BigInt(a), BigInt(b))
    }

    /// `base ** exponent` where it fits a machine word.
    private static func smallPower(_ base: Int, _ exponent: Int) -> Int? {
        guard exponent >= 0 else { return nil }
        if base == 0 || base == 1 { return exponent == 0 ? 1 : base }
        if base == -1 { return exponent & 1 == 0 ? 1 : -1 }
        guard exponent < 64 else { return nil }
        var result = 1
        for _ in 0..<exponent {
            let (product, isTooLarge) = result.multipliedReportingOverflow(by: base)
            guard !isTooLarge else { return nil }
            result = product
        }
        return result
    }

    /// Arithmetic of integers of any size. What it costs is paid before.
    func arithmetic(_ operation: BinaryOperator, _ a: BigInt, _ b: BigInt) throws -> Value {
        let cost = IntegerCost(a, b)
        try spend(cost.sum)
        switch operation {
        case .add: return try value(a + b)
        case .subtract: return try value(a - b)
        case .multiply:
            try spend(cost.product)
            try heap.check(cost.productBytes)
            return try value(a * b)
        case .divide:
            guard b != 0 else { throw Interruption.zeroDivisionError("division by zero") }
            try spend(cost.quotient)
            if a == 0 { return .float(b < 0 ? -0.0 : 0) }
            guard let quotient = Quotient.nearest(a, b) else {
                throw Interruption.overflowError("integer division result too large for a float")
            }
            return .float(quotient)
        case .floorDivide, .modulo:
            guard b != 0 else { throw Self.zeroDivision(operation) }
            let result = try floorDivision(a, b)
            return try value(operation == .modulo ? result.rest : result.quotient)
        case .power: return try power(a, b)
        case .leftShift, .rightShift: return try shifted(operation, a, b)
        case .and: return try value(a.bitwiseAnd(b))
        case .or: return try value(a.bitwiseOr(b))
        case .xor: return try value(a.bitwiseXor(b))
        case .matrixMultiply: throw Interruption.typeError("unsupported operand type(s) for @: 'int' and 'int'")
        }
    }

    private static func zeroDivision(_ operation: BinaryOperator) -> Interruption {
        .zeroDivisionError(operation == .modulo ? "integer modulo by zero" : "integer division or modulo by zero")
    }

    /// The quotient rounded down, and a rest of the divisor's sign.
    func floorDivision(_ a: BigInt, _ b: BigInt) throws -> (quotient: BigInt, rest: BigInt) {
        guard b != 0 else { throw Interruption.zeroDivisionError("integer division or modulo by zero") }
        try spend(IntegerCost(a, b).quotient)
        let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
        return rest != 0 && (rest < 0) != (b < 0) ? (quotient - 1, rest + b) : (quotient, rest)
    }

    private func power(_ base: BigInt, _ exponent: BigInt) throws -> Value {
        guard exponent >= 0 else {
            guard base != 0 else {
                throw Interruption.zeroDivisionError("0.0 cannot be raised to a negative power")
            }
            return try arithmetic(.power, double(base), double(exponent))
        }
        if base.magnitude <= 1 {
            return .int(base == 0 ? (exponent == 0 ? 1 : 0) : (base == 1 || exponent & 1 == 0 ? 1 : -1))
        }
        guard let exponent = Int(exactly: exponent) else { throw Interruption.exhausted(.memoryExhausted) }
        let (bits, isTooLarge) = base.magnitude.bitWidth.multipliedReportingOverflow(by: exponent)
        guard !isTooLarge else { throw Interruption.exhausted(.memoryExhausted) }
        try heap.check(bits / 8)
        let words = bits / 128 + 1
        try spend(IntegerCost.product(words, words))
        return try value(base.power(exponent))
    }

    private func shifted(_ operation: BinaryOperator, _ number: BigInt, _ amount: BigInt) throws -> Value {
        guard amount >= 0 else { throw Interruption.valueError("negative shift count") }
        guard let amount = Int(exactly: amount), amount <= Int.max / 2 else {
            if operation == .rightShift { return .int(number < 0 ? -1 : 0) }
            if number == 0 { return .int(0) }
            throw Interruption.exhausted(.memoryExhausted)
        }
        guard operation == .leftShift else {
            let isGone = amount >= number.magnitude.bitWidth
            if isGone { return .int(number < 0 ? -1 : 0) }
            // Rounded down, as in two's complement.
            return try value(number < 0 ? -1 - ((-1 - number) >> amount) : number >> amount)
        }
        guard number != 0 else { return .int(0) }
        try heap.check(amount / 8)
        try spend(amount / 512)
        return try value(number << amount)
    }

    /// `base ** exponent % modulus` by repeated squaring.
    func power(_ base: BigInt, _ exponent: BigInt, modulo modulus: BigInt) throws -> BigInt {
        guard modulus != 0 else { throw Interruption.valueError("pow() 3rd argument cannot be 0") }
        let magnitude = BigInt(modulus.magnitude)
        guard magnitude > 1 else { return 0 }
        var (base, exponent) = (try floorDivision(base, magnitude).rest, exponent)
        if exponent < 0 {
            guard let inverse = base.inverse(magnitude) else {
                throw Interruption.valueError("base is not invertible for the given modulus")
            }
            base = inverse
            exponent = -exponent
        }
        let cost = IntegerCost(magnitude, magnitude)
        let perBit = 2 * cost.product + 4
        let (total, isTooLarge) = perBit.multipliedReportingOverflow(by: 2 * exponent.magnitude.bitWidth)
        try spend(isTooLarge ? .max : total)
        let result = BigInt(base.magnitude.power(exponent.magnitude, modulus: magnitude.magnitude))
        return modulus < 0 && result != 0 ? result + modulus : result
    }
}
