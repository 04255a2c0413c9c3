/// Spoils JSON for readers, of which none may trap.
public enum JSONMutator {
    /// What readers stumble over: numbers that no integer holds, halves of characters, brackets too many.
    private static let texts = [
        "null", "true", "-1", "0", "0.5", "1e308", "1e999", "-1e-999", "9223372036854775807", "9223372036854775808",
        "-9223372036854775808", "1e1000000000", "-0", "NaN", "{}", "[]", "\"\"", "\"\\u0000\"", "\"\\ud800\"",
        "\"\\udc00\\ud83d\"", ",", ":", "}{", "\\", "\"", "\n", "\r\n", "\u{FEFF}", "{{", "}}", "{question}", "{text}",
        "{name}", "#### ", "\u{301}",
    ]
    private static let bytes: [[UInt8]] = [
        [0], [0xFF], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF, 0xFE],
        [0, 0, 0xFE, 0xFF],
    ]
    private static let large = [
        String(repeating: "9", count: 400), nested(100, "[", "]"), nested(500, "[", "]"), nested(2000, "[", "]"),
        nested(500, "{\"a\":", "}"), String(repeating: "[", count: 2000),
    ]
    private static let pieces = (texts + large).map { Array($0.utf8) } + bytes

    private static func nested(_ depth: Int, _ open: String, _ close: String) -> String {
        String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
    }

    /// The bytes with up to three changes: bits turned, pieces lost or repeated, stumbling blocks, other values.
    public static func changed(_ original: [UInt8], _ random: inout some RandomNumberGenerator) -> [UInt8] {
        var made = original
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let place = Int.random(in: 0...made.count, using: &random)
            let piece = pieces.randomElement(using: &random) ?? []
            let length = Int.random(in: 1...8, using: &random)
            switch Int.random(in: 0..<8, using: &random) {
            case 0 where place < made.count: made[place] ^= UInt8(1) << UInt8(length - 1)
            case 1: made.removeSubrange(place...)
            case 2: made.removeSubrange(place..<min(place + length, made.count))
            case 3:
                let own = Array(made[place..<min(place + 64, made.count)])
                for _ in 0..<length { made.insert(contentsOf: own, at: place) }
            case 4: made.insert(contentsOf: piece, at: place)
            default: replaceValue(in: &made, by: piece, &random)
            }
        }
        return made
    }

    /// What stands behind a colon becomes something else.
    private static func replaceValue(
        in bytes: inout [UInt8], by piece: [UInt8], _ random: inout some RandomNumberGenerator
    ) {
        let colons = bytes.enumerated().filter { $0.element == UInt8(ascii: ":") }.map(\.offset)
        guard let colon = colons.randomElement(using: &random) else { return }
        let ends = [UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]")]
        let end = bytes[(colon + 1)...].firstIndex { ends.contains($0) } ?? bytes.count
        bytes.replaceSubrange(colon + 1..<end, with: piece)
    }
}
