/// Reads tokens as statements. A recursive descent along Python's grammar.
struct Parser {
    private let tokens: [Token]
    private var place = 0
    private var depth: Int
    private static let deepestNesting = 150
    private static let deepestExpression = 1000

    /// - Parameter depth: how deeply the text is nested in others
    init(_ tokens: [Token], depth: Int = 0) {
        self.tokens = tokens
        self.depth = depth
    }

    /// The statements of a whole program.
    static func program(_ source: Scalars) throws -> [Statement] {
        var lexer = Lexer(source)
        var parser = Parser(try lexer.tokens())
        var statements: [Statement] = []
        while !parser.isAtEnd { try parser.parseStatement(into: &statements) }
        return statements
    }

    /// A single expression, as in the braces of an f-string.
    static func expression(_ source: Scalars, line: Int, depth: Int = 0) throws -> Expression {
        var lexer = Lexer(source, line: line)
        var parser = Parser(try lexer.tokens(isExpression: true), depth: depth)
        let expression = try parser.parseStarredExpressions()
        _ = parser.take(.newline)
        guard parser.isAtEnd else { throw parser.unexpected() }
        return expression
    }
}

// MARK: Tokens

extension Parser {
    var current: Token { tokens[min(place, tokens.count - 1)] }

    var line: Int { current.line }

    var nesting: Int { depth }

    private var isAtEnd: Bool {
        if case .end = current.kind { true } else { false }
    }

    func failure(_ message: String, line: Int? = nil) -> SyntaxFailure {
        SyntaxFailure(message, line: line ?? self.line)
    }

    func unexpected() -> SyntaxFailure { failure("invalid syntax: \(current.description) does not fit here") }

    mutating func advance() { place += 1 }

    /// The token after the current one.
    var following: Token { tokens[min(place + 1, tokens.count - 1)] }

    /// Where the parser stands, to come back to.
    var mark: Int {
        get { place }
        set { place = newValue }
    }

    func isAt(_ symbol: String) -> Bool {
        if case .symbol(symbol) = current.kind { true } else { false }
    }

    func isAtKeyword(_ word: String) -> Bool {
        if case .keyword(word) = current.kind { true } else { false }
    }

    mutating func take(_ symbol: String) -> Bool {
        guard isAt(symbol) else { return false }
        place += 1
        return true
    }

    mutating func takeKeyword(_ word: String) -> Bool {
        guard isAtKeyword(word) else { return false }
        place += 1
        return true
    }

    enum Mark { case newline, indent, dedent }

    mutating func take(_ mark: Mark) -> Bool {
        switch (mark, current.kind) {
        case (.newline, .newline), (.indent, .indent), (.dedent, .dedent):
            place += 1
            return true
        default: return false
        }
    }

    mutating func expect(_ symbol: String) throws {
        guard take(symbol) else { throw failure("expected '\(symbol)', found \(current.description)") }
    }

    mutating func expectKeyword(_ word: String) throws {
        guard takeKeyword(word) else { throw failure("expected '\(word)', found \(current.description)") }
    }

    mutating func expectName() throws -> String {
        guard case .name(let name) = current.kind else {
            throw failure("expected a name, found \(current.description)")
        }
        place += 1
        return name
    }

    /// Parses something that may contain others of its kind; not too deep.
    mutating func nested<T>(_ body: (inout Parser) throws -> T) throws -> T {
        guard depth < Self.deepestNesting else { throw failure("too many nested parentheses or blocks") }
        depth += 1
        defer { depth -= 1 }
        return try body(&self)
    }

    /// An expression of the current depth.
    func make(_ kind: Expression.Kind, line: Int) throws -> Expression {
        let depth = 1 + kind.deepest
        guard depth <= Self.deepestExpression else { throw failure("the expression is nested too deeply") }
        return Expression(kind: kind, line: line, depth: depth)
    }
}

extension Expression.Kind {
    /// The depth of the deepest expression directly in it.
    fileprivate var deepest: Int {
        switch self {
        case .none, .ellipsis, .bool, .integer, .float, .string, .name: 0
        case .formatted(let parts): parts.map(\.depth).max() ?? 0
        case .list(let items), .tuple(let items), .set(let items), .and(let items), .or(let items):
            items.map(\.depth).max() ?? 0
        case .dict(let entries): entries.map { max($0.key?.depth ?? 0, $0.value.depth) }.max() ?? 0
        case .starred(let value), .unary(_, let value), .not(let value), .attribute(let value, _),
            .assignment(_, let value),
            .yieldFrom(let value):
            value.depth
        case .binary(_, let a, let b), .item(let a, let b): max(a.depth, b.depth)
        case .comparison(let first, let rest): rest.map(\.1.depth).reduce(first.depth, max)
        case .conditional(let a, let b, let c): max(a.depth, b.depth, c.depth)
        case .lambda(let node): Self.depth(of: node)
        case .comprehension(let node): Self.depth(of: node)
        case .call(let callee, let arguments): arguments.map(\.value.depth).reduce(callee.depth, max)
        case .slice(let a, let b, let c): max(a?.depth ?? 0, b?.depth ?? 0, c?.depth ?? 0)
        case .yield(let value): value?.depth ?? 0
        }
    }

    private static func depth(of node: FunctionNode) -> Int {
        guard case .returning(let value?)? = node.body.first?.kind else { return 0 }
        return value.depth
    }

    private static func depth(of node: ComprehensionNode) -> Int {
        let clauses = node.clauses.flatMap { [$0.iterable.depth] + $0.conditions.map(\.depth) }
        return max(node.element.depth, node.key?.depth ?? 0, clauses.max() ?? 0)
    }
}

extension FormattedPart {
    fileprivate var depth: Int {
        switch self {
        case .text: 0
        case .value(let value, _, let specification): max(value.depth, specification.map(\.depth).max() ?? 0)
        }
    }
}
