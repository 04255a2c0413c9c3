extension Modules {
    static let functools = make("functools", [reduce, partial, lruCache, cache, wraps, compareToKey, totalOrdering])

    private static let reduce = NativeFunction("reduce", "function, iterable, initial=") { call in
        guard let iterator = try call[1].object?.iterator(call.machine) else {
            throw Interruption.typeError("reduce() arg 2 must support iteration")
        }
        guard var result = try call.given(2) ?? iterator.next(call.machine) else {
            throw Interruption.typeError("reduce() of empty iterable with no initial value")
        }
        while let value = try iterator.next(call.machine) {
            try call.machine.spend(1)
            result = try call.machine.call(call[0], [result, value])
        }
        return result
    }

    private static let partial = NativeFunction("partial", "func, *args, **") { call in
        let named = call.keywords
        return .native(
            NativeFunction(
                "partial", "*args, **", holding: Array(call.values) + named.map(\.value), call.machine.heap
            ) { inner in
                let held = inner.held
                let positional = held.dropLast(named.count).dropFirst() + Array(inner.values)
                let defaults = named.map(\.name).enumerated().map {
                    (name: $1, value: held[held.count - named.count + $0])
                }
                let others = defaults.filter { entry in !inner.keywords.contains { $0.name == entry.name } }
                return try inner.machine.call(held[0], Array(positional), others + inner.keywords)
            })
    }

    // MARK: Caches

    /// A function that remembers the results of another. It forgets nothing, whatever `maxsize` says: results are the same.
    private static func cached(_ function: Value, _ heap: Heap) -> Value {
        .native(
            NativeFunction(
                "lru_cache", "*args, **", holding: [function, .dict(DictObject(heap))], isMethod: true, heap
            ) { call in
                guard case .dict(let results) = call.held[1] else { return .none }
                let machine = call.machine
                var parts = Array(call.values)
                for entry in call.keywords { parts += [try machine.string(entry.name), entry.value] }
                if !call.keywords.isEmpty { parts.append(.object(Types.object)) }
                let key = try machine.tuple(parts)
                if let known = try results.find(key, machine) { return known }
                let result = try machine.descend {
                    try machine.call(call.held[0], Array(call.values), call.keywords)
                }
                try results.setItem(key, to: result, machine)
                return result
            })
    }

    private static let cache = NativeFunction("cache", "user_function") { call in cached(call[0], call.machine.heap) }

    private static let lruCache = NativeFunction("lru_cache", "maxsize=, typed=") { call in
        if let function = call.optional(0), function.object?.isCallable ?? false {
            return cached(function, call.machine.heap)
        }
        return .native(cache)
    }

    // MARK: Decorators

    private static let wraps = NativeFunction("wraps", "wrapped, assigned=, updated=") { call in
        .native(
            NativeFunction("wraps", "wrapper", holding: [call[0]], call.machine.heap) { inner in
                for name in ["__name__", "__doc__"] {
                    if let value = try inner.machine.findAttribute(of: inner.held[0], name) {
                        try inner.machine.setAttribute(of: inner[0], name, to: value)
                    }
                }
                return inner[0]
            })
    }

    private static let compareToKey = NativeFunction("cmp_to_key", "mycmp") { call in
        let machine = call.machine
        let compare = call[0]
        let less = NativeFunction("__lt__", "self, other", holding: [compare], isMethod: true, machine.heap) { inner in
            let sides = try [inner[0], inner[1]].map { try inner.machine.attribute(of: $0, "obj") }
            let answer = try inner.machine.call(inner.held[0], sides)
            return .bool(try inner.machine.isLess(answer, .int(0)))
        }
        let equal = NativeFunction("__eq__", "self, other", holding: [compare], isMethod: true, machine.heap) { inner in
            let sides = try [inner[0], inner[1]].map { try inner.machine.attribute(of: $0, "obj") }
            return .bool(try inner.machine.areEqual(inner.machine.call(inner.held[0], sides), .int(0)))
        }
        let type = try TypeObject(
            name: "K", bases: [Types.object], attributes: ["__lt__": .native(less), "__eq__": .native(equal)],
            machine.heap)
        return .native(
            NativeFunction("K", "obj", holding: [.object(type)], machine.heap) { inner in
                let key = try inner.machine.call(inner.held[0], [])
                try (key.object as? InstanceObject)?.store("obj", inner[0])
                return key
            })
    }

    /// Adds the comparisons that a class leaves out, by the one that it has.
    private static let totalOrdering = NativeFunction("total_ordering", "cls") { call in
        guard let type = call[0].object as? TypeObject else { return call[0] }
        let orders: [Ordering] = [.less, .lessOrEqual, .greater, .greaterOrEqual]
        guard let root = orders.first(where: { type.lookupCustom($0.specialName) != nil }) else {
            throw Interruption.valueError("must define at least one ordering operation: < > <= >=")
        }
        for order in orders where type.lookupCustom(order.specialName) == nil {
            let method = NativeFunction(
                order.specialName, "self, other", holding: [], isMethod: true, call.machine.heap
            ) { inner in
                let machine = inner.machine
                guard let instance = inner[0].object as? InstanceObject,
                    let answer = try instance.askSpecial(root.specialName, [inner[1]], machine)
                else { return NotImplementedObject.value }
                let holds = try machine.isTrue(answer)
                let isEqual = try machine.areEqual(inner[0], inner[1])
                return .bool(root.derives(order, holds: holds, isEqual: isEqual))
            }
            try type.setAttribute(order.specialName, to: .native(method), call.machine)
        }
        return call[0]
    }
}

extension Ordering {
    /// Whether `other` holds, told by whether this one holds and whether the two are equal.
    fileprivate func derives(_ other: Ordering, holds: Bool, isEqual: Bool) -> Bool {
        let isLess =
            switch self {
            case .less: holds
            case .lessOrEqual: holds && !isEqual
            case .greater: !holds && !isEqual
            case .greaterOrEqual: !holds
            }
        return switch other {
        case .less: isLess
        case .lessOrEqual: isLess || isEqual
        case .greater: !isLess && !isEqual
        case .greaterOrEqual: !isLess
        }
    }
}
