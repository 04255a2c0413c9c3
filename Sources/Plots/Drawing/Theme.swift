/// Colours and letters, for bright and for dark surroundings.
enum Theme {
    /// Colours of curves, bright and dark: told apart by readers who do not see red or green (after Wong 2011).
    private static let palette: [(bright: String, dark: String)] = [
        ("#1f6feb", "#6cb0ff"), ("#d9570d", "#ff9d5c"), ("#12855a", "#4fd1a0"), ("#a0379e", "#e48be0"),
        ("#b08400", "#e6c14d"), ("#0d8299", "#58cbe0"), ("#b3261e", "#ff8a80"), ("#5b5f97", "#a9b0f5"),
    ]

    /// The class that gives lines the colour of a place in the palette, which begins anew after its end.
    static func stroke(_ color: Int) -> String { "c\(Int(color.magnitude % UInt(palette.count)))" }

    /// The class that gives areas the colour of a place in the palette.
    static func fill(_ color: Int) -> String { "f\(Int(color.magnitude % UInt(palette.count)))" }

    /// The style sheet.
    static var css: String {
        let letters = "-apple-system, 'Segoe UI', Inter, Helvetica, 'DejaVu Sans', Arial, sans-serif"
        return """
            text { font-family: \(letters); font-size: 12px; fill: #3b434d }
            .title { font-size: 20px; font-weight: 600; fill: #14181d }
            .head { font-size: 13px; font-weight: 600; fill: #14181d }
            .unit { font-size: 12px; font-weight: 400 }
            .thin { fill-opacity: 0.35 }
            .pale, .tick { fill: #6a737d }
            .tick { font-size: 11px }
            .mono { font-family: ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; font-size: 11.5px }
            .paper { fill: #ffffff }
            .grid { stroke: #e6e9ed; stroke-width: 1 }
            .axis { stroke: #b4bbc3; stroke-width: 1 }
            .curve { fill: none; stroke-width: 1.8; stroke-linejoin: round; stroke-linecap: round }
            .faint { stroke-width: 1; stroke-opacity: 0.28 }
            .dashed { stroke-dasharray: 5 4 }
            .band { fill-opacity: 0.16; stroke: none }
            .bar { fill: none; stroke-width: 1.2; stroke-opacity: 0.6 }
            .dot { stroke: #ffffff; stroke-width: 1.2 }
            \(palette.enumerated().map { ".c\($0) { stroke: \($1.bright) } .f\($0) { fill: \($1.bright) }" }
                .joined(separator: "\n"))
            @media (prefers-color-scheme: dark) {
            text { fill: #c4cbd3 }
            .title, .head { fill: #f0f3f6 }
            .pale, .tick { fill: #8b949e }
            .paper { fill: #0d1117 }
            .grid { stroke: #21262d }
            .axis { stroke: #484f58 }
            .dot { stroke: #0d1117 }
            \(palette.enumerated().map { ".c\($0) { stroke: \($1.dark) } .f\($0) { fill: \($1.dark) }" }
                .joined(separator: "\n"))
            }
            """
    }

    /// About the width of a text in pixels, at 12 pixels a letter's height; wide characters count twice.
    static func width(_ text: String, size: Double = 12) -> Double {
        Double(text.reduce(0) { $0 + columns($1) }) * size * 0.56
    }

    /// Columns of a character in a font of equal widths.
    static func columns(_ character: Character) -> Int {
        guard let scalar = character.unicodeScalars.first else { return 0 }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }

    /// A text cut into lines of at most `columns` columns, between words where there are blanks.
    static func wrapped(_ text: String, columns limit: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var width = 0
        var lastBlank: String.Index?
        for character in text {
            let size = columns(character)
            if width + size > max(limit, 2) {
                let cut = lastBlank ?? line.endIndex
                lines.append(String(line[..<cut]))
                line = String(line[cut...].drop { $0 == " " })
                width = line.reduce(0) { $0 + columns($1) }
                lastBlank = nil
            }
            if character == " ", !line.isEmpty { lastBlank = line.endIndex }
            if character != " " || !line.isEmpty || lines.isEmpty {
                line.append(character)
                width += size
            }
        }
        return lines + (line.isEmpty && !lines.isEmpty ? [] : [line])
    }
}
