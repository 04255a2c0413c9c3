extension Compiler {
    /// Where a variable lives.
    enum Variable {
        case register(Operand)
        case cell(Operand)
        /// A name of the class body that is running; before its assignment, a global.
        case classLocal(Operand)
        case global(Operand)
        /// A global that, while it has no value, means something built in.
        case shadowing(Operand, builtIn: Operand)
        case builtIn(Operand)
    }

    func variable(_ name: String) throws -> Variable {
        switch scope.resolve(name) {
        case .local(let owner):
            let register = Operand.register(owner.registers[name] ?? 0)
            if owner.captured.contains(name) { return .cell(register) }
            return owner.kind == .type ? .classLocal(register) : .register(register)
        case .free: return .cell(.register(scope.frame.freeCells[name] ?? 0))
        case .global: return try global(name)
        }
    }

    private func global(_ name: String) throws -> Variable {
        let builtIn = BuiltIns.value(name)
        if let builtIn, !program.module.binds(name), machine.globals.index(of: name) == nil {
            return .builtIn(assembly.constant(builtIn))
        }
        let operand = try Operand(.global, machine.globals.reserve(name))
        return builtIn.map { .shadowing(operand, builtIn: assembly.constant($0)) } ?? .global(operand)
    }

    /// The value of a variable, where it is if possible.
    func load(_ name: String) throws -> Operand {
        switch try variable(name) {
        case .register(let operand):
            if !certain.contains(operand) { try assembly.emit(check(operand, name, .checkLocal)) }
            return operand
        case .global(let operand):
            if !certain.contains(operand) { try assembly.emit(check(operand, name)) }
            return operand
        case .builtIn(let operand): return operand
        case .shadowing(let operand, let builtIn):
            if certain.contains(operand) { return operand }
            let result = try temporary()
            try emit(.either, a: result, b: operand, c: builtIn)
            return result
        case .cell(let cell):
            let result = try temporary()
            try emit(.loadCell, a: result, b: cell, index: self.name(name))
            return result
        case .classLocal(let operand):
            if certain.contains(operand) { return operand }
            let result = try temporary()
            switch try global(name) {
            case .global(let other):
                try emit(.either, a: result, b: operand, c: other)
                try assembly.emit(check(result, name))
            case .shadowing(let other, let builtIn):
                try emit(.either, a: result, b: other, c: builtIn)
                try emit(.either, a: result, b: operand, c: result)
            case .builtIn(let builtIn): try emit(.either, a: result, b: operand, c: builtIn)
            case .register, .cell, .classLocal: break
            }
            return result
        }
    }

    private func check(
        _ operand: Operand, _ name: String, _ operation: Operation = .checkGlobal
    ) -> Instruction {
        Instruction(operation, a: operand.raw, b: self.name(name))
    }

    /// Where a value for a variable can be left directly.
    func place(of name: String) throws -> Operand? {
        switch try variable(name) {
        case .register(let operand), .global(let operand), .classLocal(let operand), .shadowing(let operand, _): operand
        case .cell, .builtIn: nil
        }
    }

    /// Notes that a variable has a value now.
    func noteAssigned(_ name: String) throws {
        if let place = try place(of: name), !program.deleted.contains(name) { certain.insert(place) }
    }

    func store(_ name: String, _ value: Operand) throws {
        if let place = try place(of: name) {
            try emit(.move, a: place, b: value)
        } else if case .cell(let cell) = try variable(name) {
            try emit(.storeCell, a: cell, b: value)
        }
        try noteAssigned(name)
    }

    /// Takes a variable's value away; fails if it has none, unless `isSilent`.
    func delete(_ name: String, isSilent: Bool = false) throws {
        if !isSilent { _ = try withTemporaries { try load(name) } }
        if let place = try place(of: name) {
            try emit(.clear, a: place)
        } else if case .cell(let cell) = try variable(name) {
            try emit(.clearCell, a: cell)
        }
    }

    // MARK: Frames

    /// Chooses the registers of a function's or class body's variables, and fills cells in.
    func prepareFrame(parameters: Parameters) throws {
        let names = parameters.names + scope.bound.filter { !parameters.names.contains($0) }
        for name in names { scope.registers[name] = try assembly.reserveRegisters(1).index }
        assembly.localNames = names
        for name in scope.free {
            let register = try assembly.reserveRegisters(1)
            scope.freeCells[name] = register.index
            assembly.freeRegisters.append(register.index)
        }
        for name in parameters.names { try noteAssigned(name) }
        for name in names where scope.captured.contains(name) {
            try emit(.makeCell, a: .register(scope.registers[name] ?? 0))
        }
    }

    /// The registers of this frame with the cells that a frame inside of it captures.
    func captures(of inner: Scope) throws -> [Int] {
        try inner.free.map { name in
            // Methods do not see the names of their class, but those around it.
            if scope.kind == .type, name != "__class__" { return scope.freeCells[name] ?? 0 }
            if case .cell(let register) = try variable(name) { return register.index }
            return 0
        }
    }
}
