extension Modules {
    /// Heaps in lists, and places in sorted lists.
    static let heapq = make(
        "heapq",
        [
            NativeFunction("heappush", "heap, item") { call in
                try heap(call).push(call[1])
                return .none
            },
            NativeFunction("heappop", "heap") { call in try heap(call).pop() },
            NativeFunction("heapify", "x") { call in
                try heap(call).build()
                return .none
            },
            NativeFunction("heappushpop", "heap, item") { call in
                let heap = try heap(call)
                guard let first = heap.list.items.first, try call.machine.isLess(first, call[1]) else { return call[1] }
                return try heap.replace(call[1])
            },
            NativeFunction("heapreplace", "heap, item") { call in try heap(call).replace(call[1]) },
            NativeFunction("nlargest", "n, iterable, key=") { call in try extremes(call, isReversed: true) },
            NativeFunction("nsmallest", "n, iterable, key=") { call in try extremes(call, isReversed: false) },
            NativeFunction("merge", "*iterables, key=, reverse=") { call in
                let all = try call.values.flatMap { try call.machine.elements(of: $0) }
                let isReversed = try call.keyword("reverse").map(call.machine.isTrue) ?? false
                let sorted = try call.machine.sorted(all, key: call.optionalKeyword("key"), isReversed: isReversed)
                return .object(TupleIterator(sorted, call.machine.heap))
            },
        ])

    private static func heap(_ call: Call) throws -> BinaryHeap {
        guard case .list(let list) = call[0] else {
            let place = call.function.counts.upperBound > 1 ? " 1" : ""
            throw Interruption.typeError(
                "\(call.function.name)() argument\(place) must be list, not \(call[0].type.name)")
        }
        return BinaryHeap(list: list, machine: call.machine)
    }

    private static func extremes(_ call: Call, isReversed: Bool) throws -> Value {
        let sorted = try call.machine.sorted(call.elements(1), key: call.optional(2), isReversed: isReversed)
        return try call.machine.list(Array(sorted.prefix(max(try call.integer(0), 0))))
    }

    static let bisect: ModuleObject = {
        let left = bisecting("bisect_left") { try $2.isLess($0, $1) }
        let right = bisecting("bisect_right") { try !$2.isLess($1, $0) }
        func inserting(_ name: String, _ find: NativeFunction) -> NativeFunction {
            NativeFunction(name, "a, x, lo=, hi=, *, key=") { call in
                guard case .int(let place) = try find.body(call), case .list(let list) = call[0] else { return .none }
                try list.replaceItems(in: place..<place, with: [call[1]], call.machine)
                return .none
            }
        }
        let functions = [left, right, inserting("insort_left", left), inserting("insort_right", right)]
        return make("bisect", functions, ["bisect": .native(right), "insort": .native(functions[3])])
    }()

    /// The first place whose item does not go in front of the value.
    private static func bisecting(
        _ name: String, isBefore: @escaping (Value, Value, Machine) throws -> Bool
    ) -> NativeFunction {
        NativeFunction(name, "a, x, lo=, hi=, *, key=") { call in
            let count = try call.machine.length(of: call[0])
            var (low, high) = (try call.integer(2, default: 0), try call.optional(3).map(call.machine.integer) ?? count)
            guard low >= 0 else { throw Interruption.valueError("lo must be non-negative") }
            high = min(high, count)
            while low < high {
                try call.machine.spend(1)
                let middle = low + (high - low) / 2
                var item = try call.machine.item(of: call[0], at: .int(middle))
                if let key = call.optionalKeyword("key") { item = try call.machine.call(key, [item]) }
                if try isBefore(item, call[1], call.machine) { low = middle + 1 } else { high = middle }
            }
            return .int(min(low, count))
        }
    }
}

/// The operations of CPython's `heapq` on a list, in the same order of comparisons, so that the list looks the same.
struct BinaryHeap {
    let list: ListObject
    let machine: Machine

    func push(_ item: Value) throws {
        try list.append(item)
        try siftDown(from: 0, list.items.count - 1)
    }

    func pop() throws -> Value {
        guard let last = list.items.last else { throw Interruption.indexError("index out of range") }
        _ = try list.remove(at: list.items.count - 1, machine)
        guard let first = list.items.first else { return last }
        list.setItem(at: 0, to: last)
        try siftUp(0)
        return first
    }

    func replace(_ item: Value) throws -> Value {
        guard let first = list.items.first else { throw Interruption.indexError("index out of range") }
        list.setItem(at: 0, to: item)
        try siftUp(0)
        return first
    }

    func build() throws {
        for place in (0..<(list.items.count / 2)).reversed() { try siftUp(place) }
    }

    /// Moves the item at `place` towards `start` until its parent is not larger.
    private func siftDown(from start: Int, _ place: Int) throws {
        var place = place
        while place > start {
            let parent = (place - 1) / 2
            guard try isLess(place, parent) else { return }
            swap(place, parent)
            place = parent
        }
    }

    /// Moves the item at `start` to a leaf along the smaller children, then up to where it belongs.
    private func siftUp(_ start: Int) throws {
        var place = start
        while 2 * place + 1 < list.items.count {
            var child = 2 * place + 1
            if child + 1 < list.items.count, try !isLess(child, child + 1) { child += 1 }
            guard child < list.items.count else { break }
            swap(place, child)
            place = child
        }
        try siftDown(from: start, place)
    }

    private func isLess(_ a: Int, _ b: Int) throws -> Bool {
        try machine.spend(1)
        guard a < list.items.count, b < list.items.count else {
            throw Interruption.runtimeError("list changed size during iteration")
        }
        return try machine.isLess(list.items[a], list.items[b])
    }

    private func swap(_ a: Int, _ b: Int) {
        guard a < list.items.count, b < list.items.count else { return }
        let item = list.items[a]
        list.setItem(at: a, to: list.items[b])
        list.setItem(at: b, to: item)
    }
}
