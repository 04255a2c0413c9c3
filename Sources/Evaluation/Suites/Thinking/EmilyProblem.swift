import TinyWeb

/// The talk's word problem: apples at an unknown price, oranges at a known one, and what all cost together.
public struct EmilyProblem: Sendable, Equatable {
    /// Who buys.
    public var name: String
    /// Apples.
    public var apples: Int
    /// Oranges.
    public var oranges: Int
    /// Dollars for an orange.
    public var orangePrice: Int
    /// Dollars for an apple: the answer.
    public var applePrice: Int

    /// A problem.
    public init(name: String = "Emily", apples: Int, oranges: Int, orangePrice: Int = 2, applePrice: Int) {
        self.name = name
        self.apples = apples
        self.oranges = oranges
        self.orangePrice = orangePrice
        self.applePrice = applePrice
    }

    /// The talk's problem: 3 apples and 2 oranges for 13 dollars.
    public static let small = EmilyProblem(apples: 3, oranges: 2, applePrice: 3)
    /// The same with numbers that are too large to do at once: 23 apples and 177 oranges for 515 dollars.
    public static let large = EmilyProblem(apples: 23, oranges: 177, applePrice: 7)

    /// A problem of a size: fruits from half of it to all of it, apples at 1 dollar up to a fifth of it (but at least 4).
    ///
    /// Sizes are taken to lie between 2 and a million.
    public init(size: Int, _ random: inout SeededGenerator) {
        let size = min(max(size, 2), 1_000_000)
        let fruits = max(2, (size + 1) / 2)...size
        self.init(
            name: random.pick(["Emily", "Anna", "Ben", "Clara", "David", "Nora", "Paul", "Sofia"]),
            apples: random.int(fruits), oranges: random.int(fruits), applePrice: random.int(1...max(4, size / 5)))
    }

    /// What all cost together.
    public var total: Int { apples * applePrice + oranges * orangePrice }

    /// The problem in words.
    public var text: String {
        "\(name) buys \(apples) apples and \(oranges) oranges. Each orange costs \(orangePrice) dollars. "
            + "The total is \(total) dollars. What does one apple cost?"
    }

    /// What names it in reports.
    var label: String { "\(name), \(apples) apples and \(oranges) oranges" }
}
