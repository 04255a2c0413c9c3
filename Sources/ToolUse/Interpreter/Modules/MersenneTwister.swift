import Foundation

/// MT19937 (Matsumoto & Nishimura 1998), seeded and read as Python's `random` does it.
struct MersenneTwister {
    private var state = [UInt32](repeating: 0, count: Self.size)
    private var place = Self.size
    /// The second of two normal numbers that are made at once.
    private var spareNormal: Double?
    private static let size = 624

    /// - Parameter key: the seed in words of 32 bits, the lowest first
    init(key: [UInt32]) {
        fill(19_650_218)
        var (i, j) = (1, 0)
        func mixed(_ state: [UInt32], _ factor: UInt32) -> UInt32 {
            state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) &* factor)
        }
        for _ in 0..<max(Self.size, key.count) {
            state[i] = mixed(state, 1_664_525) &+ (key.isEmpty ? 0 : key[j]) &+ UInt32(truncatingIfNeeded: j)
            advance(&i)
            j = j + 1 >= key.count ? 0 : j + 1
        }
        for _ in 0..<(Self.size - 1) {
            state[i] = mixed(state, 1_566_083_941) &- UInt32(truncatingIfNeeded: i)
            advance(&i)
        }
        state[0] = 0x8000_0000
    }

    private mutating func fill(_ seed: UInt32) {
        state[0] = seed
        for index in 1..<Self.size {
            let before = state[index - 1]
            state[index] = 1_812_433_253 &* (before ^ (before >> 30)) &+ UInt32(index)
        }
    }

    private mutating func advance(_ index: inout Int) {
        index += 1
        guard index >= Self.size else { return }
        state[0] = state[Self.size - 1]
        index = 1
    }

    mutating func next() -> UInt32 {
        if place >= Self.size {
            for index in 0..<Self.size {
                let bits = (state[index] & 0x8000_0000) | (state[(index + 1) % Self.size] & 0x7FFF_FFFF)
                state[index] = state[(index + 397) % Self.size] ^ (bits >> 1) ^ (bits & 1 == 0 ? 0 : 0x9908_B0DF)
            }
            place = 0
        }
        var word = state[place]
        place += 1
        word ^= word >> 11
        word ^= (word << 7) & 0x9D2C_5680
        word ^= (word << 15) & 0xEFC6_0000
        return word ^ (word >> 18)
    }

    /// A number of [0, 1), of 53 bits.
    mutating func unit() -> Double {
        let (high, low) = (next() >> 5, next() >> 6)
        return (Double(high) * 67_108_864 + Double(low)) / 9_007_199_254_740_992
    }

    /// `count` random bits, 63 at most.
    mutating func bits(_ count: Int) -> Int {
        guard count > 0 else { return 0 }
        guard count > 32 else { return Int(next() >> UInt32(32 - count)) }
        let low = Int(next())
        return low | Int(next() >> UInt32(max(64 - count, 1))) << 32
    }

    /// A number of 0 ..< bound, where bound > 0.
    mutating func below(_ bound: Int) -> Int {
        let width = Int.bitWidth - bound.leadingZeroBitCount
        var number = bits(width)
        while number >= bound { number = bits(width) }
        return number
    }

    /// A normal number of mean 0 and deviation 1.
    mutating func normal() -> Double {
        if let spare = spareNormal {
            spareNormal = nil
            return spare
        }
        let angle = unit() * 2 * Double.pi
        let radius = (-2 * log(1 - unit())).squareRoot()
        spareNormal = sin(angle) * radius
        return cos(angle) * radius
    }
}
