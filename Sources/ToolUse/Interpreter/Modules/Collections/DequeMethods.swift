extension Constructors {
    static let deque: NativeFunction = NativeFunction("deque", "iterable=, maxlen=") { call in
        let most = try call.optional(1).map(call.machine.integer)
        if let most, most < 0 { throw Interruption.valueError("maxlen must be non-negative") }
        let deque = DequeObject(most: most, call.machine.heap)
        if call.given(0) != nil {
            let iterator = try call.iterator(0)
            while let value = try iterator.next(call.machine) { try deque.append(value, call.machine) }
        }
        return .object(deque)
    }
}

extension Methods {
    private static func deque(
        _ name: String, _ signature: Signature = "", _ body: @escaping (DequeObject, Call) throws -> Value?
    ) -> NativeFunction {
        of("deque", { $0.object as? DequeObject }, name, signature) { deque, call in try body(deque, call) ?? .none }
    }

    private static func emptied(_ value: Value?) throws -> Value {
        guard let value else { throw Interruption.indexError("pop from an empty deque") }
        return value
    }

    static let deque: [NativeFunction] =
        mutable + [
            deque("append", "x") { deque, call in
                try deque.append(call[1], call.machine)
                return nil
            },
            deque("appendleft", "x") { deque, call in
                try deque.prepend(call[1], call.machine)
                return nil
            },
            deque("extend", "iterable") { deque, call in
                for value in try call.elements(1) { try deque.append(value, call.machine) }
                return nil
            },
            deque("extendleft", "iterable") { deque, call in
                for value in try call.elements(1) { try deque.prepend(value, call.machine) }
                return nil
            },
            deque("pop") { deque, _ in try emptied(deque.removeLast()) },
            deque("popleft") { deque, _ in try emptied(deque.removeFirst()) },
            deque("clear") { deque, _ in
                deque.removeAll()
                return nil
            },
            deque("copy") { deque, call in
                let copy = DequeObject(most: deque.most, deque.heap)
                try copy.replaceItems(deque.items, call.machine)
                return .object(copy)
            },
            deque("reverse") { deque, call in
                try deque.replaceItems(deque.items.reversed(), call.machine)
                return nil
            },
            deque("rotate", "n=") { deque, call in
                let items = deque.items
                guard !items.isEmpty else { return nil }
                let steps = try call.integer(1, default: 1) % items.count
                let split = (items.count - steps) % items.count
                try deque.replaceItems(Array(items[split...] + items[..<split]), call.machine)
                return nil
            },
            deque("insert", "i, x") { deque, call in
                if let most = deque.most, deque.count >= most {
                    throw Interruption.indexError("deque already at its maximum size")
                }
                var items = deque.items
                let index = try call.integer(1)
                let place =
                    index < 0
                    ? max(index.addingReportingOverflow(items.count).partialValue, 0) : min(index, items.count)
                items.insert(call[2], at: place)
                try deque.replaceItems(items, call.machine)
                return nil
            },
            deque("remove", "value") { deque, call in
                var items = deque.items
                guard let place = try place(of: call[1], in: { items }, call.machine) else {
                    throw Interruption.valueError("deque.remove(x): x not in deque")
                }
                items.remove(at: place)
                try deque.replaceItems(items, call.machine)
                return nil
            },
            deque("count", "x") { deque, call in .int(try count(of: call[1], in: deque.items, call.machine)) },
            deque("index", "x, start=, stop=") { deque, call in
                guard let place = try place(of: call[1], in: { deque.items }, call.machine, within: call) else {
                    throw Interruption.valueError(
                        "\(try call.machine.representation(of: call[1]).text) is not in deque")
                }
                return .int(place)
            },
        ]
}
