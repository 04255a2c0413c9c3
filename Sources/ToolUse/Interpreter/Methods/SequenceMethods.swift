extension Methods {
    private static func list(
        _ name: String, _ signature: Signature = "", _ body: @escaping (ListObject, Call) throws -> Value
    ) -> NativeFunction {
        of("list", { if case .list(let list) = $0 { list } else { nil } }, name, signature, body)
    }

    static let list: [NativeFunction] =
        mutable + [
            list("append", "object") { list, call in
                try list.append(call[1])
                return .none
            },
            list("extend", "iterable") { list, call in
                try list.extend(by: call.elements(1), call.machine)
                return .none
            },
            list("insert", "index, object") { list, call in
                let index = try call.integer(1)
                let count = list.items.count
                let place = index < 0 ? max(index.addingReportingOverflow(count).partialValue, 0) : min(index, count)
                try list.replaceItems(in: place..<place, with: [call[2]], call.machine)
                return .none
            },
            list("remove", "value") { list, call in
                guard let place = try place(of: call[1], in: { list.items }, call.machine) else {
                    throw Interruption.valueError("list.remove(x): x not in list")
                }
                guard place < list.items.count else { return .none }
                _ = try list.remove(at: place, call.machine)
                return .none
            },
            list("pop", "index=") { list, call in
                guard !list.items.isEmpty else { throw Interruption.indexError("pop from empty list") }
                let index = try call.integer(1, default: -1)
                let place = index < 0 ? index + list.items.count : index
                guard list.items.indices.contains(place) else {
                    throw Interruption.indexError("pop index out of range")
                }
                return try list.remove(at: place, call.machine)
            },
            list("clear") { list, _ in
                var items = list.takeItems()
                list.heap.discard(&items)
                return .none
            },
            list("copy") { list, call in
                try call.machine.spend(list.items.count / 8)
                return try call.machine.list(list.items)
            },
            list("reverse") { list, call in
                try list.reverse(call.machine)
                return .none
            },
            list("sort", "*, key=, reverse=") { list, call in
                // As in CPython, the list is empty while its items are compared.
                let items = list.items
                var taken = list.takeItems()
                defer { taken = [] }
                let isReversed = try call.keyword("reverse").map(call.machine.isTrue) ?? false
                do {
                    let sorted = try call.machine.sorted(
                        items, key: call.optionalKeyword("key"), isReversed: isReversed)
                    try list.replaceItems(sorted)
                } catch {
                    try list.replaceItems(items)
                    throw error
                }
                return .none
            },
            list("index", "value, start=, stop=") { list, call in
                guard let place = try place(of: call[1], in: { list.items }, call.machine, within: call) else {
                    throw Interruption.valueError("\(try call.machine.representation(of: call[1]).text) is not in list")
                }
                return .int(place)
            },
            list("count", "value") { list, call in .int(try count(of: call[1], in: list.items, call.machine)) },
        ]

    private static func tuple(
        _ name: String, _ signature: Signature = "", _ body: @escaping (TupleObject, Call) throws -> Value
    ) -> NativeFunction {
        of("tuple", { if case .tuple(let tuple) = $0 { tuple } else { nil } }, name, signature, body)
    }

    static let tuple: [NativeFunction] =
        subscriptable + [
            tuple("index", "value, start=, stop=") { tuple, call in
                guard let place = try place(of: call[1], in: { tuple.items }, call.machine, within: call) else {
                    throw Interruption.valueError("tuple.index(x): x not in tuple")
                }
                return .int(place)
            },
            tuple("count", "value") { tuple, call in .int(try count(of: call[1], in: tuple.items, call.machine)) },
        ]

    static let range: [NativeFunction] =
        subscriptable + [
            any("index", "value") { call in
                guard let range = call[0].object as? RangeObject, case .int(let number) = call[1],
                    let place = range.index(of: number)
                else {
                    throw Interruption.valueError(
                        "\(try call.machine.representation(of: call[1]).text) is not in range")
                }
                return .int(place)
            },
            any("count", "value") { call in .int(try call.machine.contains(call[0], call[1]) ? 1 : 0) },
        ]

    /// The first place of a value; the items may change meanwhile.
    static func place(
        of value: Value, in items: () -> [Value], _ machine: Machine, within call: Call? = nil
    ) throws -> Int? {
        var start = 0
        var stop = Int.max
        let count = items().count
        if let call, let bound = try call.optional(2).map(machine.sliceBound) ?? nil {
            start = bound < 0 ? max(bound.addingReportingOverflow(count).partialValue, 0) : bound
        }
        if let call, let bound = try call.optional(3).map(machine.sliceBound) ?? nil {
            stop = bound < 0 ? max(bound.addingReportingOverflow(count).partialValue, 0) : bound
        }
        while start < min(stop, items().count) {
            try machine.spend(1)
            if try machine.areSame(items()[start], value) { return start }
            start += 1
        }
        return nil
    }

    static func count(of value: Value, in items: [Value], _ machine: Machine) throws -> Int {
        var count = 0
        for item in items {
            try machine.spend(1)
            if try machine.areSame(item, value) { count += 1 }
        }
        return count
    }
}
