/// A Python dict; also defaultdict, Counter and OrderedDict, which differ by their class and by what a missing key gives.
final class DictObject: TableObject, @unchecked Sendable {
    private let kind: TypeObject
    /// What makes the value of a missing key in a defaultdict.
    var defaultFactory: Value

    init(type: TypeObject? = nil, defaultFactory: Value = .none, _ heap: Heap) {
        kind = type ?? Types.dict
        self.defaultFactory = defaultFactory
        super.init(heap)
    }

    deinit { heap.discard(&defaultFactory) }

    override var type: TypeObject { kind }

    /// Whether it counts, so that missing keys count as zero.
    var isCounter: Bool { kind === Types.counter }

    override func iterator(_ machine: Machine) -> IteratorObject? { TableIterator(self, .keys) }

    override func attribute(_ name: String, _ machine: Machine) throws -> Value? {
        name == "default_factory" && kind === Types.defaultDict ? defaultFactory : nil
    }

    override func item(_ key: Value, _ machine: Machine) throws -> Value {
        if let entry = try entry(of: key, machine) { return value(at: entry) }
        if isCounter { return .int(0) }
        guard !defaultFactory.isNone else { throw try machine.keyError(key) }
        let made = try machine.call(defaultFactory, [])
        try setItem(key, to: made, machine)
        return made
    }

    override func setItem(_ key: Value, to value: Value, _ machine: Machine) throws {
        let hash = try machine.hash(of: key)
        if let entry = try entry(of: key, hash: hash, machine) {
            setValue(value, at: entry)
        } else {
            try append(key, value, hash: hash)
        }
    }

    override func deleteItem(_ key: Value, _ machine: Machine) throws {
        if try remove(key, machine) == nil, !isCounter { throw try machine.keyError(key) }
    }

    override func writeRepresentation(to text: inout Scalars, _ machine: Machine) throws {
        try machine.write(self, to: &text) { text in
            if kind === Types.defaultDict {
                text.append("defaultdict(")
                try machine.writeRepresentation(of: defaultFactory, to: &text)
                text.append(", ")
            } else if kind !== Types.dict {
                text.append(kind.name + "(")
            }
            if kind === Types.dict || kind === Types.defaultDict || table.count > 0 {
                try writeItems(to: &text, machine)
            }
            if kind !== Types.dict { text.append(")") }
        }
    }

    private func writeItems(to text: inout Scalars, _ machine: Machine) throws {
        var items = self.items
        if isCounter {
            items = try machine.sorted(items, key: { $0.value }, isReversed: true)
        }
        let isOrdered = kind === Types.orderedDict
        text.append(isOrdered ? "[" : "{")
        for (index, item) in items.enumerated() {
            if index > 0 { text.append(", ") }
            if isOrdered { text.append("(") }
            try machine.writeRepresentation(of: item.key, to: &text)
            text.append(isOrdered ? ", " : ": ")
            try machine.writeRepresentation(of: item.value, to: &text)
            if isOrdered { text.append(")") }
        }
        text.append(isOrdered ? "]" : "}")
    }

    override func equals(_ other: Value, _ machine: Machine) throws -> Bool? {
        guard case .dict(let other) = other else { return nil }
        if isCounter, other.isCounter { return try counts(as: other, machine) }
        guard table.count == other.table.count else { return false }
        return try machine.descend {
            for item in items {
                try machine.spend(1)
                guard let entry = try other.entry(of: item.key, machine),
                    try machine.areSame(item.value, other.value(at: entry))
                else { return false }
            }
            return true
        }
    }

    override func binary(_ operation: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
        guard case .dict(let other) = other else { return nil }
        if isCounter { return try combined(operation, with: other, machine) }
        guard operation == .or else { return nil }
        let result = DictObject(type: kind, defaultFactory: defaultFactory, heap)
        try result.merge(self, machine)
        try result.merge(other, machine)
        return .dict(result)
    }

    override func inPlaceBinary(_ operation: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
        guard operation == .or, !isCounter else { return nil }
        try machine.update(self, from: other)
        return .dict(self)
    }

    override func unary(_ operation: UnaryOperator, _ machine: Machine) throws -> Value? {
        guard isCounter, operation != .invert else { return nil }
        let empty = DictObject(type: Types.counter, heap)
        return operation == .negate
            ? try empty.combined(.subtract, with: self, machine) : try combined(.add, with: empty, machine)
    }
}

extension DictObject {
    /// The values, in order of insertion.
    var values: [Value] {
        table.count == table.keys.count
            ? table.values : table.keys.indices.filter { !table.keys[$0].isUndefined }.map { table.values[$0] }
    }

    /// Keys with their values, in order of insertion.
    var items: [(key: Value, value: Value)] { Array(zip(keys, values)).map { (key: $0, value: $1) } }

    /// The value of a key, or nil.
    func find(_ key: Value, _ machine: Machine) throws -> Value? { try entry(of: key, machine).map(value(at:)) }

    /// Takes over all that `other` has.
    func merge(_ other: DictObject, _ machine: Machine) throws {
        for item in other.items {
            try machine.spend(1)
            try setItem(item.key, to: item.value, machine)
        }
    }
}
