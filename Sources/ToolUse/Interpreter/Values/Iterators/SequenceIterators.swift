/// Over the integers of a range.
final class RangeIterator: IteratorObject, @unchecked Sendable {
    private var value: Int
    private let step: Int
    private var left: Int

    init(start: Int, step: Int, count: Int, _ heap: Heap) {
        value = start
        self.step = step
        left = count
        super.init(heap)
    }

    /// The next integer; nil at the end.
    @inline(__always) func nextInteger() -> Int? {
        guard left > 0 else { return nil }
        left &-= 1
        let current = value
        value = value &+ step
        return current
    }

    override func next(_ machine: Machine) -> Value? { nextInteger().map { .int($0) } }
}

/// Over the items of a list, which may change meanwhile.
final class ListIterator: IteratorObject, @unchecked Sendable {
    private var list: Value
    private var index = 0

    init(_ list: ListObject) {
        self.list = .list(list)
        super.init(list.heap)
    }

    deinit { heap.discard(&list) }

    override func next(_ machine: Machine) -> Value? {
        guard case .list(let items) = list else { return nil }
        guard index < items.items.count else {
            list = .undefined
            return nil
        }
        index &+= 1
        return items.items[index &- 1]
    }
}

/// Over the items of a tuple.
final class TupleIterator: IteratorObject, @unchecked Sendable {
    private var items: [Value]
    private var index = 0

    convenience init(_ tuple: TupleObject) { self.init(tuple.items, tuple.heap) }

    /// Over values that nobody changes.
    init(_ items: [Value], _ heap: Heap) {
        self.items = items
        super.init(heap)
    }

    deinit { heap.discard(&items) }

    override func next(_ machine: Machine) -> Value? {
        guard index < items.count else { return nil }
        index &+= 1
        return items[index &- 1]
    }
}

/// Over the characters of a text.
final class StringIterator: IteratorObject, @unchecked Sendable {
    private let scalars: Scalars
    private var index = 0

    init(_ text: StringObject) {
        scalars = text.scalars
        super.init(text.heap)
    }

    override func next(_ machine: Machine) throws -> Value? {
        guard index < scalars.count else { return nil }
        index &+= 1
        return try machine.character(scalars[index &- 1])
    }
}

/// Over the keys, values or items of a table.
final class TableIterator: IteratorObject, @unchecked Sendable {
    private var table: Value
    private let kind: DictView.Kind
    private let expectedCount: Int
    private var entry = 0

    init(_ table: TableObject, _ kind: DictView.Kind) {
        self.table =
            if let dict = table as? DictObject { .dict(dict) } else if let set = table as? SetObject { .set(set) } else
            {
                .undefined
            }
        self.kind = kind
        expectedCount = table.table.count
        super.init(table.heap)
    }

    deinit { heap.discard(&table) }

    override func next(_ machine: Machine) throws -> Value? {
        guard let owner = table.object as? TableObject else { return nil }
        guard owner.table.count == expectedCount else {
            table = .undefined
            throw Interruption.runtimeError(
                "\(owner is SetObject ? "Set" : "dictionary") changed size during iteration")
        }
        let start = entry
        while entry < owner.table.keys.count, owner.table.keys[entry].isUndefined { entry += 1 }
        if entry > start { try machine.spend((entry - start) / 8) }
        guard entry < owner.table.keys.count else {
            table = .undefined
            return nil
        }
        defer { entry += 1 }
        return switch kind {
        case .keys: owner.table.keys[entry]
        case .values: owner.table.values[entry]
        case .items: try machine.tuple([owner.table.keys[entry], owner.table.values[entry]])
        }
    }
}

/// Over an object of a program's class, by its `__getitem__`.
final class SubscriptIterator: IteratorObject, @unchecked Sendable {
    private var sequence: Value
    private var index = 0

    init(_ sequence: Value, _ heap: Heap) {
        self.sequence = sequence
        super.init(heap)
    }

    deinit { heap.discard(&sequence) }

    override func next(_ machine: Machine) throws -> Value? {
        guard !sequence.isUndefined else { return nil }
        do {
            index += 1
            return try machine.item(of: sequence, at: .int(index - 1))
        } catch let interruption as Interruption
            where interruption.isRaised(.indexError) || interruption.isRaised(.stopIteration)
        {
            sequence = .undefined
            return nil
        }
    }
}
