extension Constructors {
    static let map: NativeFunction = NativeFunction("map", "*functions") { call in
        guard call.count > 1 else { throw Interruption.typeError("map() must have at least two arguments.") }
        let iterators = try (1..<call.count).map { Value.object(try call.iterator($0)) }
        return .object(
            ClosureIterator([call[0]] + iterators, kind: Types.map, call.machine.heap) { sources, machine in
                guard let arguments = try machine.nextRow(sources[1...]) else { return nil }
                return try machine.call(sources[0], arguments)
            })
    }

    static let filter: NativeFunction = NativeFunction("filter", "function, iterable") { call in
        .object(
            ClosureIterator([call[0], .object(try call.iterator(1))], kind: Types.filter, call.machine.heap) {
                sources, machine in
                while let value = try machine.next(of: sources[1]) {
                    try machine.spend(1)
                    let isKept = try sources[0].isNone ? value : machine.call(sources[0], [value])
                    if try machine.isTrue(isKept) { return value }
                }
                return nil
            })
    }

    static let zip: NativeFunction = NativeFunction("zip", "*iterables, strict=") { call in
        let iterators = try (0..<call.count).map { Value.object(try call.iterator($0)) }
        let isStrict = try call.keyword("strict").map(call.machine.isTrue) ?? false
        return .object(
            ClosureIterator(iterators, kind: Types.zip, call.machine.heap) { sources, machine in
                guard !sources.isEmpty else { return nil }
                if let row = try machine.nextRow(sources[...], isStrict: isStrict) { return try machine.tuple(row) }
                return nil
            })
    }

    static let enumerate: NativeFunction = NativeFunction("enumerate", "iterable, start=") { call in
        let start = call.given(1) ?? .int(0)
        _ = try call.machine.bigInt(start)
        return .object(
            ClosureIterator([.object(try call.iterator(0)), start], kind: Types.enumerate, call.machine.heap) {
                sources, machine in
                guard let value = try machine.next(of: sources[0]) else { return nil }
                let index = sources[1]
                sources[1] = try machine.binary(.add, index, .int(1))
                return try machine.tuple([index, value])
            })
    }

    static let reversed: NativeFunction = NativeFunction("reversed", "sequence") { call in
        let machine = call.machine
        if let instance = call[0].object as? InstanceObject {
            if let answer = try instance.callSpecial("__reversed__", [], machine) { return answer }
        }
        if let range = call[0].object as? RangeObject {
            let last = range.count > 0 ? range[range.count - 1] : 0
            return .object(RangeIterator(start: last, step: 0 &- range.step, count: range.count, machine.heap))
        }
        if case .set = call[0] { throw Interruption.typeError("'\(call[0].type.name)' object is not reversible") }
        if case .list = call[0] {
            let last = try machine.length(of: call[0]) - 1
            return .object(
                ClosureIterator([call[0], .int(last)], kind: Types.reversed, machine.heap) { sources, _ in
                    guard case .list(let list) = sources[0], case .int(let index) = sources[1], index >= 0,
                        index < list.items.count
                    else { return nil }
                    sources[1] = .int(index - 1)
                    return list.items[index]
                })
        }
        guard let object = call[0].object, try object.length(machine) != nil else {
            throw Interruption.typeError("'\(call[0].type.name)' object is not reversible")
        }
        let items: [Value]
        if let instance = object as? InstanceObject {
            let length = try machine.length(of: call[0])
            try machine.heap.check(length, of: MemoryLayout<Value>.stride)
            items = try (0..<length).map { index in
                try machine.spend(1)
                return try instance.item(.int(index), machine)
            }
        } else {
            items = try call.elements(0)
        }
        try machine.spend(items.count / 8)
        return .object(TupleIterator(items.reversed(), machine.heap))
    }
}

extension Machine {
    /// The next value of an iterator that is held as a value.
    func next(of iterator: Value) throws -> Value? { try (iterator.object as? IteratorObject)?.next(self) }

    /// One value of each iterator; nil when one has ended.
    func nextRow(_ iterators: ArraySlice<Value>, isStrict: Bool = false) throws -> [Value]? {
        var row: [Value] = []
        row.reserveCapacity(iterators.count)
        for (index, iterator) in iterators.enumerated() {
            guard let value = try next(of: iterator) else {
                guard isStrict else { return nil }
                if index > 0 {
                    throw Interruption.valueError("zip() argument \(index + 1) is shorter than argument \(index)")
                }
                for (later, other) in iterators.enumerated().dropFirst() where try next(of: other) != nil {
                    throw Interruption.valueError("zip() argument \(later + 1) is longer than argument \(later)")
                }
                return nil
            }
            row.append(value)
        }
        return row
    }
}
