import BigInt

/// A Python Fraction.
final class FractionObject: Object, @unchecked Sendable {
    let value: Rational

    init(_ value: Rational, _ heap: Heap) {
        self.value = value
        super.init(heap)
        heap.count(value.bitWidth / 8)
    }

    deinit { heap.give(value.bitWidth / 8) }

    override var type: TypeObject { Types.fraction }

    override func isTrue(_ machine: Machine) -> Bool { value.numerator != 0 }

    override func hash(_ machine: Machine) -> Int {
        if value.denominator == 1 { return IntegerHash.hash(value.numerator) }
        if let double = Quotient.nearest(value.numerator, value.denominator), let exact = Rational(double),
            exact.numerator == value.numerator, exact.denominator == value.denominator
        {
            return IntegerHash.hash(double)
        }
        return IntegerHash.hash(value.numerator) &* 31 &+ IntegerHash.hash(value.denominator)
    }

    /// The nearest float.
    func double(_ machine: Machine) throws -> Double {
        try machine.spend(IntegerCost(value.numerator, value.denominator).quotient)
        guard let double = Quotient.nearest(value.numerator, value.denominator) else {
            throw Interruption.overflowError("integer division result too large for a float")
        }
        return double
    }

    /// `round(fraction, digits)`
    func rounded(digits: Int?, _ machine: Machine) throws -> Value {
        guard let digits else { return try machine.value(value.rounded) }
        guard digits.magnitude < 5000 else { throw Interruption.exhausted(.memoryExhausted) }
        let scale = Rational(BigInt(10).power(Int(digits.magnitude)))
        let scaled = digits >= 0 ? value * scale : value / scale
        let whole = Rational(scaled.rounded)
        return .object(FractionObject(digits >= 0 ? whole / scale : whole * scale, heap))
    }

    override func attribute(_ name: String, _ machine: Machine) throws -> Value? {
        switch name {
        case "numerator": try machine.value(value.numerator)
        case "denominator": try machine.value(value.denominator)
        default: nil
        }
    }

    override func writeRepresentation(to text: inout Scalars, _ machine: Machine) throws {
        text.append("Fraction(\(try machine.decimal(value.numerator)), \(try machine.decimal(value.denominator)))")
    }

    override func writeText(to text: inout Scalars, _ machine: Machine) throws {
        text.append(try machine.decimal(value.numerator))
        if value.denominator != 1 { text.append("/" + (try machine.decimal(value.denominator))) }
    }

    /// An integer or a Fraction as a fraction.
    private static func exact(_ value: Value) -> Rational? {
        if let fraction = value.object as? FractionObject { return fraction.value }
        return Number(value)?.bigInt.map { Rational($0) }
    }

    override func equals(_ other: Value, _ machine: Machine) throws -> Bool? {
        if case .float(let number) = other {
            guard let exact = Rational(number) else { return false }
            return exact.numerator == value.numerator && exact.denominator == value.denominator
        }
        guard let other = Self.exact(other) else { return nil }
        return value.numerator == other.numerator && value.denominator == other.denominator
    }

    override func compare(_ order: Ordering, _ other: Value, _ machine: Machine) throws -> Value? {
        if case .float(let number) = other, !number.isFinite { return .bool(order.holds(0, number)) }
        let right: Rational?
        if case .float(let number) = other { right = Rational(number) } else { right = Self.exact(other) }
        guard let right else { return nil }
        try machine.spend(IntegerCost(value.numerator, right.denominator).product)
        return .bool(
            order.holds(value.numerator * right.denominator, right.numerator * value.denominator))
    }

    override func unary(_ operation: UnaryOperator, _ machine: Machine) throws -> Value? {
        switch operation {
        case .negate: .object(FractionObject(-value, heap))
        case .positive: .object(self)
        case .invert: nil
        }
    }

    override func binary(_ operation: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
        if case .float(let number) = other { return try machine.arithmetic(operation, double(machine), number) }
        guard let right = Self.exact(other) else { return nil }
        return try combined(operation, value, right, machine)
    }

    override func reflectedBinary(_ operation: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
        if case .float(let number) = other { return try machine.arithmetic(operation, number, double(machine)) }
        guard let left = Self.exact(other) else { return nil }
        return try combined(operation, left, value, machine)
    }

    private func combined(
        _ operation: BinaryOperator, _ a: Rational, _ b: Rational, _ machine: Machine
    ) throws -> Value? {
        let words = (a.bitWidth + b.bitWidth) / 64 + 1
        try machine.spend(4 * IntegerCost.product(words, words) + 8)
        func fraction(_ value: Rational) -> Value { .object(FractionObject(value, heap)) }
        switch operation {
        case .add: return fraction(a + b)
        case .subtract: return fraction(a - b)
        case .multiply: return fraction(a * b)
        case .divide, .floorDivide, .modulo:
            guard b.numerator != 0 else {
                throw Interruption.zeroDivisionError("Fraction(\(try machine.decimal(a.numerator)), 0)")
            }
            let quotient = a / b
            if operation == .divide { return fraction(quotient) }
            if operation == .floorDivide { return try machine.value(quotient.floor) }
            return fraction(a - Rational(quotient.floor) * b)
        case .power: return try power(a, b, machine)
        default: return nil
        }
    }

    private func power(_ base: Rational, _ exponent: Rational, _ machine: Machine) throws -> Value? {
        guard exponent.denominator == 1, let exponent = Int(exactly: exponent.numerator) else {
            return try machine.arithmetic(
                .power, FractionObject(base, heap).double(machine), FractionObject(exponent, heap).double(machine))
        }
        let size = exponent.magnitude.multipliedReportingOverflow(by: UInt(base.bitWidth))
        guard !size.overflow, size.partialValue < UInt(Int.max) else { throw Interruption.exhausted(.memoryExhausted) }
        try heap.check(Int(size.partialValue) / 8)
        let words = Int(size.partialValue) / 64 + 1
        try machine.spend(IntegerCost.product(words, words))
        guard exponent >= 0 else {
            guard base.numerator != 0 else {
                throw Interruption.zeroDivisionError("Fraction(1, 0)")
            }
            return .object(
                FractionObject(
                    Rational(base.denominator.power(-exponent), base.numerator.power(-exponent)), heap))
        }
        return .object(FractionObject(Rational(base.numerator.power(exponent), base.denominator.power(exponent)), heap))
    }
}
