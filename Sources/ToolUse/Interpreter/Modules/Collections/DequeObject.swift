/// A Python deque: a list with two ends. Its items lie in a ring.
final class DequeObject: CyclicObject, @unchecked Sendable {
    private var ring: [Value] = []
    private var head = 0
    private(set) var count = 0
    /// The most items that it keeps.
    let most: Int?

    init(most: Int?, _ heap: Heap) {
        self.most = most
        super.init(heap)
    }

    deinit { dismantle() }

    override func dismantle() { removeAll() }

    override var type: TypeObject { Types.deque }

    override func length(_ machine: Machine) -> Int? { count }

    override func hash(_ machine: Machine) throws -> Int {
        throw Interruption.typeError("unhashable type: 'collections.deque'")
    }

    override func iterator(_ machine: Machine) throws -> IteratorObject? {
        ClosureIterator([.object(self), .int(0), .int(count)], heap) { sources, _ in
            guard let deque = sources[0].object as? DequeObject, case .int(let index) = sources[1],
                case .int(let expected) = sources[2]
            else { return nil }
            guard deque.count == expected else { throw Interruption.runtimeError("deque mutated during iteration") }
            guard index < deque.count else { return nil }
            sources[1] = .int(index + 1)
            return deque[index]
        }
    }

    override func item(_ key: Value, _ machine: Machine) throws -> Value {
        self[try index(key, machine)]
    }

    override func setItem(_ key: Value, to value: Value, _ machine: Machine) throws {
        ring[place(try index(key, machine))] = value
    }

    override func deleteItem(_ key: Value, _ machine: Machine) throws {
        var items = items
        items.remove(at: try index(key, machine))
        try replaceItems(items, machine)
    }

    private func index(_ key: Value, _ machine: Machine) throws -> Int {
        guard case .int(let index) = key else {
            throw Interruption.typeError("sequence index must be integer, not '\(key.type.name)'")
        }
        let place = index < 0 ? index.addingReportingOverflow(count).partialValue : index
        guard place >= 0, place < count else { throw Interruption.indexError("deque index out of range") }
        return place
    }

    override func equals(_ other: Value, _ machine: Machine) throws -> Bool? {
        guard let other = other.object as? DequeObject else { return nil }
        return try machine.areEqual(items, other.items)
    }

    override func compare(_ order: Ordering, _ other: Value, _ machine: Machine) throws -> Value? {
        guard let other = other.object as? DequeObject else { return nil }
        return try machine.compare(order, items, other.items)
    }

    override func binary(_ operation: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
        let result = DequeObject(most: most, heap)
        switch operation {
        case .add:
            guard let other = other.object as? DequeObject else { return nil }
            for item in items + other.items { try result.append(item, machine) }
        case .multiply:
            guard let times = try machine.repetitions(other) else { return nil }
            for item in try machine.repeated(items, times, elementSize: MemoryLayout<Value>.stride) {
                try result.append(item, machine)
            }
        default: return nil
        }
        return .object(result)
    }

    override func inPlaceBinary(_ operation: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
        guard operation == .add else { return nil }
        for item in try machine.elements(of: other) { try append(item, machine) }
        return .object(self)
    }

    override func attribute(_ name: String, _ machine: Machine) throws -> Value? {
        name == "maxlen" ? most.map { .int($0) } ?? Value.none : nil
    }

    override func writeRepresentation(to text: inout Scalars, _ machine: Machine) throws {
        try machine.write(self, to: &text) { text in
            text.append("deque([")
            for (index, item) in items.enumerated() {
                if index > 0 { text.append(", ") }
                try machine.writeRepresentation(of: item, to: &text)
            }
            text.append(most.map { "], maxlen=\($0))" } ?? "])")
        }
    }
}

extension DequeObject {
    private func place(_ index: Int) -> Int {
        let place = head + index
        return place < ring.count ? place : place - ring.count
    }

    subscript(index: Int) -> Value { ring[place(index)] }

    /// The items from left to right.
    var items: [Value] { (0..<count).map { self[$0] } }

    func append(_ value: Value, _ machine: Machine) throws {
        try machine.spend(1)
        if let most, count == most { guard most > 0, removeFirst() != nil else { return } }
        try makeRoom()
        ring[place(count)] = value
        count += 1
    }

    func prepend(_ value: Value, _ machine: Machine) throws {
        try machine.spend(1)
        if let most, count == most { guard most > 0, removeLast() != nil else { return } }
        try makeRoom()
        head = head == 0 ? ring.count - 1 : head - 1
        ring[head] = value
        count += 1
    }

    func removeFirst() -> Value? {
        guard count > 0 else { return nil }
        let value = ring[head]
        ring[head] = .undefined
        head = place(1)
        count -= 1
        return value
    }

    func removeLast() -> Value? {
        guard count > 0 else { return nil }
        let last = place(count - 1)
        let value = ring[last]
        ring[last] = .undefined
        count -= 1
        return value
    }

    func removeAll() {
        heap.give(ring.count * MemoryLayout<Value>.stride)
        heap.discard(&ring)
        (head, count) = (0, 0)
    }

    /// Puts `items` in place of all others.
    func replaceItems(_ items: [Value], _ machine: Machine) throws {
        try machine.spend(items.count / 4)
        removeAll()
        for item in items { try append(item, machine) }
    }

    private func makeRoom() throws {
        guard count == ring.count else { return }
        let larger = max(8, 2 * count)
        try heap.claim((larger - ring.count) * MemoryLayout<Value>.stride)
        let ordered = items
        ring = ordered + Array(repeating: .undefined, count: larger - count)
        head = 0
    }
}
