extension Compiler {
    func compileCall(_ callee: Expression, _ arguments: [Argument], line: Int, into result: Operand) throws {
        if case .name("super") = callee.kind, arguments.isEmpty, let operands = try superOperands() {
            return try emit(.makeSuper, a: result, b: operands.type, c: operands.receiver)
        }
        let isPlain = arguments.allSatisfy { if case .positional = $0 { true } else { false } }
        let hasSpread = arguments.contains {
            switch $0 {
            case .spread, .spreadNamed: true
            case .positional, .named: false
            }
        }
        if hasSpread || arguments.count > 255 { return try compileSpread(callee, arguments, line: line, into: result) }
        if isPlain, case .attribute(let object, let name) = callee.kind {
            let base = try assembly.reserveRegisters(arguments.count + 1)
            try compile(object, into: base)
            if !arguments.allSatisfy(\.value.isPlain) {
                assembly.line = line
                try assembly.emit(Instruction(.checkMethod, b: self.name(name), c: base.raw))
            }
            for (index, argument) in arguments.enumerated() {
                try compile(argument.value, into: base.advanced(by: index + 1))
            }
            assembly.line = line
            return try assembly.emit(
                Instruction(.callMethod, a: result.raw, b: self.name(name), c: base.raw, count: arguments.count))
        }
        let function = try compileCallee(callee, arguments)
        let base = try compileRow(arguments.map(\.value))
        assembly.line = line
        guard !isPlain else { return try emit(.call, a: result, b: function, c: base, count: arguments.count) }
        let names = arguments.compactMap { if case .named(let name, _) = $0 { name } else { nil } }
        let shape = try assembly.shape(Code.CallShape(positional: arguments.count - names.count, names: names))
        try emit(.callNamed, a: result, b: function, c: base, count: shape)
    }

    /// The function to call, read before its arguments can change the variable.
    private func compileCallee(_ callee: Expression, _ arguments: [Argument]) throws -> Operand {
        let operand = try compile(callee)
        guard operand.isGlobal, !arguments.allSatisfy(\.value.isInert) else { return operand }
        let copy = try temporary()
        try emit(.move, a: copy, b: operand)
        return copy
    }

    /// The class and the receiver that `super()` means here; nil where it is an ordinary name.
    private func superOperands() throws -> (type: Operand, receiver: Operand)? {
        guard isFunction, scope.kind == .function, case .builtIn = try variable("super"),
            case .cell(let cell) = try variable("__class__"), let first = assembly.localNames.first
        else { return nil }
        return (cell, try load(first))
    }

    private func compileSpread(_ callee: Expression, _ arguments: [Argument], line: Int, into result: Operand) throws {
        let function = try temporary()
        try compile(callee, into: function)
        let base = try assembly.reserveRegisters(2)
        let named = base.advanced(by: 1)
        try emit(.buildList, a: base, b: base)
        try emit(.buildDict, a: named)
        let positional = arguments.filter {
            switch $0 {
            case .positional, .spread: true
            case .named, .spreadNamed: false
            }
        }
        for argument in arguments {
            try withTemporaries {
                switch argument {
                case .positional(let value): try emit(.listAppend, a: base, b: compile(value))
                case .spread(let value):
                    try emit(.listExtend, a: base, b: compile(value), c: function, count: positional.count == 1 ? 1 : 0)
                case .named(let name, let value):
                    let operand = try compile(value)
                    try emit(.dictSet, a: named, b: assembly.text(Scalars(name), machine), c: operand)
                case .spreadNamed(let value): try emit(.dictMerge, a: named, b: compile(value), count: 1)
                }
            }
        }
        assembly.line = line
        try emit(.callSpread, a: result, b: function, c: base)
    }

    // MARK: Functions

    func compileFunction(_ node: FunctionNode, into result: Operand) throws {
        let inner = Compiler(machine: machine, program: program, scope: node.scope)
        inner.assembly.line = node.line
        try inner.prepareFrame(parameters: node.parameters)
        try inner.compile(node.body)
        try inner.emit(.returnValue, a: inner.assembly.singleton(nil))
        inner.assembly.captures = try captures(of: node.scope)
        var documentation: String?
        if case .expression(let first)? = node.body.first?.kind, case .string(let text) = first.kind {
            documentation = text.text
        }
        let code = try inner.finish(name: node.name, parameters: node.parameters, documentation: documentation)
        let parameters = node.parameters
        let base = try compileRow(parameters.defaults + parameters.keywordOnly.map(\.standard))
        for (index, parameter) in parameters.keywordOnly.enumerated() where parameter.standard == nil {
            try emit(.clear, a: base.advanced(by: parameters.defaults.count + index))
        }
        try emitMakeFunction(code, base: base, into: result)
    }

    func emitMakeFunction(_ code: Code, base: Operand, into result: Operand) throws {
        try assembly.emit(Instruction(.makeFunction, a: result.raw, b: assembly.child(code), c: base.raw))
    }

    /// Wraps what is in `value` with decorators, the last one first. Those are in registers side by side already.
    func applyDecorators(_ count: Int, from base: Operand, to value: Operand) throws {
        for index in (0..<count).reversed() {
            try emit(.call, a: value, b: base.advanced(by: index), c: value, count: 1)
        }
    }

    // MARK: Classes

    func compileClass(_ node: ClassNode, into result: Operand) throws {
        let inner = Compiler(machine: machine, program: program, scope: node.scope)
        inner.assembly.line = node.line
        try inner.prepareFrame(parameters: Parameters())
        try inner.compile(node.body)
        try inner.emit(.returnNames)
        inner.assembly.captures = try captures(of: node.scope)
        let documentation = node.annotatedFields.joined(separator: ",")
        let code = try inner.finish(name: node.name, parameters: Parameters(), documentation: documentation)
        let bases = node.arguments.compactMap { argument -> Expression? in
            switch argument {
            case .positional(let value): value
            case .spread(let value): Expression(kind: .starred(value), line: value.line, depth: value.depth)
            // `metaclass=ABCMeta` and its like change nothing here.
            case .named, .spreadNamed: nil
            }
        }
        let operand = try temporary()
        try compileTuple(bases, into: operand)
        try assembly.emit(Instruction(.makeClass, a: result.raw, b: assembly.child(code), c: operand.raw))
    }
}

extension ClassNode {
    /// The names that the body annotates with types, for data classes.
    var annotatedFields: [String] {
        body.compactMap { statement in
            guard case .annotated(let target, _) = statement.kind, case .name(let name) = target.kind else {
                return nil
            }
            return name
        }
    }
}
