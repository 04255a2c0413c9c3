/// A text as Python's `repr` writes it.
enum TextRepresentation {
    static func write(_ scalars: Scalars, to text: inout Scalars, isASCII: Bool = false) {
        let quote: Unicode.Scalar = scalars.contains("'") && !scalars.contains("\"") ? "\"" : "'"
        text.append(quote)
        for scalar in scalars {
            switch scalar {
            case "\\": text.append("\\\\")
            case "\n": text.append("\\n")
            case "\r": text.append("\\r")
            case "\t": text.append("\\t")
            case quote: text.append("\\\(quote)")
            default:
                if scalar.isPrintable, scalar.isASCII || !isASCII {
                    text.append(scalar)
                } else {
                    text.append(escape(scalar))
                }
            }
        }
        text.append(quote)
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        let (letter, width) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
        return "\\" + letter + String(repeating: "0", count: width - digits.count) + digits
    }
}
