extension Parser {
    /// Parses a statement that has blocks; nil if there is none here.
    mutating func parseCompound() throws -> Statement? {
        let start = line
        let kind: Statement.Kind
        switch current.kind {
        case .keyword("if"): kind = try parseIf()
        case .keyword("while"):
            advance()
            let condition = try parseNamedExpression()
            kind = .whileLoop(condition, try parseBlock(), otherwise: try parseElse())
        case .keyword("for"):
            advance()
            let target = try parseTargets()
            try expectKeyword("in")
            let iterable = try parseStarredExpressions()
            kind = .forLoop(target, iterable, try parseBlock(), otherwise: try parseElse())
        case .keyword("try"): kind = .attempt(try parseTry())
        case .keyword("with"): kind = try parseWith()
        case .keyword("def"): kind = .function(try parseFunction(decorators: []))
        case .keyword("class"): kind = .type(try parseClass(decorators: []))
        case .symbol("@"): kind = try parseDecorated()
        case .keyword("async"): throw failure("async functions do not exist here")
        case .name("match"):
            guard let match = try parseMatch() else { return nil }
            kind = match
        default: return nil
        }
        return Statement(kind: kind, line: start)
    }

    private mutating func parseIf() throws -> Statement.Kind {
        advance()
        var branches = [(condition: try parseNamedExpression(), body: try parseBlock())]
        while takeKeyword("elif") { branches.append((condition: try parseNamedExpression(), body: try parseBlock())) }
        return .conditional(branches, otherwise: try parseElse())
    }

    private mutating func parseElse() throws -> [Statement] { takeKeyword("else") ? try parseBlock() : [] }

    private mutating func parseTry() throws -> TryNode {
        advance()
        let body = try parseBlock()
        var handlers: [TryNode.Handler] = []
        while isAtKeyword("except") {
            let start = line
            advance()
            if isAt("*") { throw failure("exception groups do not exist here") }
            if let last = handlers.last, last.type == nil { throw failure("default 'except:' must be last") }
            let type = isAt(":") ? nil : try parseExpression()
            let name = type != nil && takeKeyword("as") ? try expectName() : nil
            handlers.append(TryNode.Handler(type: type, name: name, body: try parseBlock(), line: start))
        }
        let otherwise = handlers.isEmpty ? [] : try parseElse()
        let finally = takeKeyword("finally") ? try parseBlock() : []
        guard !handlers.isEmpty || !finally.isEmpty else { throw failure("expected 'except' or 'finally' block") }
        return TryNode(body: body, handlers: handlers, otherwise: otherwise, finally: finally)
    }

    private mutating func parseWith() throws -> Statement.Kind {
        advance()
        var items: [(context: Expression, target: Target?)] = []
        let start = mark
        // Parentheses may hold several items, or be part of the only one.
        if take("("), let inner = try? parseWithItems(until: ")"), take(")"), isAt(":") {
            items = inner
        } else {
            mark = start
            items = try parseWithItems(until: ":")
        }
        return .with(items, try parseBlock())
    }

    private mutating func parseWithItems(until end: String) throws -> [(context: Expression, target: Target?)] {
        var items: [(context: Expression, target: Target?)] = []
        repeat {
            if isAt(end), !items.isEmpty { break }
            let context = try parseExpression()
            items.append((context, takeKeyword("as") ? try target(nested { try $0.parseBinary(0) }) : nil))
        } while take(",")
        return items
    }

    private mutating func parseDecorated() throws -> Statement.Kind {
        var decorators: [Expression] = []
        while take("@") {
            decorators.append(try parseNamedExpression())
            guard take(.newline) else { throw unexpected() }
        }
        if isAtKeyword("def") { return .function(try parseFunction(decorators: decorators)) }
        guard isAtKeyword("class") else { throw unexpected() }
        return .type(try parseClass(decorators: decorators))
    }

    private mutating func parseFunction(decorators: [Expression]) throws -> FunctionNode {
        let start = line
        advance()
        let name = try expectName()
        try expect("(")
        let parameters = try parseParameters(until: ")", areAnnotated: true)
        try expect(")")
        if take("->") { _ = try parseExpression() }
        let body = try parseBlock()
        return FunctionNode(name: name, parameters: parameters, body: body, decorators: decorators, line: start)
    }

    private mutating func parseClass(decorators: [Expression]) throws -> ClassNode {
        let start = line
        advance()
        let name = try expectName()
        let arguments = take("(") ? try parseArguments() : []
        let body = try parseBlock()
        return ClassNode(name: name, arguments: arguments, body: body, decorators: decorators, line: start)
    }

    /// The parameters of a function or a lambda, up to what ends them.
    mutating func parseParameters(until end: String, areAnnotated: Bool) throws -> Parameters {
        var parameters = Parameters()
        var isKeywordOnly = false
        var names: Set<String> = []
        func annotation(_ parser: inout Parser) throws {
            if areAnnotated, parser.take(":") { _ = try parser.parseStarredExpression() }
        }
        func name(_ parser: inout Parser) throws -> String {
            let name = try parser.expectName()
            guard names.insert(name).inserted else {
                throw parser.failure("duplicate argument '\(name)' in function definition")
            }
            return name
        }
        while !isAt(end) {
            if parameters.named != nil { throw failure("arguments cannot follow var-keyword argument") }
            if take("**") {
                parameters.named = try name(&self)
                try annotation(&self)
            } else if take("*") {
                guard !isKeywordOnly else { throw failure("* argument may appear only once") }
                isKeywordOnly = true
                if isAt(",") {
                    guard case .name = following.kind else { throw failure("named arguments must follow bare *") }
                } else {
                    parameters.rest = try name(&self)
                    try annotation(&self)
                }
            } else if take("/") {
                guard parameters.positionalOnly == 0, !parameters.positional.isEmpty, !isKeywordOnly else {
                    throw unexpected()
                }
                parameters.positionalOnly = parameters.positional.count
            } else {
                let own = try name(&self)
                try annotation(&self)
                let standard = take("=") ? try parseExpression() : nil
                if isKeywordOnly {
                    parameters.keywordOnly.append((own, standard))
                } else {
                    parameters.positional.append(own)
                    if let standard {
                        parameters.defaults.append(standard)
                    } else if !parameters.defaults.isEmpty {
                        throw failure("non-default argument follows default argument")
                    }
                }
            }
            if !isAt(end) { try expect(",") }
        }
        return parameters
    }
}
