/// What `keys()`, `values()` and `items()` of a dict give: it shows the dict as it is now.
final class DictView: Object, @unchecked Sendable {
    enum Kind { case keys, values, items }

    private let dict: DictObject
    private let kind: Kind

    init(_ dict: DictObject, _ kind: Kind) {
        self.dict = dict
        self.kind = kind
        super.init(dict.heap)
    }

    override var type: TypeObject {
        switch kind {
        case .keys: Types.dictKeys
        case .values: Types.dictValues
        case .items: Types.dictItems
        }
    }

    override func length(_ machine: Machine) -> Int? { dict.table.count }

    override func iterator(_ machine: Machine) -> IteratorObject? { TableIterator(dict, kind) }

    override func contains(_ value: Value, _ machine: Machine) throws -> Bool? {
        switch kind {
        case .keys: return try dict.entry(of: value, machine) != nil
        case .values: return nil
        case .items:
            guard case .tuple(let pair) = value, pair.items.count == 2,
                let found = try dict.find(pair.items[0], machine)
            else { return false }
            return try machine.areSame(found, pair.items[1])
        }
    }

    override func writeRepresentation(to text: inout Scalars, _ machine: Machine) throws {
        try machine.write(self, to: &text) { text in
            text.append(type.name + "(")
            try machine.writeRepresentation(of: machine.list(machine.elements(of: .object(self))), to: &text)
            text.append(")")
        }
    }

    /// The view as a set; nil for values.
    func asSet(_ machine: Machine) throws -> SetObject? {
        kind == .values ? nil : try machine.makeSet(of: .object(self))
    }

    override func equals(_ other: Value, _ machine: Machine) throws -> Bool? {
        guard let own = try asSet(machine), let other = try machine.setOperand(other) else { return nil }
        return try own.equals(.set(other), machine)
    }

    override func compare(_ order: Ordering, _ other: Value, _ machine: Machine) throws -> Value? {
        guard let own = try asSet(machine), let other = try machine.setOperand(other) else { return nil }
        return try own.compare(order, .set(other), machine)
    }

    override func binary(_ operation: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
        guard let own = try asSet(machine), [.or, .and, .subtract, .xor].contains(operation) else { return nil }
        return try own.combined(operation, with: machine.makeSet(of: other), machine).map { .set($0) }
    }

    override func reflectedBinary(_ operation: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
        guard let own = try asSet(machine), let other = try machine.setOperand(other) else { return nil }
        return try other.combined(operation, with: own, machine).map { .set($0) }
    }
}
