extension Modules {
    static let copy = make(
        "copy",
        [
            NativeFunction("copy", "x") { call in try call.machine.copy(call[0]) },
            NativeFunction("deepcopy", "x, memo=") { call in
                var known: [ObjectIdentifier: (Value, Value)] = [:]
                return try call.machine.deepCopy(call[0], &known)
            },
        ])
}

extension Machine {
    /// `copy.copy(value)`
    fileprivate func copy(_ value: Value) throws -> Value {
        switch value {
        case .list, .dict, .set: return try call(attribute(of: value, "copy"), [])
        default: break
        }
        if value.object is DequeObject { return try call(attribute(of: value, "copy"), []) }
        guard let instance = value.object as? InstanceObject, !(instance is ExceptionObject) else { return value }
        if let answer = try instance.callSpecial("__copy__", [], self) { return answer }
        let copy = InstanceObject(instance.type, heap)
        for (name, value) in zip(instance.attributes.names, instance.attributes.values) { try copy.store(name, value) }
        return .object(copy)
    }

    /// `copy.deepcopy(value)`. `known`: what is copied already, each with its copy.
    fileprivate func deepCopy(_ value: Value, _ known: inout [ObjectIdentifier: (Value, Value)]) throws -> Value {
        guard let object = value.object, value.mayHoldValues else { return value }
        if let (_, copy) = known[ObjectIdentifier(object)] { return copy }
        try spend(1)
        try enter()
        defer { leave() }
        switch value {
        case .list(let list):
            let copy = try ListObject([], heap)
            known[ObjectIdentifier(object)] = (value, .list(copy))
            for item in list.items { try copy.append(deepCopy(item, &known)) }
            return .list(copy)
        case .tuple(let tuple):
            let items = try tuple.items.map { try deepCopy($0, &known) }
            return .tuple(try TupleObject(items, type: tuple.fields == nil ? nil : tuple.type, heap))
        case .dict(let dict):
            let copy = DictObject(type: dict.type, defaultFactory: dict.defaultFactory, heap)
            known[ObjectIdentifier(object)] = (value, .dict(copy))
            for item in dict.items {
                try copy.setItem(deepCopy(item.key, &known), to: deepCopy(item.value, &known), self)
            }
            return .dict(copy)
        case .set(let set):
            let copy = SetObject(isFrozen: set.isFrozen, heap)
            for key in set.keys { try copy.add(deepCopy(key, &known), self) }
            return .set(copy)
        default: break
        }
        if let deque = object as? DequeObject {
            let copy = DequeObject(most: deque.most, heap)
            known[ObjectIdentifier(object)] = (value, .object(copy))
            for item in deque.items { try copy.append(deepCopy(item, &known), self) }
            return .object(copy)
        }
        guard let instance = object as? InstanceObject, !(instance is ExceptionObject) else { return value }
        let copy = InstanceObject(instance.type, heap)
        known[ObjectIdentifier(object)] = (value, .object(copy))
        for (name, value) in zip(instance.attributes.names, instance.attributes.values) {
            try copy.store(name, deepCopy(value, &known))
        }
        return .object(copy)
    }
}
