extension Machine {
    typealias NamedValues = [(name: String, value: Value)]

    /// What a call leads to: a result at once, or a frame to run.
    enum Invocation {
        case value(Value)
        case frame(Frame)
    }

    /// Calls anything that can be called.
    func call(_ callee: Value, _ arguments: [Value], _ named: NamedValues = []) throws -> Value {
        try spend(1)
        let invocation = try arguments.withUnsafeBufferPointer { try invoke(callee, $0, named) }
        switch invocation {
        case .value(let value): return value
        case .frame(let frame): return try run(frame)
        }
    }

    /// Begins a call.
    func invoke(_ callee: Value, _ arguments: UnsafeBufferPointer<Value>, _ named: NamedValues) throws -> Invocation {
        switch callee {
        case .function(let function):
            let frame = try bind(function, arguments, named)
            guard function.code.isGenerator else { return .frame(frame) }
            return .value(.object(try GeneratorObject(frame, heap)))
        case .native(let function): return .value(try invoke(function, arguments, named))
        case .object(let object): return try invoke(object, arguments, named)
        default: throw notCallable(callee.type)
        }
    }

    private func notCallable(_ type: TypeObject) -> Interruption { .typeError("'\(type.name)' object is not callable") }

    /// Begins a call of what is no function.
    private func invoke(
        _ object: Object, _ arguments: UnsafeBufferPointer<Value>, _ named: NamedValues
    ) throws -> Invocation {
        switch object {
        case let method as BoundMethod:
            return try descend {
                let all = [method.receiver] + arguments
                return try all.withUnsafeBufferPointer { try invoke(method.function, $0, named) }
            }
        case let type as TypeObject: return try instantiate(type, arguments, named)
        case let instance as InstanceObject:
            guard let method = instance.type.lookupCustom("__call__") else { break }
            return try descend {
                let all = [.object(instance)] + arguments
                return try all.withUnsafeBufferPointer { try invoke(method, $0, named) }
            }
        case let method as StaticMethodObject: return try invoke(method.function, arguments, named)
        default: break
        }
        throw notCallable(object.type)
    }

    // MARK: Functions of the interpreter

    func invoke(
        _ function: NativeFunction, _ arguments: UnsafeBufferPointer<Value>, _ named: NamedValues
    ) throws -> Value {
        if arguments.count > function.counts.upperBound {
            let most = function.counts.upperBound
            throw Interruption.typeError(
                "\(function.name)() takes at most \(most) argument\(most == 1 ? "" : "s") (\(arguments.count) given)")
        }
        if named.isEmpty {
            guard arguments.count >= function.counts.lowerBound else { throw tooFew(function, arguments) }
            return try function.body(Call(machine: self, function: function, values: arguments, keywords: []))
        }
        let signature = function.signature
        var values = Array(arguments)
        var keywords: NamedValues = []
        for entry in named {
            if let place = signature.names.firstIndex(of: entry.name) {
                while values.count <= place { values.append(.undefined) }
                guard values[place].isUndefined else {
                    throw Interruption.typeError("\(function.name)() got multiple values for argument '\(entry.name)'")
                }
                values[place] = entry.value
            } else if signature.takesAnyKeyword || signature.keywordOnly.contains(entry.name) {
                keywords.append(entry)
            } else {
                throw Interruption.typeError("'\(entry.name)' is an invalid keyword argument for \(function.name)()")
            }
        }
        for place in 0..<signature.required where place >= values.count || values[place].isUndefined {
            throw missing(function, place)
        }
        return try values.withUnsafeBufferPointer {
            try function.body(Call(machine: self, function: function, values: $0, keywords: keywords))
        }
    }

    private func tooFew(_ function: NativeFunction, _ arguments: UnsafeBufferPointer<Value>) -> Interruption {
        guard function.isMethod, let receiver = arguments.first else { return missing(function, arguments.count) }
        let (given, wanted) = (arguments.count - 1, function.counts.lowerBound - 1)
        guard wanted < function.counts.upperBound - 1 || wanted > 1 else {
            return .typeError("\(receiver.type.name).\(function.name)() takes exactly one argument (\(given) given)")
        }
        let least = wanted < function.counts.upperBound - 1 ? "at least " : ""
        return .typeError(
            "\(function.name) expected \(least)\(wanted) argument\(wanted == 1 ? "" : "s"), got \(given)")
    }

    private func missing(_ function: NativeFunction, _ place: Int) -> Interruption {
        .typeError(
            "\(function.name)() missing required argument '\(function.signature.names[place])' (pos \(place + 1))")
    }

    // MARK: Functions of the program

    /// A frame in which the parameters have their values.
    func bind(_ function: FunctionObject, _ arguments: UnsafeBufferPointer<Value>, _ named: NamedValues) throws -> Frame
    {
        let code = function.code
        let parameters = code.parameters
        let wanted = parameters.positional.count
        let frame = makeFrame(code)
        do {
            for index in 0..<min(arguments.count, wanted) { frame.registers[index] = arguments[index] }
            let isPlain = arguments.count == wanted && named.isEmpty && parameters.keywordOnly.isEmpty
            if !isPlain || parameters.rest != nil || parameters.named != nil {
                try bindRest(function, frame, arguments, named)
            }
        } catch {
            finish(frame)
            throw error
        }
        for (register, cell) in zip(code.freeRegisters, function.captured) { frame.registers[register] = cell }
        return frame
    }

