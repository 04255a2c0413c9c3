/// The slower parts of single instructions.
extension Machine {
    /// a ← b op c
    @inline(never) func combine(_ operation: BinaryOperator, _ instruction: Instruction, _ registers: Registers) throws
    {
        let (left, right) = (registers[instruction.b].pointee, registers[instruction.c].pointee)
        registers[instruction.a].pointee =
            instruction.count > 0 ? try inPlaceBinary(operation, left, right) : try binary(operation, left, right)
    }

    /// `text += other` where nobody else holds the text: without a copy. Count 2: the left operand is but a copy of the target.
    @inline(never) func appendText(_ instruction: Instruction, _ registers: Registers) throws -> Bool {
        let (target, left) = (registers[instruction.a], registers[instruction.b])
        guard case .string = left.pointee, case .string(let other) = registers[instruction.c].pointee else {
            return false
        }
        if instruction.count == 2 {
            guard case .string(let old) = left.pointee, case .string(let new) = target.pointee, old === new else {
                return false
            }
            left.pointee = .undefined
        } else if target != left {
            return false
        }
        let scalars = other.scalars
        let taken = target.move()
        target.initialize(to: .undefined)
        guard case .string(var text) = consume taken else { return false }
        defer { target.pointee = .string(text) }
        guard text.heap === heap, isKnownUniquelyReferenced(&text) else {
            try spend((text.scalars.count + scalars.count) / 16)
            try heap.check(text.scalars.count + scalars.count, of: StringObject.scalarSize)
            text = try StringObject(text.scalars + scalars, heap)
            return true
        }
        try spend(scalars.count / 16)
        try text.append(scalars)
        return true
    }

    /// The value of `left == right`.
    func equality(_ left: Value, _ right: Value) throws -> Value {
        guard isInstance(left) || isInstance(right) else { return .bool(try areEqual(left, right)) }
        // What `__eq__` answers need not be a boolean.
        return try askBoth("__eq__", left, right) ?? .bool(left.isIdentical(to: right))
    }

    private func isInstance(_ value: Value) -> Bool {
        if case .object(let object) = value { object is InstanceObject } else { false }
    }

    /// What the special method of either operand answers, that of a subclass first; nil where neither does.
    private func askBoth(_ name: String, _ left: Value, _ right: Value) throws -> Value? {
        let isRightFirst = left.type !== right.type && right.type.isSubtype(of: left.type)
        for (own, other) in isRightFirst ? [(right, left), (left, right)] : [(left, right), (right, left)] {
            if let answer = try (own.object as? InstanceObject)?.askSpecial(name, [other], self) { return answer }
        }
        return nil
    }

    /// The value of `left != right`.
    func inequality(_ left: Value, _ right: Value) throws -> Value {
        guard isInstance(left) || isInstance(right) else { return .bool(try !areEqual(left, right)) }
        return try askBoth("__ne__", left, right) ?? .bool(!isTrue(equality(left, right)))
    }

    // MARK: Errors

    func unbound(_ name: String) -> Interruption {
        .failure(
            .unboundLocalError, "cannot access local variable '\(name)' where it is not associated with a value")
    }

    func unboundCell(_ name: String) -> Interruption {
        .failure(
            .nameError,
            "cannot access free variable '\(name)' where it is not associated with a value in enclosing scope")
    }

    func undefined(_ name: String) -> Interruption {
        .failure(.nameError, BuiltIns.absent[name] ?? "name '\(name)' is not defined")
    }

    // MARK: Calls

    /// Calls the method that has a name of `code`: the receiver is in a register, its arguments are behind it.
    func invokeMethod(
        _ nameIndex: Int, _ code: Code, _ base: UnsafeMutablePointer<Value>, _ count: Int
    ) throws -> Invocation {
        let all = UnsafeBufferPointer(start: base, count: count + 1)
        if case .object(let object) = base.pointee {
            let name = code.names[nameIndex]
            if let instance = object as? InstanceObject, instance.attributes[name] == nil {
                switch instance.type.lookup(name) {
                case .function(let method): return try invoke(.function(method), all, [])
                case .native(let method) where method.isMethod: return .value(try invoke(method, all, []))
                default: break
                }
            } else if let method = object.builtInMethod(name) {
                return .value(try invoke(method, all, []))
            }
        } else if let method = code.builtInMethod(nameIndex, of: base.pointee.type) {
            return .value(try invoke(method, all, []))
        }
        let arguments = UnsafeBufferPointer(start: base + 1, count: count)
        return try invoke(attribute(of: base.pointee, code.names[nameIndex]), arguments, [])
    }

    /// Fails if a value has no method that has a name of `code`, before arguments are evaluated that may do something.
    func checkMethod(_ nameIndex: Int, _ code: Code, _ value: Value) throws {
        guard case .object(let object) = value else {
            if code.builtInMethod(nameIndex, of: value.type) == nil {
                _ = try attribute(of: value, code.names[nameIndex])
            }
            return
        }
        let name = code.names[nameIndex]
        if let instance = object as? InstanceObject {
            let isThere = instance.attributes[name] != nil || instance.type.lookup(name) != nil
            if !isThere, instance.type.lookup("__getattr__") == nil { _ = try attribute(of: value, name) }
        } else if object.builtInMethod(name) == nil {
            _ = try attribute(of: value, name)
        }
    }

    /// A function as messages about its arguments call it.
    func calledName(_ function: Value) -> String {
        switch function.object {
        case let function as FunctionObject: "__main__.\(function.code.name)()"
        case let function as NativeFunction: "\(function.name)()"
        case let type as TypeObject: (type.isCustom ? "__main__." : "") + "\(type.name)()"
        default: "function"
        }
    }

    func invokeNamed(_ instruction: Instruction, _ code: Code, _ registers: Registers) throws -> Invocation {
        let shape = code.shapes[Int(instruction.count)]
        let base = registers[instruction.c]
        let named = shape.names.enumerated().map { (name: $1, value: base[shape.positional + $0]) }
        let arguments = UnsafeBufferPointer(start: base, count: shape.positional)
        return try invoke(registers[instruction.b].pointee, arguments, named)
    }

    func invokeSpread(_ instruction: Instruction, _ registers: Registers) throws -> Invocation {
        let base = registers[instruction.c]
        guard case .list(let positional) = base[0], case .dict(let dict) = base[1] else { return .value(.none) }
        let named = try dict.items.map { item -> (name: String, value: Value) in
            guard case .string(let name) = item.key else { throw Interruption.typeError("keywords must be strings") }
            return (name: name.text, value: item.value)
        }
        try spend((positional.items.count + named.count) / 4)
        return try positional.items.withUnsafeBufferPointer {
            try invoke(registers[instruction.b].pointee, $0, named)
        }
    }

    /// The next value that `yield from` passes on. Behind the iterator is what was sent.
    func nextDelegated(_ base: UnsafeMutablePointer<Value>) throws -> Value? {
        if let generator = base[0].object as? GeneratorObject {
            let sent = base[1]
            base[1] = .none
            return try generator.resume(sending: sent, self)
        }
        return try (base[0].object as? IteratorObject)?.next(self)
    }
}

extension Object {
    /// A method of a built-in class that nothing of the object itself hides.
    fileprivate func builtInMethod(_ name: String) -> NativeFunction? {
        switch self {
        case is ModuleObject, is TypeObject, is SuperObject, is InstanceObject: return nil
        default:
            guard case .native(let method)? = type.lookup(name), method.isMethod else { return nil }
            return method
        }
    }
}
