/// A Python set or frozenset. It is iterated over in the order of insertion.
final class SetObject: TableObject, @unchecked Sendable {
    let isFrozen: Bool

    init(isFrozen: Bool = false, _ heap: Heap) {
        self.isFrozen = isFrozen
        super.init(heap)
    }

    override var type: TypeObject { isFrozen ? Types.frozenSet : Types.set }

    override func iterator(_ machine: Machine) -> IteratorObject? { TableIterator(self, .keys) }

    override func hash(_ machine: Machine) throws -> Int {
        guard isFrozen else { return try super.hash(machine) }
        var hash = 1927
        for key in keys { hash ^= try machine.hash(of: key) &* 0x9E37_79B9_7F4A }
        return hash
    }

    override func writeRepresentation(to text: inout Scalars, _ machine: Machine) throws {
        try machine.write(self, to: &text) { text in
            if isFrozen || table.count == 0 { text.append(type.name + "(") }
            if table.count > 0 {
                text.append("{")
                for (index, key) in keys.enumerated() {
                    if index > 0 { text.append(", ") }
                    try machine.writeRepresentation(of: key, to: &text)
                }
                text.append("}")
            }
            if isFrozen || table.count == 0 { text.append(")") }
        }
    }

    override func equals(_ other: Value, _ machine: Machine) throws -> Bool? {
        guard let other = machine.asSet(other) else { return nil }
        return try table.count == other.table.count && isSubset(of: other, machine)
    }

    override func compare(_ order: Ordering, _ other: Value, _ machine: Machine) throws -> Value? {
        guard let other = machine.asSet(other) else { return nil }
        let holds =
            switch order {
            case .less: try table.count < other.table.count && isSubset(of: other, machine)
            case .lessOrEqual: try isSubset(of: other, machine)
            case .greater: try table.count > other.table.count && other.isSubset(of: self, machine)
            case .greaterOrEqual: try other.isSubset(of: self, machine)
            }
        return .bool(holds)
    }

    override func binary(_ operation: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
        guard let other = machine.asSet(other) else { return nil }
        return try combined(operation, with: other, machine).map { .set($0) }
    }

    override func inPlaceBinary(_ operation: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
        guard !isFrozen, let other = machine.asSet(other), let result = try combined(operation, with: other, machine)
        else {
            return nil
        }
        takeTable(of: result)
        return .set(self)
    }
}

extension SetObject {
    func add(_ key: Value, _ machine: Machine) throws {
        let hash = try machine.hash(of: key)
        if try entry(of: key, hash: hash, machine) == nil { try append(key, nil, hash: hash) }
    }

    /// A new set of the same keys.
    func copy(isFrozen: Bool, _ machine: Machine) throws -> SetObject {
        let copy = SetObject(isFrozen: isFrozen, heap)
        for key in keys {
            try machine.spend(1)
            try copy.add(key, machine)
        }
        return copy
    }

    func isSubset(of other: SetObject, _ machine: Machine) throws -> Bool {
        guard table.count <= other.table.count else { return false }
        for key in keys {
            try machine.spend(1)
            guard try other.entry(of: key, machine) != nil else { return false }
        }
        return true
    }

    /// `|`, `&`, `-`, `^`; nil for other operations.
    func combined(_ operation: BinaryOperator, with other: SetObject, _ machine: Machine) throws -> SetObject? {
        guard [.or, .and, .subtract, .xor].contains(operation) else { return nil }
        let result = SetObject(isFrozen: isFrozen, heap)
        for key in keys {
            try machine.spend(1)
            let isCommon = operation == .or ? false : try other.entry(of: key, machine) != nil
            if operation == .or || isCommon == (operation == .and) { try result.add(key, machine) }
        }
        guard operation == .or || operation == .xor else { return result }
        for key in other.keys {
            try machine.spend(1)
            if try entry(of: key, machine) == nil { try result.add(key, machine) }
        }
        return result
    }

    /// Has from now on the keys of `other`, which has none any more.
    func takeTable(of other: SetObject) {
        guard other !== self else { return }
        removeAll()
        exchangeTables(with: other)
    }
}
