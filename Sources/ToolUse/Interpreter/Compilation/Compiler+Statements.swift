extension Compiler {
    func compile(_ statements: [Statement]) throws {
        for statement in statements { try compile(statement) }
    }

    func compile(_ statement: Statement) throws {
        assembly.line = statement.line
        try withTemporaries {
            switch statement.kind {
            case .pass, .global: break
            case .nonlocal(let names): try checkNonlocal(names, line: statement.line)
            case .expression(let value): _ = try compile(value)
            case .assign(let targets, let value): try compileAssignment(targets, value)
            case .augmented(let target, let operation, let value): try compileAugmented(target, operation, value)
            case .annotated(let target, let value): if let value { try compileAssignment([target], value) }
            case .returning(let value): try compileReturn(value, line: statement.line)
            case .raise(let value, let cause): try compileRaise(value, cause)
            case .breaking, .continuing: try compileLeave(statement)
            case .delete(let targets): for target in targets { try compileDelete(target) }
            case .assert(let condition, let message): try compileAssert(condition, message)
            case .conditional(let branches, let otherwise): try compileConditional(branches, otherwise)
            case .whileLoop(let condition, let body, let otherwise): try compileWhile(condition, body, otherwise)
            case .forLoop(let target, let iterable, let body, let otherwise):
                try compileFor(target, iterable, body, otherwise)
            case .attempt(let node): try compileTry(node)
            case .with(let items, let body): try compileWith(items[...], body)
            case .function(let node):
                try compileDefinition(node.name, decorators: node.decorators) { try compileFunction(node, into: $0) }
            case .type(let node):
                try compileDefinition(node.name, decorators: node.decorators) { try compileClass(node, into: $0) }
            case .importModules(let modules): for module in modules { try compileImport(module) }
            case .importNames(let module, let names): try compileImport(from: module, names)
            case .match(let subject, let cases): try compileMatch(subject, cases)
            }
        }
    }

    private func checkNonlocal(_ names: [String], line: Int) throws {
        for name in names {
            if case .free = scope.resolve(name) { continue }
            throw failure("no binding for nonlocal '\(name)' found", line: line)
        }
    }

    private func compileDefinition(_ name: String, decorators: [Expression], _ make: (Operand) throws -> Void) throws {
        let base = try compileRow(decorators)
        if decorators.isEmpty, let place = try place(of: name) {
            try make(place)
            return try noteAssigned(name)
        }
        let value = try temporary()
        try make(value)
        try applyDecorators(decorators.count, from: base, to: value)
        try store(name, value)
    }

    // MARK: Branches

    private func compileConditional(
        _ branches: [(condition: Expression, body: [Statement])], _ otherwise: [Statement]
    ) throws {
        let end = assembly.label()
        let before = certain
        var after: Set<Operand>?
        func join() {
            after = after.map { $0.intersection(certain) } ?? certain
            certain = before
        }
        for branch in branches {
            let next = assembly.label()
            assembly.line = branch.condition.line
            try compileJump(branch.condition, unless: true, to: next)
            try compile(branch.body)
            try jump(to: end)
            assembly.mark(next)
            join()
        }
        try compile(otherwise)
        join()
        assembly.mark(end)
        certain = after ?? before
    }

    private func compileAssert(_ condition: Expression, _ message: Expression?) throws {
        let end = assembly.label()
        let line = assembly.line
        try compileJump(condition, unless: false, to: end)
        let operand = try message.map(compile)
        assembly.line = line
        try emit(.raiseAssertion, a: operand ?? .none, count: operand == nil ? 0 : 1)
        assembly.mark(end)
    }

    // MARK: Loops

    private func compileWhile(_ condition: Expression, _ body: [Statement], _ otherwise: [Statement]) throws {
        let (start, next, end, exhausted) = (assembly.label(), assembly.label(), assembly.label(), assembly.label())
        let before = certain
        // The condition is tested at the end of each round, so that a round jumps once.
        try compileJump(condition, unless: true, to: exhausted)
        assembly.mark(start)
        enclosing.append(.loop(end: end, next: next))
        try compile(body)
        enclosing.removeLast()
        certain = before
        assembly.mark(next)
        assembly.line = condition.line
        try compileJump(condition, unless: false, to: start)
        assembly.mark(exhausted)
        try compile(otherwise)
        assembly.mark(end)
        certain = before
    }

    private func compileFor(
        _ target: Target, _ iterable: Expression, _ body: [Statement], _ otherwise: [Statement]
    ) throws {
        let iterator = try temporary()
        try withTemporaries { try emit(.getIterator, a: iterator, b: compile(iterable)) }
        let end = assembly.label()
        let before = certain
        try compileLoop(over: iterator, target: target) { next in
            enclosing.append(.loop(end: end, next: next))
            try compile(body)
            enclosing.removeLast()
        }
        try emit(.clear, a: iterator)
        try compile(otherwise)
        assembly.mark(end)
        certain = before
    }

    /// Runs `body` for each value of an iterator. The body gets the label of the next round.
    func compileLoop(over iterator: Operand, target: Target, _ body: (Assembly.Label) throws -> Void) throws {
        let (start, next) = (assembly.label(), assembly.label())
        let line = assembly.line
        let before = certain
        try jump(to: next)
        assembly.mark(start)
        var value: Operand
        if case .name(let name) = target.kind, let place = try place(of: name) {
            value = place
            try noteAssigned(name)
        } else {
            value = try temporary()
            try withTemporaries { try assign(target, value) }
        }
        try body(next)
        certain = before
        assembly.mark(next)
        assembly.line = line
        try assembly.jump(Instruction(.next, a: value.raw, b: iterator.raw), to: start)
    }

    private func compileLeave(_ statement: Statement) throws {
        let isBreak = if case .breaking = statement.kind { true } else { false }
        guard let depth = enclosing.lastIndex(where: { if case .loop = $0 { true } else { false } }),
            case .loop(let end, let next) = enclosing[depth]
        else {
            throw failure(isBreak ? "'break' outside loop" : "'continue' not properly in loop", line: statement.line)
        }
        try leave(.jump(isBreak ? end : next, depth: depth))
    }

    private func compileReturn(_ value: Expression?, line: Int) throws {
        guard isFunction else { throw failure("'return' outside function", line: line) }
        let operand = try value.map(compile) ?? assembly.singleton(nil)
        try leave(.returning(operand))
    }

    // MARK: Imports

    private func compileImport(_ module: (name: String, alias: String?)) throws {
        let value = try temporary()
        let isOutermost = module.alias == nil && module.name.contains(".")
        try assembly.emit(
            Instruction(.importModule, a: value.raw, b: name(module.name), count: isOutermost ? 1 : 0))
        try store(module.alias ?? String(module.name.prefix { $0 != "." }), value)
    }

    private func compileImport(from module: String, _ names: [(name: String, alias: String?)]) throws {
        let all = names.isEmpty ? Modules.publicNames(of: module).map { (name: $0, alias: nil) } : names
        let value = try temporary()
        try assembly.emit(Instruction(.importModule, a: value.raw, b: name(module)))
        for entry in all {
            try assembly.emit(Instruction(.importName, a: value.raw, b: name(module), c: name(entry.name)))
            try store(entry.alias ?? entry.name, value)
        }
    }
}
