import BigInt

/// What arithmetic of large integers costs, in steps.
struct IntegerCost {
    private let left: Int
    private let right: Int
    /// Below this many machine words, products are made word by word; above, by Karatsuba's rule.
    private static let directWords = 1024

    init(_ a: BigInt, _ b: BigInt) {
        left = Self.words(a)
        right = Self.words(b)
    }

    static func words(_ number: BigInt) -> Int { number.magnitude.bitWidth / 64 + 1 }

    /// Of an addition and its like.
    var sum: Int { max(left, right) / 8 }

    /// Of a product.
    var product: Int { Self.product(left, right) }

    /// The bytes of a product.
    var productBytes: Int { (left + right) * 8 }

    /// Of a division, made word by word.
    var quotient: Int { left < right ? 1 : Self.clamped(left - right + 1, right) / 2 }

    /// Of a product of numbers of so many words.
    static func product(_ a: Int, _ b: Int) -> Int {
        var (small, large, factor) = (min(a, b), max(a, b), 1)
        while small > directWords {
            small = (small + 1) / 2
            large = (large + 1) / 2
            factor = clamped(factor, 3)
        }
        return clamped(factor, clamped(small, large) / 2)
    }

    private static func clamped(_ a: Int, _ b: Int) -> Int {
        let (product, isTooLarge) = a.multipliedReportingOverflow(by: b)
        return isTooLarge ? .max : product
    }
}
