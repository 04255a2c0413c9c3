/// A Python tuple, or a named one.
final class TupleObject: Object, @unchecked Sendable {
    static let empty = TupleObject()

    private(set) var items: [Value]
    private let namedType: TypeObject?

    /// A tuple of `items`; `type` is the class of a named tuple.
    init(_ items: [Value], type: TypeObject? = nil, _ heap: Heap) throws {
        try heap.claim(items.count * MemoryLayout<Value>.stride)
        self.items = items
        namedType = type
        super.init(heap)
    }

    private init() {
        items = []
        namedType = nil
        super.init(.shared)
    }

    deinit {
        heap.give(items.count * MemoryLayout<Value>.stride)
        heap.discard(&items)
    }

    /// The names of the items of a named tuple.
    var fields: [String]? { namedType?.fields }

    override var type: TypeObject { namedType ?? Types.tuple }

    override func length(_ machine: Machine) -> Int? { items.count }

    override func iterator(_ machine: Machine) -> IteratorObject? { TupleIterator(self) }

    override func hash(_ machine: Machine) throws -> Int {
        try machine.descend {
            var hash = 0x345678
            for item in items { hash = (hash &* 1_000_003) ^ (try machine.hash(of: item)) }
            return hash &+ items.count
        }
    }

    override func item(_ key: Value, _ machine: Machine) throws -> Value {
        if case .object(let object) = key, let slice = object as? SliceObject {
            return try machine.tuple(machine.slice(items, slice))
        }
        return items[try machine.index(key, count: items.count, of: "tuple")]
    }

    override func attribute(_ name: String, _ machine: Machine) throws -> Value? {
        guard let index = fields?.firstIndex(of: name), index < items.count else { return nil }
        return items[index]
    }

    override func writeRepresentation(to text: inout Scalars, _ machine: Machine) throws {
        try machine.write(self, to: &text) { text in
            if namedType != nil { text.append(type.name) }
            text.append("(")
            for (index, item) in items.enumerated() {
                if index > 0 { text.append(", ") }
                if let fields, index < fields.count { text.append(fields[index] + "=") }
                try machine.writeRepresentation(of: item, to: &text)
            }
            text.append(items.count == 1 && namedType == nil ? ",)" : ")")
        }
    }

    override func equals(_ other: Value, _ machine: Machine) throws -> Bool? {
        guard case .tuple(let other) = other else { return nil }
        return try machine.areEqual(items, other.items)
    }

    override func compare(_ order: Ordering, _ other: Value, _ machine: Machine) throws -> Value? {
        guard case .tuple(let other) = other else { return nil }
        return try machine.compare(order, items, other.items)
    }

    override func binary(_ operation: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
        switch operation {
        case .add:
            guard case .tuple(let other) = other else { return nil }
            return try machine.tuple(machine.joined(items, other.items))
        case .multiply:
            guard let times = try machine.repetitions(other) else { return nil }
            return try machine.tuple(machine.repeated(items, times, elementSize: MemoryLayout<Value>.stride))
        default: return nil
        }
    }

    override func reflectedBinary(_ operation: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
        operation == .multiply ? try binary(operation, other, machine) : nil
    }
}
