extension Parser {
    /// Expressions with commas between them make a tuple; `*value` may be among them.
    mutating func parseStarredExpressions() throws -> Expression {
        let start = line
        let first = try parseStarredExpression()
        guard isAt(",") else {
            if case .starred = first.kind { throw failure("can't use starred expression here") }
            return first
        }
        var items = [first]
        while take(","), startsExpression { items.append(try parseStarredExpression()) }
        return try make(.tuple(items), line: start)
    }

    mutating func parseStarredExpression() throws -> Expression {
        let start = line
        guard take("*") else { return try parseNamedExpression() }
        return try make(.starred(nested { try $0.parseBinary(0) }), line: start)
    }

    /// An expression or `name := expression`.
    mutating func parseNamedExpression() throws -> Expression {
        if case .name(let name) = current.kind, case .symbol(":=") = following.kind {
            let start = line
            advance()
            advance()
            return try make(.assignment(name, parseExpression()), line: start)
        }
        return try parseExpression()
    }

    /// An expression without a comma at its top.
    mutating func parseExpression() throws -> Expression {
        try nested { parser in
            if parser.isAtKeyword("lambda") { return try parser.parseLambda() }
            let start = parser.line
            let value = try parser.parseOr()
            guard parser.takeKeyword("if") else { return value }
            let condition = try parser.parseOr()
            guard parser.takeKeyword("else") else { throw parser.failure("expected 'else' after 'if' expression") }
            let otherwise = try parser.parseExpression()
            return try parser.make(.conditional(condition: condition, then: value, otherwise: otherwise), line: start)
        }
    }

    /// Whether the current token can begin an expression.
    var startsExpression: Bool {
        switch current.kind {
        case .name, .integer, .float, .string, .formatted: true
        case .keyword(let word): ["None", "True", "False", "not", "lambda", "await", "yield"].contains(word)
        case .symbol(let symbol): ["(", "[", "{", "-", "+", "~", "...", "*"].contains(symbol)
        case .newline, .indent, .dedent, .end: false
        }
    }

    mutating func parseOr() throws -> Expression {
        let start = line
        var operands = [try parseAnd()]
        while takeKeyword("or") { operands.append(try parseAnd()) }
        return operands.count == 1 ? operands[0] : try make(.or(operands), line: start)
    }

    private mutating func parseAnd() throws -> Expression {
        let start = line
        var operands = [try parseNot()]
        while takeKeyword("and") { operands.append(try parseNot()) }
        return operands.count == 1 ? operands[0] : try make(.and(operands), line: start)
    }

    private mutating func parseNot() throws -> Expression {
        let start = line
        guard takeKeyword("not") else { return try parseComparison() }
        return try make(.not(nested { try $0.parseNot() }), line: start)
    }

    private mutating func parseComparison() throws -> Expression {
        let start = line
        let first = try parseBinary(0)
        var rest: [(Comparison, Expression)] = []
        while let comparison = takeComparison() { rest.append((comparison, try parseBinary(0))) }
        return rest.isEmpty ? first : try make(.comparison(first, rest), line: start)
    }

    private mutating func takeComparison() -> Comparison? {
        let comparison: Comparison
        switch current.kind {
        case .symbol("=="): comparison = .equal
        case .symbol("!="): comparison = .notEqual
        case .symbol("<"): comparison = .less
        case .symbol("<="): comparison = .lessOrEqual
        case .symbol(">"): comparison = .greater
        case .symbol(">="): comparison = .greaterOrEqual
        case .keyword("in"): comparison = .isIn
        case .keyword("is"):
            advance()
            return takeKeyword("not") ? .isNotIdentical : .isIdentical
        case .keyword("not"):
            guard case .keyword("in") = following.kind else { return nil }
            advance()
            comparison = .isNotIn
        default: return nil
        }
        advance()
        return comparison
    }

    /// The operators from the loosest to the tightest.
    private static let levels: [[String: BinaryOperator]] = [
        ["|": .or], ["^": .xor], ["&": .and], ["<<": .leftShift, ">>": .rightShift], ["+": .add, "-": .subtract],
        ["*": .multiply, "/": .divide, "//": .floorDivide, "%": .modulo, "@": .matrixMultiply],
    ]

