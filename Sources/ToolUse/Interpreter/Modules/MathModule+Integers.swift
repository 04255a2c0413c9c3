import BigInt
import Foundation

extension Modules {
    static let integers: [NativeFunction] = [
        NativeFunction("gcd", "*integers") { call in
            var result = BigInt(0)
            for value in call.values { result = try call.machine.greatestDivisor(result, call.machine.bigInt(value)) }
            return try call.machine.value(result)
        },
        NativeFunction("lcm", "*integers") { call in
            var result = BigInt(1)
            for value in call.values {
                let number = try call.machine.bigInt(value)
                guard number != 0 else { return .int(0) }
                let divisor = try call.machine.greatestDivisor(result, number)
                try call.machine.spend(IntegerCost(result, number).product)
                result = BigInt((result / divisor * number).magnitude)
            }
            return try call.machine.value(result)
        },
        NativeFunction("factorial", "n") { call in
            if case .float = call[0] {
                throw Interruption.typeError("'float' object cannot be interpreted as an integer")
            }
            let n = try call.integer(0)
            guard n >= 0 else { throw Interruption.valueError("factorial() not defined for negative values") }
            return try call.machine.value(call.machine.product(of: 1, through: n))
        },
        NativeFunction("comb", "n, k") { call in
            let (n, k) = (try call.integer(0), try call.integer(1))
            guard n >= 0 else { throw Interruption.valueError("n must be a non-negative integer") }
            guard k >= 0 else { throw Interruption.valueError("k must be a non-negative integer") }
            guard k <= n else { return .int(0) }
            var result = BigInt(1)
            for index in 0..<min(k, n - k) {
                try call.machine.spend(IntegerCost.words(result) * 2 + 4)
                result = result * BigInt(n - index) / BigInt(index + 1)
            }
            return try call.machine.value(result)
        },
        NativeFunction("perm", "n, k=") { call in
            let n = try call.integer(0)
            let k = try call.optional(1).map(call.machine.integer) ?? n
            guard n >= 0 else { throw Interruption.valueError("n must be a non-negative integer") }
            guard k >= 0 else { throw Interruption.valueError("k must be a non-negative integer") }
            guard k <= n else { return .int(0) }
            return try call.machine.value(call.machine.product(of: n - k + 1, through: n))
        },
        NativeFunction("isqrt", "n") { call in
            let n = try call.machine.bigInt(call[0])
            guard n >= 0 else { throw Interruption.valueError("isqrt() argument must be nonnegative") }
            let words = IntegerCost.words(n)
            try call.machine.spend(IntegerCost.product(words, words) * (words.bitWidth - words.leadingZeroBitCount + 4))
            return try call.machine.value(n.squareRoot())
        },
    ]

    static let sums: [NativeFunction] = [
        NativeFunction("fsum", "seq") { call in
            let numbers = try call.elements(0).map(call.machine.double)
            if let special = numbers.first(where: { !$0.isFinite }) {
                let sum = numbers.reduce(0, +)
                if sum.isNaN, !special.isNaN { throw Interruption.valueError("-inf + inf in fsum") }
                return .float(sum)
            }
            var sum = Rational(BigInt(0))
            for number in numbers {
                try call.machine.spend(20)
                if let exact = Rational(number) { sum = sum + exact }
            }
            guard let nearest = Quotient.nearest(sum.numerator, sum.denominator) else {
                throw Interruption.overflowError("intermediate overflow in fsum")
            }
            return .float(nearest)
        },
        NativeFunction("prod", "iterable, *, start=") { call in
            let iterator = try call.iterator(0)
            var product = call.keyword("start") ?? .int(1)
            while let next = try iterator.next(call.machine) {
                try call.machine.spend(1)
                product = try call.machine.binary(.multiply, product, next)
            }
            return product
        },
    ]
}

extension Machine {
    /// The greatest common divisor, by Euclid's rule.
    func greatestDivisor(_ a: BigInt, _ b: BigInt) throws -> BigInt {
        var (a, b) = (BigInt(a.magnitude), BigInt(b.magnitude))
        while b != 0 {
            try spend(IntegerCost(a, b).quotient + 1)
            (a, b) = (b, a % b)
        }
        return a
    }

    /// first · (first + 1) · … · last, in halves, so that the factors stay of like size.
    func product(of first: Int, through last: Int) throws -> BigInt {
        guard first <= last else { return 1 }
        guard last - first >= 8 else {
            try spend(8)
            return (first...last).reduce(BigInt(1)) { $0 * BigInt($1) }
        }
        // The logarithm of the product tells its size.
        let bits = Double(last - first) * Foundation.log2(Double(last))
        try heap.check(Int(min(bits / 8, 1e15)))
        let middle = first + (last - first) / 2
        let (left, right) = (try product(of: first, through: middle), try product(of: middle + 1, through: last))
        try spend(IntegerCost(left, right).product + 1)
        return left * right
    }
}
