import TinyWeb

/// A seeded source of choices.
struct Dice {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed, "program") }

    /// A number of the range, which is not empty.
    mutating func roll(_ range: ClosedRange<Int>) -> Int { random.int(range) }

    /// True in `percent` of 100 cases.
    mutating func chance(_ percent: Int) -> Bool { roll(1...100) <= percent }

    mutating func pick<T>(_ items: [T]) -> T { random.pick(items) }
}
