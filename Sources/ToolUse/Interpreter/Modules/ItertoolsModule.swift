extension Modules {
    static let itertools = make(
        "itertools", endless + joining + choosing + combinatorics, ["chain": .object(chain)])

    /// An iterator over what `step` makes of `sources`.
    static func iterator(_ sources: [Value], _ call: Call, _ step: @escaping ClosureIterator.Step) -> Value {
        .object(ClosureIterator(sources, call.machine.heap, step: step))
    }

    private static let endless: [NativeFunction] = [
        NativeFunction("count", "start=, step=") { call in
            let step = call.given(1) ?? .int(1)
            return iterator([call.given(0) ?? .int(0)], call) { sources, machine in
                let value = sources[0]
                sources[0] = try machine.binary(.add, value, step)
                return value
            }
        },
        NativeFunction("cycle", "iterable") { call in
            let items = try call.elements(0)
            return iterator([try call.machine.list(items), .int(0)], call) { sources, _ in
                guard case .list(let list) = sources[0], case .int(let index) = sources[1], !list.items.isEmpty else {
                    return nil
                }
                sources[1] = .int((index + 1) % list.items.count)
                return list.items[index]
            }
        },
        NativeFunction("repeat", "object, times=") { call in
            let times = try call.given(1).map(call.machine.integer) ?? Int.max
            return iterator([call[0], .int(times)], call) { sources, _ in
                guard case .int(let left) = sources[1], left > 0 else { return nil }
                sources[1] = .int(left - 1)
                return sources[0]
            }
        },
    ]

    private static let chain: TypeObject = {
        /// Over the values of the iterables that an iterator gives.
        func chained(_ iterables: Value, _ call: Call) -> Value {
            iterator([iterables, .none], call) { sources, machine in
                while true {
                    if let value = try machine.next(of: sources[1]) { return value }
                    guard let next = try machine.next(of: sources[0]) else { return nil }
                    try machine.spend(1)
                    sources[1] = .object(try machine.iterator(over: next))
                }
            }
        }
        return TypeObject(
            builtIn: "chain",
            base: Types.object,
            methods: Methods.iterator + [
                NativeFunction("from_iterable", "iterable") { call in chained(.object(try call.iterator(0)), call) }
            ],
            constructor: NativeFunction("chain", "*iterables") { call in
                chained(.object(TupleIterator(Array(call.values), call.machine.heap)), call)
            })
    }()

    private static let joining: [NativeFunction] = [
        NativeFunction("accumulate", "iterable, func=, *, initial=") { call in
            let function = call.optional(1) ?? .none
            let initial = call.optionalKeyword("initial") ?? .undefined
            let start = Value.object(try call.iterator(0))
            return iterator([start, function, .undefined, initial], call) { sources, machine in
                if !sources[3].isUndefined {
                    sources[2] = sources[3]
                    sources[3] = .undefined
                    return sources[2]
                }
                guard let value = try machine.next(of: sources[0]) else { return nil }
                if sources[2].isUndefined {
                    sources[2] = value
                } else if sources[1].isNone {
                    sources[2] = try machine.binary(.add, sources[2], value)
                } else {
                    sources[2] = try machine.call(sources[1], [sources[2], value])
                }
                return sources[2]
            }
        },
        NativeFunction("zip_longest", "*iterables, fillvalue=") { call in
            let filler = call.keyword("fillvalue") ?? .none
            let iterators = try (0..<call.count).map { Value.object(try call.iterator($0)) }
            return iterator(iterators, call) { sources, machine in
                var row: [Value] = []
                var hasAny = false
                for index in sources.indices {
                    let value = try machine.next(of: sources[index])
                    if value == nil { sources[index] = .none } else { hasAny = true }
                    row.append(value ?? filler)
                }
                return hasAny ? try machine.tuple(row) : nil
            }
        },
        NativeFunction("starmap", "function, iterable") { call in
            iterator([call[0], .object(try call.iterator(1))], call) { sources, machine in
                guard let arguments = try machine.next(of: sources[1]) else { return nil }
                return try machine.call(sources[0], machine.elements(of: arguments))
            }
        },
        NativeFunction("pairwise", "iterable") { call in
            iterator([.object(try call.iterator(0)), .undefined], call) { sources, machine in
                if sources[1].isUndefined {
                    guard let first = try machine.next(of: sources[0]) else { return nil }
                    sources[1] = first
                }
                guard let second = try machine.next(of: sources[0]) else { return nil }
                defer { sources[1] = second }
                return try machine.tuple([sources[1], second])
            }
        },
        NativeFunction("tee", "iterable, n=") { call in
            let items = try call.machine.list(call.elements(0))
            let copies = try call.integer(1, default: 2)
            guard copies >= 0 else { throw Interruption.valueError("n must be >= 0") }
            try call.machine.spend(copies)
            return try call.machine.tuple((0..<copies).map { _ in .object(try call.machine.iterator(over: items)) })
        },
    ]

    private static let choosing: [NativeFunction] = [
        NativeFunction("islice", "iterable, start, stop=, step=") { call in
            let hasStart = call.count > 2
            func bound(_ index: Int, _ standard: Int) throws -> Int {
                let bound = try call.optional(index).map(call.machine.integer) ?? standard
                guard bound >= 0 else {
                    throw Interruption.valueError(
                        "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
                }
                return bound
            }
            let start = hasStart ? try bound(1, 0) : 0
            let stop = try bound(hasStart ? 2 : 1, .max)
            let step = try bound(3, 1)
            guard step > 0 else {
                throw Interruption.valueError("Step for islice() must be a positive integer or None.")
            }
            return iterator([.object(try call.iterator(0)), .int(start), .int(0)], call) { sources, machine in
                guard case .int(let wanted) = sources[1], case .int(var place) = sources[2], wanted < stop else {
                    return nil
                }
                while place < wanted {
                    try machine.spend(1)
                    guard try machine.next(of: sources[0]) != nil else { return nil }
                    place += 1
                }
                guard let value = try machine.next(of: sources[0]) else { return nil }
                sources[1] = .int(wanted.addingReportingOverflow(step).overflow ? .max : wanted + step)
                sources[2] = .int(place + 1)
                return value
            }
        },
        NativeFunction("takewhile", "predicate, iterable") { call in
            iterator([call[0], .object(try call.iterator(1))], call) { sources, machine in
                guard let value = try machine.next(of: sources[1]),
                    try machine.isTrue(machine.call(sources[0], [value]))
                else { return nil }
                return value
            }
        },
        NativeFunction("dropwhile", "predicate, iterable") { call in
            iterator([call[0], .object(try call.iterator(1))], call) { sources, machine in
                while let value = try machine.next(of: sources[1]) {
                    if try sources[0].isNone || !machine.isTrue(machine.call(sources[0], [value])) {
                        sources[0] = .none
                        return value
                    }
                }
                return nil
            }
        },
        NativeFunction("filterfalse", "predicate, iterable") { call in
            iterator([call[0], .object(try call.iterator(1))], call) { sources, machine in
                while let value = try machine.next(of: sources[1]) {
                    try machine.spend(1)
                    let answer = try sources[0].isNone ? value : machine.call(sources[0], [value])
                    if try !machine.isTrue(answer) { return value }
                }
                return nil
            }
        },
        NativeFunction("compress", "data, selectors") { call in
            iterator([.object(try call.iterator(0)), .object(try call.iterator(1))], call) { sources, machine in
                while let row = try machine.nextRow(sources[...]) {
                    try machine.spend(1)
                    if try machine.isTrue(row[1]) { return row[0] }
                }
                return nil
            }
        },
        NativeFunction("groupby", "iterable, key=") { call in
            // The groups are made whole when asked for, so they can be used in any order.
            iterator([.object(try call.iterator(0)), call.optional(1) ?? .none, .undefined, .undefined], call) {
                sources, machine in
                func key(_ value: Value) throws -> Value {
                    sources[1].isNone ? value : try machine.call(sources[1], [value])
                }
                if sources[2].isUndefined {
                    guard let first = try machine.next(of: sources[0]) else { return nil }
                    (sources[2], sources[3]) = (first, try key(first))
                }
                let own = sources[3]
                var group = [sources[2]]
                sources[2] = .undefined
                while let value = try machine.next(of: sources[0]) {
                    try machine.spend(1)
                    let other = try key(value)
                    guard try machine.areSame(own, other) else {
                        (sources[2], sources[3]) = (value, other)
                        break
                    }
                    group.append(value)
                    try machine.heap.check(group.count, of: MemoryLayout<Value>.stride)
                }
                return try machine.tuple([own, .object(TupleIterator(group, machine.heap))])
            }
        },
    ]
}
