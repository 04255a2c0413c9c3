import BigInt

/// A word of a program.
struct Token {
    enum Kind {
        case name(String)
        case keyword(String)
        case integer(BigInt)
        case float(Double)
        case string(Scalars)
        case formatted([FormatPart])
        /// An operator or a delimiter.
        case symbol(String)
        case newline
        case indent
        case dedent
        case end
    }

    let kind: Kind
    /// Counted from 1.
    let line: Int

    /// The words that cannot be names.
    static let keywords: Set<String> = [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
        "elif",
        "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not",
        "or",
        "pass", "raise", "return", "try", "while", "with", "yield",
    ]

    /// As an error message shows it.
    var description: String {
        switch kind {
        case .name(let text), .keyword(let text), .symbol(let text): "'\(text)'"
        case .integer, .float: "a number"
        case .string, .formatted: "a string"
        case .newline: "the end of the line"
        case .indent: "an indented block"
        case .dedent: "the end of the block"
        case .end: "the end of the program"
        }
    }
}

/// A part of an f-string: text as it is, or a field in braces.
enum FormatPart {
    case text(Scalars)
    case field(FormatField)
}

/// A field of an f-string, its expression not parsed yet.
struct FormatField {
    let source: Scalars
    let line: Int
    /// The text that `=` shows in front of the value.
    let label: Scalars?
    /// `r`, `s` or `a`.
    let conversion: Unicode.Scalar?
    let specification: [FormatPart]
}
