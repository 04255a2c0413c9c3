extension Machine {
    /// `value.name`; nil where there is no such attribute.
    func findAttribute(of value: Value, _ name: String) throws -> Value? {
        do {
            if let found = try value.object?.attribute(name, self) { return found }
            if let found = value.type.lookup(name) { return try bind(found, to: value) }
            if name == "__class__" { return .object(value.type) }
            if name == "__doc__" { return Value.none }
            return try numberAttribute(of: value, name)
        } catch let interruption as Interruption where interruption.isRaised(.attributeError) {
            return nil
        }
    }

    /// `value.name`
    func attribute(of value: Value, _ name: String) throws -> Value {
        if let found = try value.object?.attribute(name, self) { return found }
        if let found = value.type.lookup(name) { return try bind(found, to: value) }
        if name == "__class__" { return .object(value.type) }
        if name == "__doc__" { return .none }
        if let found = try numberAttribute(of: value, name) { return found }
        switch value.object {
        case let module as ModuleObject:
            throw Interruption.attributeError("module '\(module.name)' has no attribute '\(name)'")
        case let type as TypeObject:
            throw Interruption.attributeError("type object '\(type.name)' has no attribute '\(name)'")
        default: throw Interruption.attributeError("'\(value.type.name)' object has no attribute '\(name)'")
        }
    }

    private func numberAttribute(of value: Value, _ name: String) throws -> Value? {
        guard let number = Number(value) else { return nil }
        switch (name, number) {
        case ("real", .double): return value
        case ("real", _), ("numerator", .int), ("numerator", .big): return try unary(.positive, value)
        case ("imag", .double): return .float(0)
        case ("imag", _): return .int(0)
        case ("denominator", .int), ("denominator", .big): return .int(1)
        default: return nil
        }
    }

    func setAttribute(of value: Value, _ name: String, to new: Value) throws {
        guard let object = value.object else {
            throw Interruption.attributeError("'\(value.type.name)' object has no attribute '\(name)'")
        }
        try object.setAttribute(name, to: new, self)
    }

    func deleteAttribute(of value: Value, _ name: String) throws {
        guard let object = value.object else {
            throw Interruption.attributeError("'\(value.type.name)' object has no attribute '\(name)'")
        }
        try object.deleteAttribute(name, self)
    }

    /// `isinstance(value, type)`; `type` may be a tuple.
    func isInstance(_ value: Value, of type: Value, caller: String = "isinstance() arg 2") throws -> Bool {
        switch type {
        case .tuple(let tuple):
            return try descend { try tuple.items.contains { try isInstance(value, of: $0, caller: caller) } }
        case .object(let object):
            if let type = object as? TypeObject { return value.type.isSubtype(of: type) }
        default: break
        }
        throw Interruption.typeError("\(caller) must be a type, a tuple of types, or a union")
    }
}
