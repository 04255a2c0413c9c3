extension Methods {
    /// What every object has.
    static let object: [NativeFunction] = [
        NativeFunction("__init__", "*self, **", isMethod: true) { _ in .none },
        NativeFunction("__new__", "*cls, **") { call in
            guard let type = call[0].object as? TypeObject else {
                throw Interruption.typeError("object.__new__(X): X is not a type object")
            }
            return try call.machine.allocate(type, Array(call.values.dropFirst()))
        },
        NativeFunction("__init_subclass__", "*cls, **") { _ in .none },
        any("__repr__") { call in
            guard let instance = call[0].object as? InstanceObject else {
                return try call.machine.string(call.machine.representation(of: call[0]))
            }
            return try call.machine.string(
                "<__main__.\(instance.type.name) object at 0x\(String(instance.serial, radix: 16))>")
        },
        any("__str__") { call in try call.machine.string(call.machine.text(of: call[0])) },
        any("__format__", "format_spec") { call in
            try call.machine.string(call.machine.format(call[0], call.scalars(1)))
        },
        any("__eq__", "other") { call in
            if call[0].object is InstanceObject {
                return call[0].isIdentical(to: call[1]) ? .bool(true) : NotImplementedObject.value
            }
            return try call.machine.equality(call[0], call[1])
        },
        any("__ne__", "other") { call in try call.machine.inequality(call[0], call[1]) },
        any("__hash__") { call in
            if let instance = call[0].object as? InstanceObject { return .int(instance.serial) }
            return .int(try call.machine.hash(of: call[0]))
        },
        any("__setattr__", "name, value") { call in
            guard let instance = call[0].object as? InstanceObject else {
                try call.machine.setAttribute(of: call[0], call.scalars(1).text, to: call[2])
                return .none
            }
            try instance.store(call.scalars(1).text, call[2])
            return .none
        },
    ]

    /// What classes have.
    static let type: [NativeFunction] = [
        any("mro") { call in
            guard let type = call[0].object as? TypeObject else { return .none }
            return try call.machine.list(type.order.map { .object($0) })
        },
        any("__subclasses__") { call in try call.machine.list([]) },
    ]

    /// What exceptions have.
    static let exception: [NativeFunction] = [
        NativeFunction("__init__", "*self", isMethod: true) { call in
            (call[0].object as? ExceptionObject)?.setArguments(Array(call.values.dropFirst()))
            return .none
        },
        any("__str__") { call in
            var text: Scalars = []
            try (call[0].object as? ExceptionObject)?.writeOwnText(to: &text, call.machine)
            return try call.machine.string(text)
        },
        any("__repr__") { call in
            var text: Scalars = []
            try (call[0].object as? ExceptionObject)?.writeOwnRepresentation(to: &text, call.machine)
            return try call.machine.string(text)
        },
        any("with_traceback", "tb") { call in call[0] },
    ]

    /// What objects with a length have.
    static let sized: [NativeFunction] = [
        any("__len__") { call in .int(try call.machine.length(of: call[0])) },
        any("__contains__", "key") { call in .bool(try call.machine.contains(call[0], call[1])) },
        any("__iter__") { call in .object(try call.iterator(0)) },
    ]

    /// What objects with items have.
    static let subscriptable: [NativeFunction] =
        sized + [
            any("__getitem__", "key") { call in try call.machine.item(of: call[0], at: call[1]) }
        ]

    /// What objects have whose items can change.
    static let mutable: [NativeFunction] =
        subscriptable + [
            any("__setitem__", "key, value") { call in
                try call.machine.setItem(of: call[0], at: call[1], to: call[2])
                return .none
            },
            any("__delitem__", "key") { call in
                try call.machine.deleteItem(of: call[0], at: call[1])
                return .none
            },
        ]

    /// What iterators have.
    static let iterator: [NativeFunction] = [
        any("__iter__") { call in call[0] },
        any("__next__") { call in
            guard let value = try call.machine.next(of: call[0]) else { throw call.machine.endOfIteration(call[0]) }
            return value
        },
    ]

    static let generator: [NativeFunction] =
        iterator + [
            resuming("send", "value") { generator, call in try generator.resume(sending: call[1], call.machine) },
            resuming("throw", "type, value=, traceback=") { generator, call in
                let value = try call.optional(2).map { try call.machine.call(call[1], [$0]) } ?? call[1]
                return try generator.resume(
                    sending: .none, throwing: call.machine.raised(value, from: nil), call.machine)
            },
            any("close") { call in
                try (call[0].object as? GeneratorObject)?.close(call.machine)
                return .none
            },
        ]

    private static func resuming(
        _ name: String, _ signature: Signature, _ body: @escaping (GeneratorObject, Call) throws -> Value?
    ) -> NativeFunction {
        of("generator", { $0.object as? GeneratorObject }, name, signature) { generator, call in
            guard let value = try body(generator, call) else { throw call.machine.endOfIteration(call[0]) }
            return value
        }
    }
}
