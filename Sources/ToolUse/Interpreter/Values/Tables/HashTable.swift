/// Keys (and values) in the order of insertion, found by hash.
///
/// Comparing keys may run a program's own `__eq__`, which may change the table. So the table only proposes candidates of equal
/// hash, and ``version`` tells whether it changed meanwhile.
struct HashTable {
    /// The keys by entry; `.undefined` where one was removed.
    private(set) var keys: [Value] = []
    /// The values by entry; empty in a set.
    private(set) var values: [Value] = []
    private var hashes: [Int] = []
    /// How many keys there are.
    private(set) var count = 0
    /// Counts the changes of keys.
    private(set) var version = 0
    /// By place: the entry, or one of the two marks.
    private var places: [Int32] = []
    private var used = 0

    private static let free: Int32 = -1
    private static let removed: Int32 = -2
    /// A table can't have more entries.
    static let mostEntries = Int(Int32.max)

    /// A walk over the places where a hash can be.
    struct Probe {
        fileprivate var place: Int
        /// How many places were looked at.
        fileprivate(set) var length = 0
    }

    func probe(_ hash: Int) -> Probe { Probe(place: places.isEmpty ? 0 : Self.spread(hash) & (places.count - 1)) }

    /// The next entry whose key has this hash.
    func candidate(_ hash: Int, _ probe: inout Probe) -> Int? {
        while probe.length < places.count {
            let entry = places[probe.place]
            probe.place = (probe.place + 1) & (places.count - 1)
            probe.length += 1
            if entry == Self.free { return nil }
            if entry >= 0, hashes[Int(entry)] == hash { return Int(entry) }
        }
        return nil
    }

    /// The hash of the key of an entry.
    func hash(at entry: Int) -> Int { hashes[entry] }

    private static func spread(_ hash: Int) -> Int {
        let mixed = UInt64(bitPattern: Int64(hash)) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed ^ (mixed >> 32)) & Int.max
    }
}

extension HashTable {
    /// Adds a key that is not there.
    mutating func append(_ key: Value, _ value: Value?, hash: Int) {
        if (used + 1) * 3 > places.count * 2 { rebuild() }
        version &+= 1
        var place = Self.spread(hash) & (places.count - 1)
        while places[place] >= 0 { place = (place + 1) & (places.count - 1) }
        if places[place] == Self.free { used += 1 }
        places[place] = Int32(truncatingIfNeeded: keys.count)
        keys.append(key)
        if let value { values.append(value) }
        hashes.append(hash)
        count += 1
    }

    mutating func setValue(_ value: Value, at entry: Int) { values[entry] = value }

    /// Takes an entry out. Returns its key and value.
    mutating func remove(at entry: Int) -> (key: Value, value: Value) {
        version &+= 1
        var place = Self.spread(hashes[entry]) & (places.count - 1)
        while places[place] != Int32(truncatingIfNeeded: entry) { place = (place + 1) & (places.count - 1) }
        places[place] = Self.removed
        let gone = (keys[entry], values.isEmpty ? .undefined : values[entry])
        keys[entry] = .undefined
        if !values.isEmpty { values[entry] = .undefined }
        count -= 1
        return gone
    }

    /// Takes everything out. Returns the keys and the values.
    mutating func removeAll() -> (keys: [Value], values: [Value]) {
        let gone = (keys, values)
        let version = version &+ 1
        self = HashTable()
        self.version = version
        return gone
    }

    /// Makes room for more entries; leaves out removed ones.
    private mutating func rebuild() {
        var capacity = 8
        while capacity * 2 < (count + 1) * 5 { capacity *= 2 }
        if count < keys.count { compact() }
        places = Array(repeating: Self.free, count: capacity)
        used = keys.count
        for (entry, hash) in hashes.enumerated() {
            var place = Self.spread(hash) & (capacity - 1)
            while places[place] != Self.free { place = (place + 1) & (capacity - 1) }
            places[place] = Int32(truncatingIfNeeded: entry)
        }
    }

    private mutating func compact() {
        var kept = 0
        for entry in keys.indices where !keys[entry].isUndefined {
            keys[kept] = keys[entry]
            hashes[kept] = hashes[entry]
            if !values.isEmpty { values[kept] = values[entry] }
            kept += 1
        }
        keys.removeSubrange(kept...)
        hashes.removeSubrange(kept...)
        if !values.isEmpty { values.removeSubrange(kept...) }
    }
}
