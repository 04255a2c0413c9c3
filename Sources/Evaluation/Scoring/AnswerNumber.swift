/// The number that an answer to a word problem gives, by GSM8K's conventions in lm-evaluation-harness.
public enum AnswerNumber {
    /// Strict: what follows the first `#### `, as `-?[0-9.,]+`, normalized; nil where there is none.
    public static func strict(_ answer: String) -> String? {
        let bytes = Array(answer.utf8)
        let mark = Array("#### ".utf8)
        var start = 0
        while let place = bytes.firstIndex(of: mark, from: start) {
            let number = place + mark.count
            let digits = number + (bytes.indices.contains(number) && bytes[number] == UInt8(ascii: "-") ? 1 : 0)
            let end = bytes[digits...].firstIndex { !isDigit($0) && $0 != dot && $0 != comma } ?? bytes.count
            if end > digits { return normalized(String(decoding: bytes[number..<end], as: UTF8.self)) }
            start = place + 1
        }
        return nil
    }

    /// Flexible: the last number in the text, as `-?[$0-9.,]{2,}|-?[0-9]+`, normalized; nil where there is none.
    public static func flexible(_ answer: String) -> String? {
        all(answer).last.map(normalized)
    }

    /// The first number in the text that has a digit, normalized, without periods behind it; nil where there is none.
    public static func first(_ answer: String) -> String? { all(answer).first(where: hasDigit).map(trimmed) }

    /// The last number in the text that has a digit, normalized, without periods behind it; nil where there is none.
    public static func last(_ answer: String) -> String? { all(answer).last(where: hasDigit).map(trimmed) }

    /// The number without dollar signs, commas, what stands before `#### `, and a final period.
    public static func normalized(_ number: String) -> String {
        var bytes = Array(number.utf8)
        let mark = Array("#### ".utf8)
        var start = 0
        while let place = bytes.firstIndex(of: mark, from: start) { start = place + mark.count }
        bytes.removeFirst(start)
        bytes.removeAll { $0 == comma || $0 == UInt8(ascii: "$") }
        if bytes.last == dot { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self).lowercased()
    }

    private static let dot = UInt8(ascii: "."), comma = UInt8(ascii: ",")
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func hasDigit(_ text: String) -> Bool { text.utf8.contains(where: isDigit) }

    private static func trimmed(_ number: String) -> String {
        var text = normalized(number)[...]
        while text.last == "." { text.removeLast() }
        return String(text)
    }

    /// Everything that looks like a number, from the left, without overlaps.
    private static func all(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        let isPart = { (byte: UInt8) in isDigit(byte) || byte == dot || byte == comma || byte == UInt8(ascii: "$") }
        var found: [String] = []
        var place = 0
        while place < bytes.count {
            let start = place + (bytes[place] == UInt8(ascii: "-") ? 1 : 0)
            let end = bytes[start...].firstIndex { !isPart($0) } ?? bytes.count
            // One sign alone is a number only if it is a digit.
            if end - start >= 2 || end - start == 1 && isDigit(bytes[start]) {
                found.append(String(decoding: bytes[place..<end], as: UTF8.self))
                place = end
            } else {
                place += 1
            }
        }
        return found
    }
}

extension [UInt8] {
    /// Where some bytes first occur at or after a place.
    fileprivate func firstIndex(of wanted: [UInt8], from start: Int) -> Int? {
        guard start <= count, count - start >= wanted.count else { return nil }
        return (start...count - wanted.count).first { self[$0..<$0 + wanted.count].elementsEqual(wanted) }
    }
}