    private func bindRest(
        _ function: FunctionObject, _ frame: Frame, _ arguments: UnsafeBufferPointer<Value>, _ named: NamedValues
    ) throws {
        let parameters = function.code.parameters
        let wanted = parameters.positional.count
        if arguments.count > wanted, parameters.rest == nil { throw tooMany(function, arguments.count) }
        let restPlace = wanted + parameters.keywordOnly.count
        if parameters.rest != nil {
            frame.registers[restPlace] = try tuple(Array(arguments.dropFirst(wanted)))
        }
        let others = parameters.named == nil ? nil : DictObject(heap)
        if let others { frame.registers[restPlace + (parameters.rest == nil ? 0 : 1)] = .dict(others) }
        for entry in named {
            if let place = parameters.place(of: entry.name) {
                guard frame.registers[place].isUndefined else {
                    throw Interruption.typeError(
                        "\(function.code.name)() got multiple values for argument '\(entry.name)'")
                }
                frame.registers[place] = entry.value
            } else if let others {
                try others.setItem(string(entry.name), to: entry.value, self)
            } else {
                let wrong = named.map(\.name).filter(parameters.positional.prefix(parameters.positionalOnly).contains)
                throw Interruption.typeError(
                    wrong.isEmpty
                        ? "\(function.code.name)() got an unexpected keyword argument '\(entry.name)'"
                        : "\(function.code.name)() got some positional-only arguments passed as keyword arguments: "
                            + "'\(wrong.joined(separator: ", "))'")
            }
        }
        try fillDefaults(function, frame)
    }

    private func fillDefaults(_ function: FunctionObject, _ frame: Frame) throws {
        let parameters = function.code.parameters
        let wanted = parameters.positional.count
        let firstDefault = wanted - function.defaults.count
        var missing: [String] = []
        for place in 0..<wanted where frame.registers[place].isUndefined {
            if place >= firstDefault {
                frame.registers[place] = function.defaults[place - firstDefault]
            } else {
                missing.append(parameters.positional[place])
            }
        }
        var missingNamed: [String] = []
        for (index, parameter) in parameters.keywordOnly.enumerated() where frame.registers[wanted + index].isUndefined
        {
            frame.registers[wanted + index] = function.keywordDefaults[index]
            if function.keywordDefaults[index].isUndefined { missingNamed.append(parameter.name) }
        }
        for (names, kind) in [(missing, "positional"), (missingNamed, "keyword-only")] where !names.isEmpty {
            let list = names.map { "'\($0)'" }.joined(separator: " and ")
            throw Interruption.typeError(
                "\(function.code.name)() missing \(names.count) required \(kind) argument\(names.count == 1 ? "" : "s"): \(list)"
            )
        }
    }

    private func tooMany(_ function: FunctionObject, _ given: Int) -> Interruption {
        let wanted = function.code.parameters.positional.count
        let least = wanted - function.defaults.count
        let range = least == wanted ? "\(wanted)" : "from \(least) to \(wanted)"
        return .typeError(
            "\(function.code.name)() takes \(range) positional argument\(wanted == 1 ? "" : "s") but \(given) "
                + "\(given == 1 ? "was" : "were") given")
    }

    // MARK: Classes

    private func instantiate(
        _ type: TypeObject, _ arguments: UnsafeBufferPointer<Value>, _ named: NamedValues
    ) throws -> Invocation {
        if let constructor = type.constructor { return .value(try invoke(constructor, arguments, named)) }
        let made: Value
        if let maker = type.lookupCustom("__new__") {
            let function = (maker.object as? StaticMethodObject)?.function ?? maker
            made = try call(function, [.object(type)] + arguments, named)
            guard made.type.isSubtype(of: type) else { return .value(made) }
        } else {
            made = try allocate(type, Array(arguments))
        }
        guard let initializer = type.lookupCustom("__init__") else {
            let takesArguments = type.layout == .exception || type.lookupCustom("__new__") != nil
            guard takesArguments || (arguments.isEmpty && named.isEmpty) else {
                throw Interruption.typeError("\(type.name)() takes no arguments")
            }
            return .value(made)
        }
        let all = [made] + arguments
        switch try all.withUnsafeBufferPointer({ try invoke(initializer, $0, named) }) {
        case .value: return .value(made)
        case .frame(let frame):
            frame.constructed = made
            return .frame(frame)
        }
    }

    /// An object of a class, before `__init__`.
    func allocate(_ type: TypeObject, _ arguments: [Value]) throws -> Value {
        switch type.layout {
        case .exception: return .object(ExceptionObject(type, arguments, heap))
        case .instance: return .object(InstanceObject(type, heap))
        case .native:
            guard type === Types.object else { throw Interruption.typeError("cannot create '\(type.name)' instances") }
            return .object(InstanceObject(type, heap))
        }
    }

    /// What an attribute of a class becomes when it is found through an instance.
    func bind(_ found: Value, to receiver: Value) throws -> Value {
        switch found.object {
        case is FunctionObject: .object(BoundMethod(found, receiver, heap))
        case let function as NativeFunction:
            function.isMethod ? .object(BoundMethod(found, receiver, heap)) : found
        case let method as ClassMethodObject:
            try bind(method.function, to: receiver.object is TypeObject ? receiver : .object(receiver.type))
        case let method as StaticMethodObject: method.function
        case let property as PropertyObject: try property.get(receiver, self)
        default: found
        }
    }
}

extension Parameters {
    /// The register of a parameter that can be given by name.
    func place(of name: String) -> Int? {
        if let place = positional.firstIndex(of: name) { return place < positionalOnly ? nil : place }
        return keywordOnly.firstIndex { $0.name == name }.map { positional.count + $0 }
    }
}
