extension Compiler {
    /// As many items of a display are put side by side before they go into it.
    private static let chunk = 64

    /// A list or a set.
    func compileList(_ items: [Expression], _ operation: Operation, into result: Operand) throws {
        let hasStars = items.contains { if case .starred = $0.kind { true } else { false } }
        if items.count <= Self.chunk, !hasStars {
            let base = try compileRow(items)
            return try emit(operation, a: result, b: base, count: items.count)
        }
        let isList = operation == .buildList
        let list = try temporary()
        try emit(operation, a: list, b: list)
        for item in items {
            try withTemporaries {
                if case .starred(let value) = item.kind {
                    try emit(isList ? .listExtend : .setExtend, a: list, b: compile(value))
                } else {
                    try emit(isList ? .listAppend : .setAdd, a: list, b: compile(item))
                }
            }
        }
        try emit(.move, a: result, b: list)
    }

    func compileTuple(_ items: [Expression], into result: Operand) throws {
        let hasStars = items.contains { if case .starred = $0.kind { true } else { false } }
        if items.count <= Self.chunk, !hasStars {
            let base = try compileRow(items)
            return try emit(.buildTuple, a: result, b: base, count: items.count)
        }
        let list = try temporary()
        try compileList(items, .buildList, into: list)
        try emit(.listToTuple, a: result, b: list)
    }

    func compileDict(_ entries: [DictEntry], into result: Operand) throws {
        let dict = try temporary()
        try emit(.buildDict, a: dict)
        for entry in entries {
            try withTemporaries {
                if let key = entry.key {
                    let operands = try compileOperands([key, entry.value])
                    try emit(.dictSet, a: dict, b: operands[0], c: operands[1])
                } else {
                    try emit(.dictMerge, a: dict, b: compile(entry.value))
                }
            }
        }
        try emit(.move, a: result, b: dict)
    }

    // MARK: Comprehensions

    func compileComprehension(_ node: ComprehensionNode, into result: Operand) throws {
        guard let first = node.clauses.first else { return }
        guard node.kind != .generator else { return try compileGenerator(node, into: result) }
        let iterable = try compile(first.iterable)
        let container = try temporary()
        let operation: Operation = node.kind == .list ? .buildList : node.kind == .set ? .buildSet : .buildDict
        try emit(operation, a: container, b: container)
        let iterator = try temporary()
        try emit(.getIterator, a: iterator, b: iterable)
        let outer = scope
        scope = node.scope
        for name in scope.bound {
            let register = try temporary()
            scope.registers[name] = register.index
            try emit(.clear, a: register)
            if scope.captured.contains(name) { try emit(.makeCell, a: register) }
        }
        try compileClauses(node.clauses[...], iterator: iterator) {
            switch node.kind {
            case .list: try emit(.listAppend, a: container, b: compile(node.element))
            case .set: try emit(.setAdd, a: container, b: compile(node.element))
            default:
                guard let key = node.key else { return }
                let operands = try compileOperands([key, node.element])
                try emit(.dictSet, a: container, b: operands[0], c: operands[1])
            }
        }
        for name in scope.bound {
            let register = Operand.register(scope.registers[name] ?? 0)
            certain.remove(register)
            try emit(.clear, a: register)
        }
        scope = outer
        try emit(.move, a: result, b: container)
        try emit(.clear, a: container)
    }

    private func compileClauses(
        _ clauses: ArraySlice<ComprehensionNode.Clause>, iterator: Operand?, _ body: () throws -> Void
    ) throws {
        guard let clause = clauses.first else { return try withTemporaries(body) }
        try withTemporaries {
            let source = try iterator ?? temporary()
            if iterator == nil { try emit(.getIterator, a: source, b: compile(clause.iterable)) }
            try compileLoop(over: source, target: clause.target) { next in
                for condition in clause.conditions { try compileJump(condition, unless: true, to: next) }
                try compileClauses(clauses.dropFirst(), iterator: nil, body)
            }
        }
    }

    /// A generator expression: a function of one parameter, the first iterable's iterator.
    private func compileGenerator(_ node: ComprehensionNode, into result: Operand) throws {
        guard let first = node.clauses.first else { return }
        let base = try assembly.reserveRegisters(2)
        let inner = Compiler(machine: machine, program: program, scope: node.scope)
        inner.assembly.line = node.line
        var parameters = Parameters()
        parameters.positional = [ScopeBuilder.iterableName]
        try inner.prepareFrame(parameters: parameters)
        try inner.compileClauses(node.clauses[...], iterator: .register(0)) {
            let ignored = try inner.temporary()
            try inner.emit(.yield, a: ignored, b: inner.compile(node.element))
        }
        try inner.emit(.returnValue, a: inner.assembly.singleton(nil))
        inner.assembly.captures = try captures(of: node.scope)
        let code = try inner.finish(name: "<genexpr>", parameters: parameters, documentation: nil)
        try emitMakeFunction(code, base: base, into: base)
        try withTemporaries {
            try emit(.getIterator, a: base.advanced(by: 1), b: compile(first.iterable))
        }
        try emit(.call, a: result, b: base, c: base.advanced(by: 1), count: 1)
    }
}
