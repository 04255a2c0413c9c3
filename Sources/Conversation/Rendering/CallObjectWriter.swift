import Foundation

/// Writes a call as a JSON object of a name and arguments.
enum CallObjectWriter {
    /// Whether a text is a JSON object and nothing else.
    static func isObject(_ text: String) -> Bool {
        guard text.utf8.first == UInt8(ascii: "{"), text.utf8.last == UInt8(ascii: "}") else { return false }
        return (try? JSONSerialization.jsonObject(with: Data(text.utf8))) is [String: Any]
    }

    /// The object: arguments that are a JSON object as they are, any other text as a JSON string.
    ///
    /// A call of the tool that plain text stands for is that text, unless it could be taken for an object.
    static func text(_ call: ToolCall, _ form: ChatProtocol.CallObject) -> String {
        let first = call.arguments.utf8.first { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }
        if call.name == form.plain, let first, first != UInt8(ascii: "{") { return call.arguments }
        let arguments = isObject(call.arguments) ? call.arguments : quoted(call.arguments)
        return "{\(quoted(form.name)): \(quoted(call.name)), \(quoted(form.arguments)): \(arguments)}"
    }

    /// A text as a JSON string.
    ///
    /// What is not ASCII is escaped, too, where it follows an escape: a vocabulary that composes characters would make one of
    /// the escape's last letter and an accent behind it.
    static func quoted(_ text: String) -> String {
        var made = "\""
        var followsEscape = false
        for scalar in text.unicodeScalars {
            let short: String? =
                switch scalar {
                case "\"": "\\\""
                case "\\": "\\\\"
                case "\n": "\\n"
                case "\r": "\\r"
                case "\t": "\\t"
                default: nil
                }
            if let short {
                made += short
            } else if scalar.value < 0x20 || (followsEscape && !scalar.isASCII) {
                for unit in String(scalar).utf16 {
                    let hex = String(unit, radix: 16)
                    made += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                }
            } else {
                made.unicodeScalars.append(scalar)
                followsEscape = false
                continue
            }
            followsEscape = true
        }
        return made + "\""
    }
}
