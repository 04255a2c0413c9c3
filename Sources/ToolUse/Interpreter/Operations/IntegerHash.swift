import BigInt

/// Hashes of numbers: equal numbers have equal hashes, whatever their types.
enum IntegerHash {
    static func hash(_ number: BigInt) -> Int {
        if let small = Int(exactly: number) { return small }
        var hash: UInt = number < 0 ? 3 : 5
        for word in number.magnitude.words { hash = (hash ^ word) &* 0x0000_0100_0000_01B3 }
        return Int(bitPattern: hash)
    }

    static func hash(_ number: Double) -> Int {
        if let whole = Int(exactly: number) { return whole }
        if let whole = BigInt(exactly: number) { return hash(whole) }
        return Int(bitPattern: UInt(number.bitPattern ^ (number.bitPattern >> 29)))
    }
}
