/// A text as Python sees it: a sequence of code points.
typealias Scalars = [Unicode.Scalar]

extension Array where Element == Unicode.Scalar {
    init(_ text: String) { self = Array(text.unicodeScalars) }

    mutating func append(_ text: String) { append(contentsOf: text.unicodeScalars) }

    /// The same text as a Swift string.
    var text: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: self)
        return String(view)
    }

    /// Whether `needle` stands at `position`.
    func has(_ needle: ArraySlice<Unicode.Scalar>, at position: Int) -> Bool {
        guard position >= 0, needle.count <= count - position else { return false }
        var place = position
        for scalar in needle {
            guard self[place] == scalar else { return false }
            place += 1
        }
        return true
    }
}

extension Unicode.Scalar {
    /// What Python's `str.isspace` and `str.split` take for blank.
    var isBlank: Bool {
        switch value {
        case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0: true
        case ..<0x100: false
        default: properties.generalCategory == .spaceSeparator || value == 0x2028 || value == 0x2029
        }
    }

    var isLetter: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }

    /// The value of a decimal digit of any script.
    var decimalValue: Int? {
        if value < 0x80 { return (0x30...0x39).contains(value) ? Int(value) - 0x30 : nil }
        guard properties.numericType == .decimal, let number = properties.numericValue else { return nil }
        return Int(number)
    }

    /// Whether Python's `repr` shows it as it is.
    var isPrintable: Bool {
        if value < 0x7F { return value >= 0x20 }
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            return false
        default: return true
        }
    }

    /// Whether it can begin a name.
    var isNameStart: Bool { self == "_" || (value < 0x80 ? isLetter : properties.isXIDStart) }

    /// Whether it can go on in a name.
    var isNamePart: Bool {
        value < 0x80 ? self == "_" || isLetter || (0x30...0x39).contains(value) : properties.isXIDContinue
    }
}
