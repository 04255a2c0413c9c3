extension Constructors {
    static let string: NativeFunction = NativeFunction("str", "object=, encoding=, errors=") { call in
        guard let value = call.given(0) else { return try call.machine.string("") }
        if case .string = value { return value }
        return try call.machine.string(call.machine.text(of: value))
    }

    static let list: NativeFunction = NativeFunction("list", "iterable=") { call in
        try call.machine.list(call.given(0).map(call.machine.elements) ?? [])
    }

    static let tuple: NativeFunction = NativeFunction("tuple", "iterable=") { call in
        guard let value = call.given(0) else { return .tuple(.empty) }
        if case .tuple(let tuple) = value, tuple.fields == nil { return value }
        return try call.machine.tuple(call.machine.elements(of: value))
    }

    static let range: NativeFunction = NativeFunction("range", "start, stop=, step=") { call in
        func bound(_ index: Int) throws -> Int {
            let value = call[index]
            if case .float = value {
                throw Interruption.typeError("'float' object cannot be interpreted as an integer")
            }
            return try call.machine.integer(value)
        }
        guard call.count > 1 else {
            return .object(RangeObject(start: 0, stop: try bound(0), step: 1, call.machine.heap))
        }
        let step = try call.given(2) == nil ? 1 : bound(2)
        guard step != 0 else { throw Interruption.valueError("range() arg 3 must not be zero") }
        return .object(RangeObject(start: try bound(0), stop: try bound(1), step: step, call.machine.heap))
    }

    static let set: NativeFunction = NativeFunction("set", "iterable=") { call in
        .set(try call.given(0).map { try call.machine.makeSet(of: $0) } ?? SetObject(call.machine.heap))
    }

    static let frozenSet: NativeFunction = NativeFunction("frozenset", "iterable=") { call in
        if case .set(let set)? = call.given(0), set.isFrozen { return call[0] }
        return .set(
            try call.given(0).map { try call.machine.makeSet(of: $0, isFrozen: true) }
                ?? SetObject(isFrozen: true, call.machine.heap))
    }

    // MARK: Dicts

    static let dict: NativeFunction = NativeFunction("dict", "*iterable, **") { call in
        let dict = DictObject(call.machine.heap)
        return try filled(dict, call, "dict")
    }

    static let orderedDict: NativeFunction = NativeFunction("OrderedDict", "*iterable, **") { call in
        try filled(DictObject(type: Types.orderedDict, call.machine.heap), call, "OrderedDict")
    }

    static let defaultDict: NativeFunction = NativeFunction("defaultdict", "*iterable, **") { call in
        let factory = call.given(0) ?? .none
        guard factory.isNone || factory.object?.isCallable ?? false else {
            throw Interruption.typeError("first argument must be callable or None")
        }
        let dict = DictObject(type: Types.defaultDict, defaultFactory: factory, call.machine.heap)
        return try filled(dict, call, "defaultdict", at: 1)
    }

    static let counter: NativeFunction = NativeFunction("Counter", "*iterable, **") { call in
        let counter = DictObject(type: Types.counter, call.machine.heap)
        try call.machine.count(call.optional(0), named: call.keywords, in: counter, by: .add)
        return .dict(counter)
    }

    private static func filled(_ dict: DictObject, _ call: Call, _ name: String, at index: Int = 0) throws -> Value {
        guard call.count <= index + 1 else {
            throw Interruption.typeError("\(name) expected at most \(index + 1) argument, got \(call.count)")
        }
        if let source = call.given(index) { try call.machine.update(dict, from: source) }
        for entry in call.keywords { try dict.setItem(call.machine.string(entry.name), to: entry.value, call.machine) }
        return .dict(dict)
    }
}

extension Machine {
    /// Counts what an iterable has, or adds the counts of a mapping.
    func count(
        _ source: Value?, named: NamedValues, in counter: DictObject, by operation: BinaryOperator
    ) throws {
        func note(_ key: Value, _ amount: Value) throws {
            try spend(1)
            try counter.count(key, by: operation == .add ? amount : unary(.negate, amount), self)
        }
        if case .dict(let dict)? = source {
            for item in dict.items { try note(item.key, item.value) }
        } else if let source {
            let iterator = try iterator(over: source)
            while let key = try iterator.next(self) { try note(key, .int(1)) }
        }
        for entry in named { try note(string(entry.name), entry.value) }
    }
}
