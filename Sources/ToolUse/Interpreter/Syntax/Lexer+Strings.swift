extension Lexer {
    /// Reads a string literal whose prefix is read already.
    mutating func readString(prefix: String) throws {
        let start = line
        guard let quote = peek(0) else { return }
        let isTriple = peek(1) == quote && peek(2) == quote
        let quotes: Scalars = Array(repeating: quote, count: isTriple ? 3 : 1)
        place += quotes.count
        let isRaw = prefix.contains("r")
        if prefix.contains("f") {
            let parts = try readFormatParts(until: quotes, isRaw: isRaw, depth: 0)
            place += quotes.count
            add(.formatted(parts))
            return
        }
        var text: Scalars = []
        while true {
            guard let scalar = peek(0), isTriple || scalar != "\n" else {
                throw failure("unterminated \(isTriple ? "triple-quoted " : "")string literal", line: start)
            }
            if source.has(quotes[...], at: place) { break }
            if scalar == "\\" {
                try readEscape(isRaw: isRaw, to: &text)
            } else {
                if scalar == "\n" { countLine() }
                text.append(scalar)
                place += 1
            }
        }
        place += quotes.count
        add(.string(text))
    }

    /// Reads the parts of an f-string up to its quotes, or of a field's specification up to its brace.
    private mutating func readFormatParts(until quotes: Scalars, isRaw: Bool, depth: Int) throws -> [FormatPart] {
        guard depth < 4 else { throw failure("f-string: expressions nested too deeply") }
        var parts: [FormatPart] = []
        var text: Scalars = []
        while true {
            guard let scalar = peek(0), quotes.count == 3 || scalar != "\n" else {
                throw failure("unterminated f-string literal")
            }
            if depth == 0 ? source.has(quotes[...], at: place) : scalar == "}" { break }
            if depth > 0, source.has(quotes[...], at: place) { throw failure("f-string: expecting '}'") }
            switch scalar {
            case "{" where peek(1) == "{" && depth == 0, "}" where peek(1) == "}" && depth == 0:
                text.append(scalar)
                place += 2
            case "}": throw failure("f-string: single '}' is not allowed")
            case "{":
                if !text.isEmpty { parts.append(.text(text)) }
                text = []
                place += 1
                parts.append(.field(try readField(quotes, isRaw: isRaw, depth: depth)))
            case "\\": try readEscape(isRaw: isRaw, to: &text)
            default:
                if scalar == "\n" { countLine() }
                text.append(scalar)
                place += 1
            }
        }
        if !text.isEmpty { parts.append(.text(text)) }
        return parts
    }

    /// Reads a field from behind its opening brace to its closing one.
    private mutating func readField(_ quotes: Scalars, isRaw: Bool, depth: Int) throws -> FormatField {
        let (start, startLine) = (place, line)
        try skipExpression()
        let source = Array(self.source[start..<place])
        guard source.contains(where: { !$0.isBlank }) else { throw failure("f-string: empty expression not allowed") }
        var label: Scalars?
        if peek(0) == "=" {
            place += 1
            while let blank = peek(0), blank.isBlank { place += 1 }
            label = Array(self.source[start..<place])
        }
        var conversion: Unicode.Scalar?
        if peek(0) == "!" {
            conversion = peek(1)
            guard let conversion, "rsa".unicodeScalars.contains(conversion) else {
                throw failure("f-string: invalid conversion character: expected 's', 'r', or 'a'")
            }
            place += 2
        }
        var specification: [FormatPart] = []
        if peek(0) == ":" {
            place += 1
            specification = try readFormatParts(until: quotes, isRaw: isRaw, depth: depth + 1)
        }
        guard peek(0) == "}" else { throw failure("f-string: expecting '}'") }
        place += 1
        if label != nil, conversion == nil, specification.isEmpty { conversion = "r" }
        return FormatField(
            source: source, line: startLine, label: label, conversion: conversion, specification: specification)
    }

    /// Moves to what ends the expression of a field: `}`, `!`, `:` or `=` outside of brackets and strings.
    private mutating func skipExpression() throws {
        var depth = 0
        while let scalar = peek(0) {
            switch scalar {
            case "(", "[", "{": depth += 1
            case "}" where depth == 0: return
            case ")", "]", "}": depth -= 1
            case "'", "\"":
                try skipString(quote: scalar)
                continue
            case "!" where depth == 0 && peek(1) != "=": return
            case ":" where depth == 0: return
            case "=" where depth == 0 && peek(1) != "=":
                if let before = peek(-1), !"=!<>".unicodeScalars.contains(before) { return }
            case "#": throw failure("f-string expression part cannot include '#'")
            case "\n": countLine()
            default: break
            }
            place += 1
        }
        throw failure("f-string: expecting '}'")
    }

    private mutating func skipString(quote: Unicode.Scalar) throws {
        let isTriple = peek(1) == quote && peek(2) == quote
        let quotes: Scalars = Array(repeating: quote, count: isTriple ? 3 : 1)
        place += quotes.count
        while !source.has(quotes[...], at: place) {
            guard let scalar = peek(0), isTriple || scalar != "\n" else {
                throw failure("f-string: unterminated string")
            }
            if scalar == "\n" { countLine() }
            place += scalar == "\\" ? 2 : 1
        }
        place += quotes.count
    }

    private mutating func readEscape(isRaw: Bool, to text: inout Scalars) throws {
        place += 1
        guard let letter = peek(0) else { throw failure("unterminated string literal") }
        if letter == "\n" { countLine() }
        place += 1
        guard !isRaw else {
            text += ["\\", letter]
            return
        }
        switch letter {
        case "\n": break
        case "n": text.append("\n")
        case "t": text.append("\t")
        case "r": text.append("\r")
        case "a": text.append("\u{7}")
        case "b": text.append("\u{8}")
        case "f": text.append("\u{C}")
        case "v": text.append("\u{B}")
        case "\\", "'", "\"": text.append(letter)
        case "x": text.append(try readCode(digits: 2, letter))
        case "u": text.append(try readCode(digits: 4, letter))
        case "U": text.append(try readCode(digits: 8, letter))
        case "N": throw failure("names of characters are not known here; write \\u and the number")
        case "0"..."7":
            var code = letter.value - 0x30
            for _ in 0..<2 {
                guard let digit = peek(0), ("0"..."7").contains(digit) else { break }
                code = code * 8 + digit.value - 0x30
                place += 1
            }
            if let scalar = Unicode.Scalar(code) { text.append(scalar) }
        default: text += ["\\", letter]
        }
    }

    private mutating func readCode(digits: Int, _ letter: Unicode.Scalar) throws -> Unicode.Scalar {
        guard place + digits <= source.count, source[place..<(place + digits)].allSatisfy(\.properties.isASCIIHexDigit),
            let code = UInt32(Array(source[place..<(place + digits)]).text, radix: 16)
        else { throw failure("(unicode error) truncated \\\(letter) escape") }
        guard let scalar = Unicode.Scalar(code) else {
            throw failure("(unicode error) \\\(letter) names no character; surrogates do not exist here")
        }
        place += digits
        return scalar
    }
}
