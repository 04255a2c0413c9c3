import Foundation

/// Writes elements of SVG; every text and attribute is escaped, every number is finite.
struct SVGWriter {
    private(set) var text = ""

    /// An element without children.
    mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String>, title: String? = nil) {
        open(name, attributes, ends: title == nil)
        guard let title else { return }
        text.removeLast()
        text += "<title>\(Self.escaped(title))</title></\(name)>\n"
    }

    /// A text at a place.
    mutating func label(_ content: String, x: Double, y: Double, _ attributes: KeyValuePairs<String, String>) {
        text += "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
        write(attributes)
        text += ">\(Self.escaped(content))</text>\n"
    }

    /// A part of a text with a style of its own.
    struct Span {
        let text: String
        let style: String
        let gap: Double

        /// A part, `gap` pixels after the one before it.
        init(_ text: String, style: String = "", gap: Double = 0) {
            self.text = text
            self.style = style
            self.gap = gap
        }
    }

    /// A text of several parts at a place; nothing without parts.
    mutating func label(_ spans: [Span], x: Double, y: Double, _ attributes: KeyValuePairs<String, String>) {
        guard !spans.isEmpty else { return }
        text += "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
        write(attributes)
        text += ">"
        for (index, span) in spans.enumerated() {
            text += "<tspan"
            if index > 0, span.gap > 0 { write(["dx": Self.number(span.gap)]) }
            if !span.style.isEmpty { write(["class": span.style]) }
            text += ">\(Self.escaped(span.text))</tspan>"
        }
        text += "</text>\n"
    }

    /// An element around what `body` writes.
    mutating func group(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ body: (inout SVGWriter) -> Void
    ) {
        open(name, attributes, ends: false)
        body(&self)
        text += "</\(name)>\n"
    }

    /// An element that holds nothing but a text.
    mutating func plain(_ name: String, _ content: String) {
        text += "<\(name)>\(Self.escaped(content))</\(name)>\n"
    }

    /// What another writer wrote.
    mutating func append(_ other: SVGWriter) { text += other.text }

    private mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String>, ends: Bool) {
        text += "<\(name)"
        write(attributes)
        text += ends ? "/>\n" : ">\n"
    }

    private mutating func write(_ attributes: KeyValuePairs<String, String>) {
        for (key, value) in attributes { text += " \(key)=\"\(Self.escaped(value))\"" }
    }

    /// A coordinate in hundredths of a pixel.
    static func number(_ value: Double) -> String {
        let hundredths = (value * 100).rounded()
        guard hundredths.isFinite else { return "0" }
        return hundredths.truncatingRemainder(dividingBy: 100) == 0
            ? String(format: "%.0f", hundredths / 100) : String(format: "%.2f", hundredths / 100)
    }

    /// A text as XML 1.0 may hold it: markup escaped, characters that it forbids replaced by U+FFFD.
    static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;".unicodeScalars
            case "<": escaped += "&lt;".unicodeScalars
            case ">": escaped += "&gt;".unicodeScalars
            case "\"": escaped += "&quot;".unicodeScalars
            case "\t", "\n", "\r": escaped.append(" ")
            case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": escaped.append("\u{FFFD}")
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
