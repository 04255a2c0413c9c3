/// Philox 4×32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw (SC 2011).
///
/// A block of four 32-bit words is a function of a 128-bit counter and a 64-bit key alone, so any number can be had without
/// the ones before it.
public enum Philox {
    /// The block of a counter under a key.
    public static func block(
        _ counter: (UInt32, UInt32, UInt32, UInt32), key: (UInt32, UInt32)
    ) -> (UInt32, UInt32, UInt32, UInt32) {
        var (c0, c1, c2, c3) = counter
        var (k0, k1) = key
        for round in 0..<10 {
            if round > 0 {
                k0 &+= 0x9E37_79B9
                k1 &+= 0xBB67_AE85
            }
            let first = UInt64(0xD251_1F53) * UInt64(c0)
            let second = UInt64(0xCD9E_8D57) * UInt64(c2)
            (c0, c1, c2, c3) = (
                UInt32(second >> 32) ^ c1 ^ k0, UInt32(truncatingIfNeeded: second),
                UInt32(first >> 32) ^ c3 ^ k1, UInt32(truncatingIfNeeded: first)
            )
        }
        return (c0, c1, c2, c3)
    }
}

/// Random numbers keyed by (seed, purpose, step, index): the same four always give the same stream.
public struct RandomStream: Sendable, RandomNumberGenerator {
    /// What numbers are for; two purposes never share a number.
    public enum Purpose: UInt32, Sendable {
        case initialization = 1, windows, shuffle, sampling, problems, test, copies
    }

    private let key: (UInt32, UInt32)
    private let high: (UInt32, UInt32, UInt32)
    private var position: UInt32 = 0
    private var words: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
    private var left = 0

    /// The stream for a seed, a purpose, a step and an index within the step.
    public init(seed: UInt64, purpose: Purpose, step: Int = 0, index: Int = 0) {
        key = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
        high = (UInt32(truncatingIfNeeded: index), UInt32(truncatingIfNeeded: step), purpose.rawValue)
    }

    /// The next 32 bits.
    public mutating func nextWord() -> UInt32 {
        if left == 0 {
            words = Philox.block((position, high.0, high.1, high.2), key: key)
            position &+= 1
            left = 4
        }
        left -= 1
        switch left {
        case 3: return words.0
        case 2: return words.1
        case 1: return words.2
        default: return words.3
        }
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        let low = UInt64(nextWord())
        return UInt64(nextWord()) << 32 | low
    }

    /// A number in [0, 1), of 24 random bits.
    public mutating func uniform() -> Float { Float(nextWord() >> 8) * 0x1p-24 }

    /// A number in 0..<bound, without bias worth speaking of (64-bit multiply-shift).
    public mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }
}
