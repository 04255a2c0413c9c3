/// What a split pattern asks of a character.
enum CharacterClass: UInt8 {
    case letter, number, newline, space, other

    /// The class of a scalar: \p{L}, \p{N}, [\r\n], other \s, anything else.
    static func of(_ scalar: Unicode.Scalar) -> CharacterClass {
        scalar.value < 0x10000 ? table[Int(scalar.value)] : compute(scalar)
    }

    private static let table: [CharacterClass] = (0..<0x10000).map { value in
        Unicode.Scalar(UInt32(value)).map(compute) ?? .other
    }

    private static func compute(_ scalar: Unicode.Scalar) -> CharacterClass {
        if scalar == "\r" || scalar == "\n" { return .newline }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return .letter
        case .decimalNumber, .letterNumber, .otherNumber: return .number
        default: return properties.isWhitespace ? .space : .other
        }
    }
}
