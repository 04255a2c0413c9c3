import BigInt

/// Bitwise operations as on two's complement of endless length, from those of magnitudes: `~x` is `-x - 1`.
extension BigInt {
    /// `self` if it is not negative, else `~self`.
    private var bits: BigUInt { self < 0 ? magnitude - 1 : magnitude }

    private static func make(_ bits: BigUInt, isInverted: Bool) -> BigInt {
        isInverted ? -1 - BigInt(bits) : BigInt(bits)
    }

    func bitwiseAnd(_ other: BigInt) -> BigInt {
        switch (self < 0, other < 0) {
        case (false, false): Self.make(bits & other.bits, isInverted: false)
        case (false, true): Self.make(bits - (bits & other.bits), isInverted: false)
        case (true, false): Self.make(other.bits - (bits & other.bits), isInverted: false)
        case (true, true): Self.make(bits | other.bits, isInverted: true)
        }
    }

    func bitwiseOr(_ other: BigInt) -> BigInt { -1 - (-1 - self).bitwiseAnd(-1 - other) }

    func bitwiseXor(_ other: BigInt) -> BigInt { Self.make(bits ^ other.bits, isInverted: (self < 0) != (other < 0)) }
}
