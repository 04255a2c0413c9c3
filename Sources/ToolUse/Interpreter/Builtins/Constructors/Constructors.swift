/// What calling a built-in class does.
enum Constructors {
    static let type: NativeFunction = NativeFunction("type", "object, bases=, dict=") { call in
        guard call.count > 1 else { return .object(call[0].type) }
        let bases = try call.elements(1).compactMap { $0.object as? TypeObject }
        guard bases.allSatisfy({ $0.layout != .native || $0 === Types.object }), case .dict(let names) = call[2] else {
            throw Interruption.typeError("type() takes a name, a tuple of classes and a dict")
        }
        var attributes: [String: Value] = [:]
        for item in names.items { attributes[try call.machine.text(of: item.key).text] = item.value }
        return .object(
            try TypeObject(
                name: call.scalars(0).text, bases: bases.isEmpty ? [Types.object] : bases, attributes: attributes,
                call.machine.heap))
    }

    static let bool: NativeFunction = NativeFunction("bool", "x=") { call in .bool(try call.isTrue(0)) }

    static let slice: NativeFunction = NativeFunction("slice", "start, stop=, step=") { call in
        guard call.count > 1 else {
            return .object(SliceObject(start: .none, stop: call[0], step: .none, call.machine.heap))
        }
        return .object(SliceObject(start: call[0], stop: call[1], step: call.given(2) ?? .none, call.machine.heap))
    }

    static let property: NativeFunction = NativeFunction("property", "fget=, fset=, fdel=") { call in
        .object(
            PropertyObject(
                get: call.given(0) ?? .none, set: call.given(1) ?? .none, delete: call.given(2) ?? .none,
                call.machine.heap))
    }

    static let classMethod: NativeFunction = NativeFunction("classmethod", "function") { call in
        .object(ClassMethodObject(call[0], call.machine.heap))
    }

    static let staticMethod: NativeFunction = NativeFunction("staticmethod", "function") { call in
        .object(StaticMethodObject(call[0], call.machine.heap))
    }

    static let superObject: NativeFunction = NativeFunction("super", "type=, object=") { call in
        guard let type = call[0].object as? TypeObject, let receiver = call.given(1) else {
            throw Interruption.runtimeError("super(): no arguments")
        }
        return .object(SuperObject(after: type, receiver, call.machine.heap))
    }
}
