/// SplitMix64 (Steele, Lea & Flood 2014), keyed by a seed and words: each page, entity and conversation has its own stream.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// The stream for a seed, a purpose and an index.
    public init(_ seed: UInt64, _ purpose: String, _ index: Int = 0) {
        state = seed
        for byte in purpose.utf8 { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        state ^= UInt64(bitPattern: Int64(index)) &* 0x9E37_79B9_7F4A_7C15
        _ = next()
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number in the range.
    public mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// True with the given probability.
    public mutating func chance(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &self) < probability }

    /// One of the elements; the list is never empty.
    public mutating func pick<Element>(_ list: [Element]) -> Element { list[int(0...list.count - 1)] }

    /// One of the elements, with a chance in proportion to its weight; their sum is never 0.
    public mutating func pick<Element>(_ list: [Element], weight: (Element) -> Int) -> Element {
        var coin = int(0...list.reduce(0) { $0 + weight($1) } - 1)
        let place = list.firstIndex { element in
            coin -= weight(element)
            return coin < 0
        }
        return list[place ?? 0]
    }
}
