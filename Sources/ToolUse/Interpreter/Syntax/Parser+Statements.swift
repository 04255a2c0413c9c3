extension Parser {
    /// Parses a line of simple statements, or a compound statement.
    mutating func parseStatement(into statements: inout [Statement]) throws {
        if case .indent = current.kind {
            throw SyntaxFailure("unexpected indent", line: line, kind: .indentationError)
        }
        if let compound = try parseCompound() {
            statements.append(compound)
            return
        }
        repeat {
            if case .newline = current.kind { break }
            statements.append(try parseSimple())
        } while take(";")
        guard take(.newline) else { throw unexpected() }
    }

    /// The statements behind a colon: on the same line, or an indented block.
    mutating func parseBlock() throws -> [Statement] {
        guard take(":") else { throw failure("expected ':', found \(current.description)") }
        return try nested { parser in
            var statements: [Statement] = []
            guard parser.take(.newline) else {
                repeat {
                    if case .newline = parser.current.kind { break }
                    statements.append(try parser.parseSimple())
                } while parser.take(";")
                guard parser.take(.newline) else { throw parser.unexpected() }
                return statements
            }
            guard parser.take(.indent) else {
                throw SyntaxFailure("expected an indented block", line: parser.line, kind: .indentationError)
            }
            while !parser.take(.dedent) { try parser.parseStatement(into: &statements) }
            return statements
        }
    }

    private mutating func parseSimple() throws -> Statement {
        let start = line
        guard case .keyword(let word) = current.kind else { return try parseAssignment() }
        let kind: Statement.Kind
        switch word {
        case "pass": kind = .pass
        case "break": kind = .breaking
        case "continue": kind = .continuing
        case "return":
            advance()
            return Statement(kind: .returning(startsExpression ? try parseStarredExpressions() : nil), line: start)
        case "raise":
            advance()
            let exception = startsExpression ? try parseExpression() : nil
            let cause = exception != nil && takeKeyword("from") ? try parseExpression() : nil
            return Statement(kind: .raise(exception, cause: cause), line: start)
        case "del":
            advance()
            guard case .sequence(let targets) = try parseTargets().deleted(self).kind else { throw unexpected() }
            return Statement(kind: .delete(targets), line: start)
        case "assert":
            advance()
            let condition = try parseExpression()
            let message = take(",") ? try parseExpression() : nil
            return Statement(kind: .assert(condition, message: message), line: start)
        case "global", "nonlocal":
            advance()
            var names = [try expectName()]
            while take(",") { names.append(try expectName()) }
            return Statement(kind: word == "global" ? .global(names) : .nonlocal(names), line: start)
        case "import", "from":
            advance()
            return Statement(kind: word == "import" ? try parseImport() : try parseImportFrom(), line: start)
        case "yield": return try parseAssignment()
        default: return try parseAssignment()
        }
        advance()
        return Statement(kind: kind, line: start)
    }

    private static let augmentations: [String: BinaryOperator] = [
        "+=": .add, "-=": .subtract, "*=": .multiply, "/=": .divide, "//=": .floorDivide, "%=": .modulo, "**=": .power,
        "<<=": .leftShift, ">>=": .rightShift, "&=": .and, "|=": .or, "^=": .xor, "@=": .matrixMultiply,
    ]

    /// An expression, or an assignment of any kind.
    private mutating func parseAssignment() throws -> Statement {
        let start = line
        let isParenthesized = isAt("(")
        let first = try parseValue()
        if case .symbol(let symbol) = current.kind, let operation = Self.augmentations[symbol] {
            let target = try target(first)
            if case .sequence = target.kind {
                throw failure("'tuple' is an illegal expression for augmented assignment")
            }
            advance()
            return Statement(kind: .augmented(target, operation, try parseValue()), line: start)
        }
        if take(":") {
            let target = try target(first)
            if case .sequence = target.kind { throw failure("only single target (not tuple) can be annotated") }
            _ = try parseExpression()
            let value = take("=") ? try parseValue() : nil
            if isParenthesized, value == nil { return Statement(kind: .pass, line: start) }
            return Statement(kind: .annotated(target, value), line: start)
        }
        guard isAt("=") else {
            if case .starred = first.kind { throw failure("can't use starred expression here") }
            return Statement(kind: .expression(first), line: start)
        }
        var targets: [Target] = []
        var value = first
        while take("=") {
            let target = try target(value)
            if case .starred = target.kind {
                throw failure("starred assignment target must be in a list or tuple", line: start)
            }
            targets.append(target)
            value = try parseValue()
        }
        return Statement(kind: .assign(targets, value), line: start)
    }

    private mutating func parseValue() throws -> Expression {
        if isAtKeyword("yield") { return try parseYield() }
        let start = line
        // `*a, b = …` begins with a star.
        guard isAt("*") else { return try parseStarredExpressions() }
        let first = try parseStarredExpression()
        guard isAt(",") else { return first }
        var items = [first]
        while take(","), startsExpression { items.append(try parseStarredExpression()) }
        return try make(.tuple(items), line: start)
    }

    // MARK: Imports

    private mutating func parseModuleName() throws -> String {
        if isAt(".") || isAt("...") { throw failure("relative imports do not exist here") }
        var name = try expectName()
        while take(".") { name += "." + (try expectName()) }
        return name
    }

    private mutating func parseImport() throws -> Statement.Kind {
        var modules: [(name: String, alias: String?)] = []
        repeat {
            let name = try parseModuleName()
            modules.append((name, takeKeyword("as") ? try expectName() : nil))
        } while take(",")
        return .importModules(modules)
    }

    private mutating func parseImportFrom() throws -> Statement.Kind {
        let module = try parseModuleName()
        try expectKeyword("import")
        if take("*") { return .importNames(module: module, []) }
        let isParenthesized = take("(")
        var names: [(name: String, alias: String?)] = []
        repeat {
            if isParenthesized, isAt(")") { break }
            let name = try expectName()
            names.append((name, takeKeyword("as") ? try expectName() : nil))
        } while take(",")
        if isParenthesized { try expect(")") }
        guard !names.isEmpty else { throw unexpected() }
        return .importNames(module: module, names)
    }
}

extension Target {
    /// The same targets as what `del` takes: never starred.
    fileprivate func deleted(_ parser: Parser) throws -> Target {
        switch kind {
        case .sequence(let targets):
            let flat = try targets.map { try $0.deleted(parser) }
            return Target(
                kind: .sequence(
                    flat.flatMap { target in
                        if case .sequence(let inner) = target.kind { inner } else { [target] }
                    }), line: line)
        case .starred: throw parser.failure("cannot delete starred")
        default: return Target(kind: .sequence([self]), line: line)
        }
    }
}
