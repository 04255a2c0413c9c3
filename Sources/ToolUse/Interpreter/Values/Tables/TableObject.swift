/// What dict and set have in common: a table of hashed keys.
class TableObject: CyclicObject, @unchecked Sendable {
    fileprivate static let entrySize = 64

    fileprivate(set) var table = HashTable()

    deinit {
        heap.give(table.keys.count * Self.entrySize)
        var gone = table.removeAll()
        heap.discard(&gone.keys)
        heap.discard(&gone.values)
    }

    override func dismantle() { removeAll() }

    override func length(_ machine: Machine) -> Int? { table.count }

    override func isTrue(_ machine: Machine) -> Bool { table.count > 0 }

    override func contains(_ value: Value, _ machine: Machine) throws -> Bool? {
        try entry(of: value, machine) != nil
    }

    override func hash(_ machine: Machine) throws -> Int {
        throw Interruption.typeError("unhashable type: '\(type.name)'")
    }
}

extension TableObject {
    /// The keys, in order of insertion.
    var keys: [Value] { table.count == table.keys.count ? table.keys : table.keys.filter { !$0.isUndefined } }

    /// The entry that has a key equal to `key`.
    func entry(of key: Value, _ machine: Machine) throws -> Int? {
        try entry(of: key, hash: machine.hash(of: key), machine)
    }

    func entry(of key: Value, hash: Int, _ machine: Machine) throws -> Int? {
        search: while true {
            let version = table.version
            var probe = table.probe(hash)
            while let entry = table.candidate(hash, &probe) {
                let candidate = table.keys[entry]
                if case .int(let a) = candidate, case .int(let b) = key {
                    if a == b { return entry }
                    continue
                }
                let isEqual = try candidate.isIdentical(to: key) || machine.areEqual(candidate, key)
                guard table.version == version else { continue search }
                if isEqual { return entry }
            }
            if probe.length > 8 { try machine.spend(probe.length / 8) }
            return nil
        }
    }

    /// The value of a key in a dict; the key itself in a set.
    func value(at entry: Int) -> Value { table.values.isEmpty ? table.keys[entry] : table.values[entry] }

    /// Adds a key that is not there.
    func append(_ key: Value, _ value: Value?, hash: Int) throws {
        guard table.keys.count < HashTable.mostEntries else { throw Interruption.exhausted(.memoryExhausted) }
        try heap.claim(Self.entrySize)
        let before = table.keys.count
        table.append(key, value, hash: hash)
        // A rebuilt table leaves removed entries out.
        heap.give((before + 1 - table.keys.count) * Self.entrySize)
    }

    func setValue(_ value: Value, at entry: Int) { table.setValue(value, at: entry) }

    @discardableResult func remove(at entry: Int) -> (key: Value, value: Value) { table.remove(at: entry) }

    /// Removes a key; returns what was removed, or nil where there is none.
    @discardableResult func remove(_ key: Value, _ machine: Machine) throws -> (key: Value, value: Value)? {
        guard let entry = try entry(of: key, machine) else { return nil }
        return remove(at: entry)
    }

    func removeAll() {
        heap.give(table.keys.count * Self.entrySize)
        var gone = table.removeAll()
        heap.discard(&gone.keys)
        heap.discard(&gone.values)
    }

    /// Swaps what two tables hold.
    func exchangeTables(with other: TableObject) {
        let own = table
        table = other.table
        other.table = own
    }
}
