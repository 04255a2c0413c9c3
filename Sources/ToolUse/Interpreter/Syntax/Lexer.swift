import BigInt

/// Cuts a program's text into tokens; indentation becomes tokens of its own.
struct Lexer {
    let source: Scalars
    var place = 0
    private(set) var line: Int
    private var tokens: [Token] = []
    private var indents = [0]
    private var brackets: [Unicode.Scalar] = []
    private static let deepestBlock = 100
    private static let deepestBracket = 200

    /// - Parameter line: the number of the text's first line
    init(_ source: Scalars, line: Int = 1) {
        self.source = source
        self.line = line
    }

    /// All tokens of the text. `isExpression`: newlines and indentation mean nothing.
    mutating func tokens(isExpression: Bool = false) throws -> [Token] {
        if isExpression { brackets.append("(") } else { try readIndentation() }
        while place < source.count { try readToken(isExpression: isExpression) }
        if isExpression { brackets.removeFirst() }
        guard brackets.isEmpty else { throw failure("'\(brackets[brackets.count - 1])' was never closed") }
        if case .newline? = tokens.last?.kind {} else if !tokens.isEmpty { add(.newline) }
        for _ in indents.dropFirst() { add(.dedent) }
        add(.end)
        return tokens
    }

    private mutating func readToken(isExpression: Bool) throws {
        let scalar = source[place]
        switch scalar {
        case " ", "\t", "\u{C}": place += 1
        case "#": while place < source.count, source[place] != "\n" { place += 1 }
        case "\n":
            place += 1
            if brackets.isEmpty, !isExpression {
                if let last = tokens.last, !last.isLineEnd { add(.newline) }
                line += 1
                try readIndentation()
            } else {
                line += 1
            }
        case "\\":
            guard peek(1) == "\n" else { throw failure("unexpected character after line continuation character") }
            place += 2
            line += 1
            guard place < source.count else { throw failure("unexpected EOF while parsing") }
        case "0"..."9": try readNumber()
        case "." where peek(1).map { ("0"..."9").contains($0) } ?? false: try readNumber()
        case "\"", "'": try readString(prefix: "")
        case _ where scalar.isNameStart: try readName()
        default: try readSymbol(isExpression: isExpression)
        }
    }

    func peek(_ offset: Int) -> Unicode.Scalar? {
        place + offset < source.count && place + offset >= 0 ? source[place + offset] : nil
    }

    mutating func add(_ kind: Token.Kind) { tokens.append(Token(kind: kind, line: line)) }

    mutating func countLine() { line += 1 }

    func failure(_ message: String, line: Int? = nil, kind: ExceptionKind = .syntaxError) -> SyntaxFailure {
        SyntaxFailure(message, line: line ?? self.line, kind: kind)
    }

    /// Skips blank lines; then compares the next line's indentation with the blocks that are open.
    private mutating func readIndentation() throws {
        while place < source.count {
            var column = 0
            scan: while let scalar = peek(0) {
                switch scalar {
                case " ": column += 1
                case "\t": column = (column / 8 + 1) * 8
                case "\u{C}": column = 0
                default: break scan
                }
                place += 1
            }
            if peek(0) == "#" { while place < source.count, source[place] != "\n" { place += 1 } }
            guard let next = peek(0) else { return }
            if next == "\n" {
                place += 1
                line += 1
                continue
            }
            return try changeIndentation(to: column)
        }
    }

    private mutating func changeIndentation(to column: Int) throws {
        if column > indents[indents.count - 1] {
            guard indents.count < Self.deepestBlock else {
                throw failure("too many levels of indentation", kind: .indentationError)
            }
            indents.append(column)
            add(.indent)
        }
        while column < indents[indents.count - 1] {
            indents.removeLast()
            add(.dedent)
        }
        guard column == indents[indents.count - 1] else {
            throw failure("unindent does not match any outer indentation level", kind: .indentationError)
        }
    }

    private mutating func readName() throws {
        let start = place
        while let scalar = peek(0), scalar.isNamePart { place += 1 }
        let name = Array(source[start..<place]).text
        if let quote = peek(0), quote == "\"" || quote == "'" {
            let prefix = name.lowercased()
            if ["r", "u", "f", "fr", "rf"].contains(prefix) { return try readString(prefix: prefix) }
            if ["b", "br", "rb"].contains(prefix) { throw failure("bytes do not exist here; use str") }
        }
        add(Token.keywords.contains(name) ? .keyword(name) : .name(name))
    }

    private static let symbols: [[String]] = [
        ["**=", "//=", ">>=", "<<=", "..."],
        [
            "**", "//", ">>", "<<", "<=", ">=", "==", "!=", "->", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=",
            ":=",
        ],
        [
            "+", "-", "*", "/", "%", "@", "&", "|", "^", "~", "<", ">", "(", ")", "[", "]", "{", "}", ",", ":", ".",
            ";", "=",
        ],
    ]

    private mutating func readSymbol(isExpression: Bool) throws {
        for (index, group) in Self.symbols.enumerated() {
            let length = 3 - index
            guard place + length <= source.count else { continue }
            let candidate = Array(source[place..<(place + length)]).text
            guard group.contains(candidate) else { continue }
            try matchBracket(source[place], isExpression: isExpression)
            place += length
            add(.symbol(candidate))
            return
        }
        let scalar = source[place]
        throw failure(
            scalar.isPrintable
                ? "invalid character '\(scalar)' (U+\(String(scalar.value, radix: 16, uppercase: true)))"
                : "invalid non-printable character U+\(String(scalar.value, radix: 16, uppercase: true))")
    }

    private mutating func matchBracket(_ scalar: Unicode.Scalar, isExpression: Bool) throws {
        switch scalar {
        case "(", "[", "{":
            guard brackets.count < Self.deepestBracket else { throw failure("too many nested parentheses") }
            brackets.append(scalar)
        case ")", "]", "}":
            let opening: Unicode.Scalar = scalar == ")" ? "(" : scalar == "]" ? "[" : "{"
            guard brackets.count > (isExpression ? 1 : 0), let last = brackets.last else {
                throw failure("unmatched '\(scalar)'")
            }
            guard last == opening else {
                throw failure("closing parenthesis '\(scalar)' does not match opening parenthesis '\(last)'")
            }
            brackets.removeLast()
        default: break
        }
    }
}

extension Token {
    /// Whether nothing of a logical line precedes.
    fileprivate var isLineEnd: Bool {
        switch kind {
        case .newline, .indent, .dedent: true
        default: false
        }
    }
}
