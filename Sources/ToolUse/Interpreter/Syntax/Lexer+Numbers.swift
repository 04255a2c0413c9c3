import BigInt
import Foundation

extension Lexer {
    mutating func readNumber() throws {
        if peek(0) == "0", let letter = peek(1), let radix = Self.radix(letter) {
            place += 2
            let digits = try readDigits(allowingUnderscoreFirst: true) { $0.isASCII && $0.properties.isASCIIHexDigit }
            guard !digits.isEmpty, let number = BigInt(digits: digits, radix: radix) else {
                throw failure("invalid \(radix == 2 ? "binary" : radix == 8 ? "octal" : "hexadecimal") literal")
            }
            return try finish(.integer(number))
        }
        let isDigit = { (scalar: Unicode.Scalar) in ("0"..."9").contains(scalar) }
        var text = try readDigits(isDigit)
        var isFloat = false
        if peek(0) == "." {
            isFloat = true
            place += 1
            text += "." + (try readDigits(isDigit))
        }
        if let letter = peek(0), letter == "e" || letter == "E" {
            let hasSign = peek(1) == "+" || peek(1) == "-"
            if let first = peek(hasSign ? 2 : 1), isDigit(first) {
                isFloat = true
                text += "e" + (peek(1) == "-" ? "-" : "")
                place += hasSign ? 2 : 1
                text += try readDigits(isDigit)
            }
        }
        if isFloat { return try finish(.float(strtod(text, nil))) }
        if text.first == "0", text.contains(where: { $0 != "0" }) {
            throw failure(
                "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers")
        }
        guard text.utf8.count <= Machine.mostDigits, let number = BigInt(text) else {
            throw failure("Exceeds the limit (\(Machine.mostDigits) digits) for integer string conversion")
        }
        try finish(.integer(number))
    }

    private static func radix(_ letter: Unicode.Scalar) -> Int? {
        switch letter {
        case "x", "X": 16
        case "o", "O": 8
        case "b", "B": 2
        default: nil
        }
    }

    /// Digits with single underscores between them.
    private mutating func readDigits(
        allowingUnderscoreFirst: Bool = false, _ isDigit: (Unicode.Scalar) -> Bool
    ) throws -> String {
        var digits = ""
        var mayHaveUnderscore = allowingUnderscoreFirst
        while let scalar = peek(0) {
            if scalar == "_", mayHaveUnderscore {
                mayHaveUnderscore = false
                guard let next = peek(1), isDigit(next) else { throw failure("invalid decimal literal") }
            } else if isDigit(scalar) {
                digits.unicodeScalars.append(scalar)
                mayHaveUnderscore = true
            } else {
                break
            }
            place += 1
        }
        return digits
    }

    /// Adds a number, unless a name is stuck to it.
    private mutating func finish(_ kind: Token.Kind) throws {
        if let next = peek(0), next.isNamePart {
            var end = place
            while end < source.count, source[end].isNamePart { end += 1 }
            let name = Array(source[place..<end]).text
            if name.lowercased() == "j" { throw failure("complex numbers do not exist here") }
            guard ["and", "else", "for", "if", "in", "is", "not", "or"].contains(name) else {
                throw failure("invalid decimal literal")
            }
        }
        add(kind)
    }
}
