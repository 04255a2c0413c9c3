extension BuiltIns {
    static var objectFunctions: [NativeFunction] {
        [
            NativeFunction("isinstance", "obj, class_or_tuple") { call in
                .bool(try call.machine.isInstance(call[0], of: call[1]))
            },
            NativeFunction("issubclass", "cls, class_or_tuple") { call in
                guard let type = call[0].object as? TypeObject else {
                    throw Interruption.typeError("issubclass() arg 1 must be a class")
                }
                let candidates: [Value]
                if case .tuple(let tuple) = call[1] { candidates = tuple.items } else { candidates = [call[1]] }
                return .bool(
                    try candidates.contains { candidate in
                        guard let base = candidate.object as? TypeObject else {
                            throw Interruption.typeError(
                                "issubclass() arg 2 must be a class, a tuple of classes, or a union")
                        }
                        return type.isSubtype(of: base)
                    })
            },
            NativeFunction("callable", "obj") { call in .bool(call[0].object?.isCallable ?? false) },
            NativeFunction("hash", "obj") { call in .int(try call.machine.hash(of: call[0])) },
            NativeFunction("id", "obj") { call in
                switch call[0] {
                case .int(let number): return .int(number)
                case .bool(let truth): return .int(truth ? 1 : 0)
                default: return .int((call[0].object as? CyclicObject)?.serial ?? 0)
                }
            },
            NativeFunction("getattr", "obj, name, default=") { call in
                let name = try call.scalars(1).text
                guard let standard = call.given(2) else { return try call.machine.attribute(of: call[0], name) }
                return try call.machine.findAttribute(of: call[0], name) ?? standard
            },
            NativeFunction("hasattr", "obj, name") { call in
                .bool(try call.machine.findAttribute(of: call[0], call.scalars(1).text) != nil)
            },
            NativeFunction("setattr", "obj, name, value") { call in
                try call.machine.setAttribute(of: call[0], call.scalars(1).text, to: call[2])
                return .none
            },
            NativeFunction("delattr", "obj, name") { call in
                try call.machine.deleteAttribute(of: call[0], call.scalars(1).text)
                return .none
            },
            NativeFunction("vars", "obj") { call in
                guard let instance = call[0].object as? InstanceObject,
                    let attributes = try instance.attribute("__dict__", call.machine)
                else { throw Interruption.typeError("vars() argument must have __dict__ attribute") }
                return attributes
            },
            NativeFunction("dir", "obj") { call in
                var names: Set<String> = []
                for type in (call[0].object as? TypeObject ?? call[0].type).order {
                    names.formUnion(type.attributes.keys)
                }
                if let instance = call[0].object as? InstanceObject { names.formUnion(instance.attributes.names) }
                if let module = call[0].object as? ModuleObject { names.formUnion(module.members.keys) }
                return try call.machine.list(names.sorted().map(call.machine.string))
            },
            NativeFunction("eval", "source") { call in try call.machine.evaluateExpression(call.scalars(0)) },
        ]
    }
}

extension Machine {
    /// `eval(source)`: an expression among the variables of the session.
    func evaluateExpression(_ source: Scalars) throws -> Value {
        try descend {
            try spend(source.count)
            try heap.check(source.count, of: 200)
            let code: Code
            do {
                code = try Compiler.compileExpression(Array(source.drop(while: \.isBlank)), self)
            } catch let failure as SyntaxFailure {
                throw Interruption.failure(failure.kind, failure.message)
            }
            return try run(makeFrame(code))
        }
    }
}
