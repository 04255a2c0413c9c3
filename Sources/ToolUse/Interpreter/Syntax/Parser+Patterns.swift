extension Parser {
    /// Parses `match`, which is a name everywhere else; nil if it is one here.
    mutating func parseMatch() throws -> Statement.Kind? {
        let start = mark
        advance()
        guard startsExpression, let subject = try? parseStarredExpressions(), isAt(":"), case .newline = following.kind
        else {
            mark = start
            return nil
        }
        advance()
        advance()
        guard take(.indent) else {
            throw SyntaxFailure(
                "expected an indented block after 'match' statement", line: line, kind: .indentationError)
        }
        var cases: [MatchCase] = []
        while !take(.dedent) {
            guard case .name("case") = current.kind else { throw unexpected() }
            advance()
            let pattern = try parseOpenPattern()
            let condition = takeKeyword("if") ? try parseNamedExpression() : nil
            cases.append(MatchCase(pattern: pattern, guardCondition: condition, body: try parseBlock()))
        }
        return .match(subject, cases)
    }

    /// Patterns with commas between them are a sequence.
    private mutating func parseOpenPattern() throws -> Pattern {
        let start = line
        var patterns = [try parsePattern()]
        guard isAt(",") || patterns[0].isStarred else { return patterns[0] }
        while take(","), !isAt(":"), !isAtKeyword("if") { patterns.append(try parsePattern()) }
        return try sequence(patterns, line: start)
    }

    private func sequence(_ patterns: [Pattern], line: Int) throws -> Pattern {
        guard patterns.count(where: \.isStarred) < 2 else {
            throw failure("multiple starred expressions in sequence pattern", line: line)
        }
        return Pattern(kind: .sequence(patterns), line: line)
    }

    private mutating func parsePattern() throws -> Pattern {
        try nested { parser in
            let start = parser.line
            if parser.take("*") {
                let name = try parser.expectName()
                return Pattern(kind: .starred(name == "_" ? nil : name), line: start)
            }
            var alternatives = [try parser.parseClosedPattern()]
            while parser.take("|") { alternatives.append(try parser.parseClosedPattern()) }
            var pattern = alternatives[0]
            if alternatives.count > 1 { pattern = Pattern(kind: .alternatives(alternatives), line: start) }
            if parser.takeKeyword("as") {
                pattern = Pattern(kind: .named(pattern, try parser.expectName()), line: start)
            }
            return pattern
        }
    }

    private mutating func parseClosedPattern() throws -> Pattern {
        let start = line
        switch current.kind {
        case .name(let name):
            if case .symbol(".") = following.kind { return try parseValuePattern() }
            if case .symbol("(") = following.kind { return try parseValuePattern() }
            advance()
            return Pattern(kind: .capture(name == "_" ? nil : name), line: start)
        case .keyword("None"), .keyword("True"), .keyword("False"):
            return Pattern(kind: .constant(try parseAtom()), line: start)
        case .integer, .float, .string, .formatted, .symbol("-"):
            return Pattern(kind: .value(try parseBinary(1)), line: start)
        case .symbol("("), .symbol("["):
            let end = isAt("(") ? ")" : "]"
            advance()
            var patterns: [Pattern] = []
            var hasComma = end == "]"
            while !take(end) {
                patterns.append(try parsePattern())
                if take(",") { hasComma = true } else if !isAt(end) { throw unexpected() }
            }
            if !hasComma, patterns.count == 1, !patterns[0].isStarred { return patterns[0] }
            return try sequence(patterns, line: start)
        case .symbol("{"): return try parseMappingPattern()
        default: throw unexpected()
        }
    }

    private mutating func parseMappingPattern() throws -> Pattern {
        let start = line
        advance()
        var entries: [(key: Expression, pattern: Pattern)] = []
        var rest: String?
        while !take("}") {
            if take("**") {
                rest = try expectName()
            } else {
                let key = try parseBinary(1)
                try expect(":")
                entries.append((key, try parsePattern()))
            }
            if !isAt("}") { try expect(",") }
        }
        return Pattern(kind: .mapping(entries, rest: rest), line: start)
    }

    /// `name.name` is a value, `name(...)` the shape of an object.
    private mutating func parseValuePattern() throws -> Pattern {
        let start = line
        var value = try make(.name(expectName()), line: start)
        while take(".") { value = try make(.attribute(value, expectName()), line: start) }
        guard take("(") else { return Pattern(kind: .value(value), line: start) }
        var positional: [Pattern] = []
        var named: [(name: String, pattern: Pattern)] = []
        while !take(")") {
            if case .name(let name) = current.kind, case .symbol("=") = following.kind {
                advance()
                advance()
                named.append((name, try parsePattern()))
            } else {
                guard named.isEmpty else { throw failure("positional patterns follow keyword patterns") }
                positional.append(try parsePattern())
            }
            if !isAt(")") { try expect(",") }
        }
        return Pattern(kind: .instance(value, positional, named), line: start)
    }
}

extension Pattern {
    fileprivate var isStarred: Bool {
        if case .starred = kind { true } else { false }
    }
}
