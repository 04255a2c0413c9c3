extension Methods {
    private static func dict(
        _ name: String, _ signature: Signature = "", _ body: @escaping (DictObject, Call) throws -> Value
    ) -> NativeFunction {
        of("dict", { if case .dict(let dict) = $0 { dict } else { nil } }, name, signature, body)
    }

    static let dict: [NativeFunction] =
        mutable + [
            dict("keys") { dict, _ in .object(DictView(dict, .keys)) },
            dict("values") { dict, _ in .object(DictView(dict, .values)) },
            dict("items") { dict, _ in .object(DictView(dict, .items)) },
            dict("get", "key, default=") { dict, call in
                try dict.find(call[1], call.machine) ?? call.given(2) ?? Value.none
            },
            dict("pop", "key, default=") { dict, call in
                if let gone = try dict.remove(call[1], call.machine) { return gone.value }
                guard let standard = call.given(2) else { throw try call.machine.keyError(call[1]) }
                return standard
            },
            dict("popitem", "last=") { dict, call in
                let isFirst = try call.given(1).map(call.machine.isTrue) == false
                let keys = dict.table.keys
                let entry =
                    isFirst ? keys.firstIndex { !$0.isUndefined } : keys.lastIndex { !$0.isUndefined }
                guard let entry else {
                    throw try call.machine.keyError(call.machine.string("popitem(): dictionary is empty"))
                }
                try call.machine.spend((isFirst ? entry : keys.count - entry) / 8)
                let gone = dict.remove(at: entry)
                return try call.machine.tuple([gone.key, gone.value])
            },
            dict("setdefault", "key, default=") { dict, call in
                if let found = try dict.find(call[1], call.machine) { return found }
                let value = call.given(2) ?? .none
                try dict.setItem(call[1], to: value, call.machine)
                return value
            },
            dict("update", "*other, **") { dict, call in
                if dict.isCounter {
                    try call.machine.count(call.optional(1), named: call.keywords, in: dict, by: .add)
                    return .none
                }
                if let other = call.given(1) { try call.machine.update(dict, from: other) }
                for entry in call.keywords {
                    try dict.setItem(call.machine.string(entry.name), to: entry.value, call.machine)
                }
                return .none
            },
            dict("clear") { dict, _ in
                dict.removeAll()
                return .none
            },
            dict("copy") { dict, call in
                let copy = DictObject(type: dict.type, defaultFactory: dict.defaultFactory, dict.heap)
                try copy.merge(dict, call.machine)
                return .dict(copy)
            },
            NativeFunction("fromkeys", "iterable, value=") { call in
                let dict = DictObject(call.machine.heap)
                for key in try call.elements(0) { try dict.setItem(key, to: call.given(1) ?? .none, call.machine) }
                return .dict(dict)
            },
        ]

    static let orderedDict: [NativeFunction] = [
        dict("move_to_end", "key, last=") { dict, call in
            guard let item = try dict.remove(call[1], call.machine) else { throw try call.machine.keyError(call[1]) }
            let isLast = try call.given(2).map(call.machine.isTrue) ?? true
            if isLast {
                try dict.setItem(item.key, to: item.value, call.machine)
            } else {
                let others = dict.items
                dict.removeAll()
                try dict.setItem(item.key, to: item.value, call.machine)
                try call.machine.spend(others.count)
                for other in others { try dict.setItem(other.key, to: other.value, call.machine) }
            }
            return .none
        }
    ]

    static let counter: [NativeFunction] = [
        dict("most_common", "n=") { dict, call in
            let items = try call.machine.sorted(dict.items, key: { $0.value }, isReversed: true)
            let most = try call.optional(1).map(call.machine.integer) ?? items.count
            return try call.machine.list(
                items.prefix(max(most, 0)).map { try call.machine.tuple([$0.key, $0.value]) })
        },
        dict("elements") { dict, call in
            var elements: [Value] = []
            for item in dict.items {
                let times = max(try call.machine.integer(item.value), 0)
                let size = elements.count.addingReportingOverflow(times)
                try call.machine.heap.check(size.overflow ? .max : size.partialValue, of: MemoryLayout<Value>.stride)
                try call.machine.spend(times / 8 + 1)
                elements += Array(repeating: item.key, count: times)
            }
            return .object(TupleIterator(elements, dict.heap))
        },
        dict("subtract", "*other, **") { dict, call in
            try call.machine.count(call.optional(1), named: call.keywords, in: dict, by: .subtract)
            return .none
        },
        dict("total") { dict, call in
            try dict.values.reduce(.int(0)) { sum, count in
                try call.machine.spend(1)
                return try call.machine.binary(.add, sum, count)
            }
        },
    ]

    /// What views of keys and items have.
    static let keys: [NativeFunction] =
        sized + [
            any("isdisjoint", "other") { call in
                guard let own = try call.machine.setOperand(call[0]) else { return .none }
                return .bool(
                    try own.combined(.and, with: call.machine.makeSet(of: call[1]), call.machine)?.table.count == 0)
            }
        ]
}
