import BigInt

extension Parser {
    mutating func parseAtom() throws -> Expression {
        let token = current
        let kind: Expression.Kind
        switch token.kind {
        case .name(let name): kind = .name(name)
        case .integer(let number): kind = .integer(number)
        case .float(let number): kind = .float(number)
        case .string, .formatted: return try parseStrings()
        case .keyword("None"): kind = .none
        case .keyword("True"): kind = .bool(true)
        case .keyword("False"): kind = .bool(false)
        case .symbol("..."): kind = .ellipsis
        case .symbol("("):
            advance()
            return try nested { try $0.parseParentheses(line: token.line) }
        case .symbol("["):
            advance()
            return try nested { try $0.parseList(line: token.line) }
        case .symbol("{"):
            advance()
            return try nested { try $0.parseBraces(line: token.line) }
        default: throw unexpected()
        }
        advance()
        return try make(kind, line: token.line)
    }

    /// String literals side by side are one.
    private mutating func parseStrings() throws -> Expression {
        let start = line
        var parts: [FormattedPart] = []
        var text: Scalars = []
        var isFormatted = false
        while true {
            if case .string(let literal) = current.kind {
                text += literal
            } else if case .formatted(let pieces) = current.kind {
                isFormatted = true
                for piece in pieces {
                    guard case .text(let literal) = piece else {
                        if !text.isEmpty { parts.append(.text(text)) }
                        text = []
                        parts += try parse([piece])
                        continue
                    }
                    text += literal
                }
            } else {
                break
            }
            advance()
        }
        guard isFormatted else { return try make(.string(text), line: start) }
        if !text.isEmpty { parts.append(.text(text)) }
        return try make(.formatted(parts), line: start)
    }

    /// Parses the expressions in the fields of an f-string.
    private func parse(_ parts: [FormatPart]) throws -> [FormattedPart] {
        try parts.flatMap { part -> [FormattedPart] in
            switch part {
            case .text(let text): return [.text(text)]
            case .field(let field):
                guard nesting < 100 else { throw failure("f-string: nested too deeply") }
                let value = try Parser.expression(field.source, line: field.line, depth: nesting + 10)
                let formatted = FormattedPart.value(
                    value, conversion: field.conversion, specification: try parse(field.specification))
                return field.label.map { [.text($0), formatted] } ?? [formatted]
            }
        }
    }

    private mutating func parseParentheses(line: Int) throws -> Expression {
        if take(")") { return try make(.tuple([]), line: line) }
        if isAtKeyword("yield") {
            let value = try parseYield()
            try expect(")")
            return value
        }
        let first = try parseStarredExpression()
        if isAtKeyword("for") {
            let generator = try parseComprehension(.generator, element: first, line: line)
            try expect(")")
            return generator
        }
        guard isAt(",") else {
            if case .starred = first.kind { throw failure("cannot use starred expression here") }
            try expect(")")
            return first
        }
        var items = [first]
        while take(","), !isAt(")") { items.append(try parseStarredExpression()) }
        try expect(")")
        return try make(.tuple(items), line: line)
    }

    private mutating func parseList(line: Int) throws -> Expression {
        if take("]") { return try make(.list([]), line: line) }
        let first = try parseStarredExpression()
        if isAtKeyword("for") {
            let list = try parseComprehension(.list, element: first, line: line)
            try expect("]")
            return list
        }
        var items = [first]
        while take(","), !isAt("]") { items.append(try parseStarredExpression()) }
        try expect("]")
        return try make(.list(items), line: line)
    }

    /// A dict or a set.
    private mutating func parseBraces(line: Int) throws -> Expression {
        if take("}") { return try make(.dict([]), line: line) }
        if isAt("**") { return try parseDict(first: nil, line: line) }
        let first = try parseStarredExpression()
        if isAt(":") { return try parseDict(first: first, line: line) }
        if isAtKeyword("for") {
            let set = try parseComprehension(.set, element: first, line: line)
            try expect("}")
            return set
        }
        var items = [first]
        while take(","), !isAt("}") { items.append(try parseStarredExpression()) }
        try expect("}")
        return try make(.set(items), line: line)
    }

    private mutating func parseDict(first: Expression?, line: Int) throws -> Expression {
        var entries: [DictEntry] = []
        var key = first
        repeat {
            if isAt("}") { break }
            if key == nil, take("**") {
                entries.append(DictEntry(key: nil, value: try nested { try $0.parseBinary(0) }))
                continue
            }
            let own = try key ?? parseExpression()
            key = nil
            try expect(":")
            let value = try parseExpression()
            if entries.isEmpty, isAtKeyword("for") {
                let dict = try parseComprehension(.dict, key: own, element: value, line: line)
                try expect("}")
                return dict
            }
            entries.append(DictEntry(key: own, value: value))
        } while take(",")
        try expect("}")
        return try make(.dict(entries), line: line)
    }

    /// The clauses of a comprehension, whose element is parsed already.
    mutating func parseComprehension(
        _ kind: ComprehensionNode.Kind, key: Expression? = nil, element: Expression, line: Int
    ) throws -> Expression {
        if case .starred = element.kind { throw failure("iterable unpacking cannot be used in comprehension") }
        var clauses: [ComprehensionNode.Clause] = []
        while takeKeyword("for") {
            let target = try parseTargets()
            try expectKeyword("in")
            let iterable = try parseOr()
            var conditions: [Expression] = []
            while takeKeyword("if") { conditions.append(try parseCondition()) }
            clauses.append(ComprehensionNode.Clause(target: target, iterable: iterable, conditions: conditions))
        }
        let node = ComprehensionNode(kind: kind, key: key, element: element, clauses: clauses, line: line)
        return try make(.comprehension(node), line: line)
    }

    /// A condition of a comprehension: no `if … else`, but `name := …` in its place.
    private mutating func parseCondition() throws -> Expression {
        if case .symbol(":=") = following.kind { return try parseNamedExpression() }
        if isAtKeyword("lambda") { return try parseExpression() }
        return try parseOr()
    }

    /// `yield`, `yield value` or `yield from value`.
    mutating func parseYield() throws -> Expression {
        let start = line
        try expectKeyword("yield")
        if takeKeyword("from") { return try make(.yieldFrom(parseExpression()), line: start) }
        guard startsExpression else { return try make(.yield(nil), line: start) }
        return try make(.yield(parseStarredExpressions()), line: start)
    }
}
