extension Machine {
    /// The function that a `def` or `lambda` makes.
    func makeFunction(_ code: Code, _ instruction: Instruction, _ registers: Registers) throws -> Value {
        let base = registers[instruction.c]
        let parameters = code.parameters
        let count = parameters.defaults.count
        let defaults = (0..<count).map { base[$0] }
        let keywordDefaults = parameters.keywordOnly.indices.map { base[count + $0] }
        return .function(
            FunctionObject(
                code, defaults: defaults, keywordDefaults: keywordDefaults, captured: captured(by: code, registers),
                heap))
    }

    private func captured(by code: Code, _ registers: Registers) -> [Value] {
        code.captures.map { registers.local[$0] }
    }

    /// The class that a `class` statement makes: its body runs as a function, whose names become attributes.
    func makeClass(_ code: Code, bases: Value, _ registers: Registers) throws -> Value {
        let types = try elements(of: bases).map { base -> TypeObject in
            guard let type = base.object as? TypeObject else {
                throw Interruption.typeError("a class can only extend classes, not '\(base.type.name)'")
            }
            guard type.layout != .native || type === Types.object else {
                throw Interruption.typeError("type '\(type.name)' is not an acceptable base type here")
            }
            return type
        }
        let body = FunctionObject(
            code, defaults: [], keywordDefaults: [], captured: captured(by: code, registers), heap)
        guard case .dict(let names) = try call(.function(body), []) else { return .none }
        var attributes: [String: Value] = [:]
        var cell: CellObject?
        for item in names.items {
            guard case .string(let name) = item.key else { continue }
            if let own = item.value.object as? CellObject { cell = own } else { attributes[name.text] = item.value }
        }
        let fields = code.documentation.map { $0.split(separator: ",").map(String.init) } ?? []
        if !fields.isEmpty {
            attributes["__annotations__"] = try annotations(fields)
        }
        try heap.claim(attributes.count * 64)
        let type = Value.object(
            try TypeObject(
                name: code.name, bases: types.isEmpty ? [Types.object] : types, attributes: attributes, heap))
        cell?.value = type
        for base in types {
            if let hook = base.lookupCustom("__init_subclass__") {
                _ = try call((hook.object as? ClassMethodObject)?.function ?? hook, [type])
                break
            }
        }
        return type
    }

    private func annotations(_ fields: [String]) throws -> Value {
        let dict = DictObject(heap)
        for field in fields { try dict.setItem(string(field), to: .none, self) }
        return .dict(dict)
    }

    /// The names of a class body with their values.
    func names(of frame: Frame) throws -> Value {
        let dict = DictObject(heap)
        for (index, name) in frame.code.localNames.enumerated() where !frame.registers[index].isUndefined {
            try dict.setItem(string(name), to: frame.registers[index], self)
        }
        return .dict(dict)
    }

    /// `super()` in a method.
    func makeSuper(_ cell: Value, _ receiver: Value) throws -> Value {
        guard let type = (cell.object as? CellObject)?.value.object as? TypeObject else {
            throw Interruption.runtimeError("super(): __class__ cell not found")
        }
        return .object(SuperObject(after: type, receiver, heap))
    }

    // MARK: Unpacking

    /// Puts the items of a value into registers side by side.
    func unpack(_ value: Value, count: Int, to place: UnsafeMutablePointer<Value>) throws {
        let items = try firstElements(of: value, most: count + 1)
        guard items.count == count else {
            throw Interruption.valueError(
                items.count > count
                    ? "too many values to unpack (expected \(count))"
                    : "not enough values to unpack (expected \(count), got \(items.count))")
        }
        for index in 0..<count { place[index] = items[index] }
    }

    /// As ``unpack(_:count:to:)``; what is between the first and the last ones becomes a list.
    func unpack(_ value: Value, first: Int, last: Int, to place: UnsafeMutablePointer<Value>) throws {
        let items = try firstElements(of: value, most: .max)
        guard items.count >= first + last else {
            throw Interruption.valueError(
                "not enough values to unpack (expected at least \(first + last), got \(items.count))")
        }
        let rest = try list(Array(items[first..<(items.count - last)]))
        for index in 0..<first { place[index] = items[index] }
        place[first] = rest
        for index in 0..<last { place[first + 1 + index] = items[items.count - last + index] }
    }

    /// The first elements of a value: an iterator is not asked for more than `most`.
    private func firstElements(of value: Value, most: Int) throws -> [Value] {
        switch value {
        case .list(let list): return list.items
        case .tuple(let tuple): return tuple.items
        default: break
        }
        guard let iterator = try value.object?.iterator(self) else {
            throw Interruption.typeError("cannot unpack non-iterable \(value.type.name) object")
        }
        return try elements(of: iterator, most: most)
    }
}