    /// Operators of a level and tighter ones, grouped from the left.
    mutating func parseBinary(_ level: Int) throws -> Expression {
        guard level < Self.levels.count else { return try parseUnary() }
        let start = line
        var left = try parseBinary(level + 1)
        while case .symbol(let symbol) = current.kind, let operation = Self.levels[level][symbol] {
            advance()
            left = try make(.binary(operation, left, parseBinary(level + 1)), line: start)
        }
        return left
    }

    private mutating func parseUnary() throws -> Expression {
        let start = line
        let operation: UnaryOperator
        switch current.kind {
        case .symbol("-"): operation = .negate
        case .symbol("+"): operation = .positive
        case .symbol("~"): operation = .invert
        default: return try parsePower()
        }
        advance()
        return try make(.unary(operation, nested { try $0.parseUnary() }), line: start)
    }

    private mutating func parsePower() throws -> Expression {
        let start = line
        if isAtKeyword("await") { throw failure("async functions do not exist here") }
        let base = try parsePostfix()
        guard take("**") else { return base }
        return try make(.binary(.power, base, nested { try $0.parseUnary() }), line: start)
    }

    private mutating func parsePostfix() throws -> Expression {
        let start = line
        var value = try parseAtom()
        while case .symbol(let symbol) = current.kind {
            switch symbol {
            case ".":
                advance()
                value = try make(.attribute(value, expectName()), line: line)
            case "(":
                advance()
                value = try make(.call(value, parseArguments()), line: start)
            case "[":
                advance()
                let index = try parseSubscript()
                try expect("]")
                value = try make(.item(value, index), line: start)
            default: return value
            }
        }
        return value
    }

    /// What stands between brackets: an expression, a slice, or several of them.
    private mutating func parseSubscript() throws -> Expression {
        try nested { parser in
            let start = parser.line
            let first = try parser.parseSlice()
            guard parser.isAt(",") else { return first }
            var items = [first]
            while parser.take(","), !parser.isAt("]") { items.append(try parser.parseSlice()) }
            return try parser.make(.tuple(items), line: start)
        }
    }

    private mutating func parseSlice() throws -> Expression {
        let start = line
        if isAt("*") { return try parseStarredExpression() }
        let lower = isAt(":") ? nil : try parseNamedExpression()
        guard take(":") else {
            guard let lower else { throw unexpected() }
            return lower
        }
        let upper = isAt(":") || isAt("]") || isAt(",") ? nil : try parseExpression()
        var step: Expression?
        if take(":"), !isAt("]"), !isAt(",") { step = try parseExpression() }
        return try make(.slice(lower, upper, step), line: start)
    }

    /// The arguments of a call, behind its opening parenthesis.
    mutating func parseArguments() throws -> [Argument] {
        try nested { parser in
            var arguments: [Argument] = []
            var names: Set<String> = []
            while !parser.take(")") {
                let argument = try parser.parseArgument()
                switch argument {
                case .positional:
                    if arguments.contains(where: { if case .named = $0 { true } else { false } }) {
                        throw parser.failure("positional argument follows keyword argument")
                    }
                    if arguments.contains(where: { if case .spreadNamed = $0 { true } else { false } }) {
                        throw parser.failure("positional argument follows keyword argument unpacking")
                    }
                case .named(let name, _):
                    guard names.insert(name).inserted else {
                        throw parser.failure("keyword argument repeated: \(name)")
                    }
                case .spread, .spreadNamed: break
                }
                arguments.append(argument)
                if !parser.isAt(")") { try parser.expect(",") }
            }
            return arguments
        }
    }

    private mutating func parseArgument() throws -> Argument {
        if take("**") { return .spreadNamed(try parseExpression()) }
        if take("*") { return .spread(try parseExpression()) }
        if case .name(let name) = current.kind, case .symbol("=") = following.kind {
            advance()
            advance()
            return .named(name, try parseExpression())
        }
        let start = line
        let value = try parseNamedExpression()
        guard isAtKeyword("for") else { return .positional(value) }
        return .positional(try parseComprehension(.generator, element: value, line: start))
    }

    private mutating func parseLambda() throws -> Expression {
        let start = line
        advance()
        let parameters = try parseParameters(until: ":", areAnnotated: false)
        try expect(":")
        let value = try parseExpression()
        let body = [Statement(kind: .returning(value), line: start)]
        return try make(
            .lambda(FunctionNode(name: "<lambda>", parameters: parameters, body: body, line: start)), line: start)
    }
}
