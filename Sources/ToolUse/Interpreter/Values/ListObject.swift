/// A Python list.
final class ListObject: CyclicObject, @unchecked Sendable {
    private(set) var items: [Value]

    init(_ items: [Value], _ heap: Heap) throws {
        try heap.claim(items.count * MemoryLayout<Value>.stride)
        self.items = items
        super.init(heap)
    }

    deinit {
        heap.give(items.count * MemoryLayout<Value>.stride)
        heap.discard(&items)
    }

    override func dismantle() {
        heap.give(items.count * MemoryLayout<Value>.stride)
        heap.discard(&items)
    }

    override var type: TypeObject { Types.list }

    override func length(_ machine: Machine) -> Int? { items.count }

    override func isTrue(_ machine: Machine) -> Bool { !items.isEmpty }

    override func iterator(_ machine: Machine) -> IteratorObject? { ListIterator(self) }

    override func hash(_ machine: Machine) throws -> Int { throw Interruption.typeError("unhashable type: 'list'") }

    override func writeRepresentation(to text: inout Scalars, _ machine: Machine) throws {
        try machine.write(self, to: &text) { text in
            text.append("[")
            var index = 0
            while index < items.count {
                if index > 0 { text.append(", ") }
                try machine.writeRepresentation(of: items[index], to: &text)
                index += 1
            }
            text.append("]")
        }
    }

    override func equals(_ other: Value, _ machine: Machine) throws -> Bool? {
        guard case .list(let other) = other else { return nil }
        return try machine.areEqual(items, other.items)
    }

    override func compare(_ order: Ordering, _ other: Value, _ machine: Machine) throws -> Value? {
        guard case .list(let other) = other else { return nil }
        return try machine.compare(order, items, other.items)
    }

    override func binary(_ operation: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
        switch operation {
        case .add:
            guard case .list(let other) = other else { return nil }
            return try machine.list(machine.joined(items, other.items))
        case .multiply:
            guard let times = try machine.repetitions(other) else { return nil }
            return try machine.list(machine.repeated(items, times, elementSize: MemoryLayout<Value>.stride))
        default: return nil
        }
    }

    override func reflectedBinary(_ operation: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
        operation == .multiply ? try binary(operation, other, machine) : nil
    }

    override func inPlaceBinary(_ operation: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
        switch operation {
        case .add: try extend(by: machine.elements(of: other), machine)
        case .multiply:
            guard let times = try machine.repetitions(other) else { return nil }
            try replaceItems(machine.repeated(items, times, elementSize: MemoryLayout<Value>.stride))
        default: return nil
        }
        return .list(self)
    }

    // MARK: Subscripts

    override func item(_ key: Value, _ machine: Machine) throws -> Value {
        if case .object(let object) = key, let slice = object as? SliceObject {
            return try machine.list(machine.slice(items, slice))
        }
        return items[try machine.index(key, count: items.count, of: "list")]
    }

    override func setItem(_ key: Value, to value: Value, _ machine: Machine) throws {
        guard case .object(let object) = key, let slice = object as? SliceObject else {
            let index = try machine.index(key, count: items.count, of: "list assignment")
            items[index] = value
            return
        }
        guard let iterator = try value.object?.iterator(machine) else {
            let isPlain = try slice.indices(length: items.count, machine).step == 1
            throw Interruption.typeError(
                isPlain ? "can only assign an iterable" : "must assign iterable to extended slice")
        }
        let values = try machine.elements(of: iterator)
        let indices = try slice.indices(length: items.count, machine)
        if indices.step == 1 {
            try replaceItems(in: indices.range, with: values, machine)
            return
        }
        guard values.count == indices.count else {
            throw Interruption.valueError(
                "attempt to assign sequence of size \(values.count) to extended slice of size \(indices.count)")
        }
        try machine.spend(values.count / 4)
        for (index, value) in zip(indices, values) { items[index] = value }
    }

    override func deleteItem(_ key: Value, _ machine: Machine) throws {
        guard case .object(let object) = key, let slice = object as? SliceObject else {
            _ = try remove(at: machine.index(key, count: items.count, of: "list assignment"), machine)
            return
        }
        let indices = try slice.indices(length: items.count, machine)
        if indices.step == 1 {
            try replaceItems(in: indices.range, with: [], machine)
            return
        }
        try machine.spend(items.count / 4)
        let leaving = Set(indices)
        var kept: [Value] = []
        for (index, item) in items.enumerated() where !leaving.contains(index) { kept.append(item) }
        try replaceItems(kept)
    }

    // MARK: Changes

    func append(_ value: Value) throws {
        try heap.claim(MemoryLayout<Value>.stride)
        items.append(value)
    }

    func extend(by values: [Value], _ machine: Machine) throws {
        try machine.spend(values.count / 4)
        try heap.claim(values.count * MemoryLayout<Value>.stride)
        items.append(contentsOf: values)
    }

    /// Puts `values` in place of all items.
    func replaceItems(_ values: [Value]) throws {
        try heap.claim(values.count * MemoryLayout<Value>.stride)
        heap.give(items.count * MemoryLayout<Value>.stride)
        var old = items
        items = values
        heap.discard(&old)
    }

    /// Puts `values` in place of the items in `range`.
    func replaceItems(in range: Range<Int>, with values: [Value], _ machine: Machine) throws {
        try machine.spend((items.count - range.lowerBound + values.count) / 8)
        try heap.claim(values.count * MemoryLayout<Value>.stride)
        heap.give(range.count * MemoryLayout<Value>.stride)
        var old = Array(items[range])
        items.replaceSubrange(range, with: values)
        heap.discard(&old)
    }

    func remove(at index: Int, _ machine: Machine) throws -> Value {
        try machine.spend((items.count - index) / 16)
        heap.give(MemoryLayout<Value>.stride)
        return items.remove(at: index)
    }

    /// The items, which leave the list.
    func takeItems() -> [Value] {
        heap.give(items.count * MemoryLayout<Value>.stride)
        let taken = items
        items = []
        return taken
    }

    func reverse(_ machine: Machine) throws {
        try machine.spend(items.count / 8)
        items.reverse()
    }

    func setItem(at index: Int, to value: Value) { items[index] = value }
}
