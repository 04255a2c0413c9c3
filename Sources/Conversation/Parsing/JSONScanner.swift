import Artifacts
import Foundation

/// Walks over JSON text byte by byte, without recursion: finds where values lie, and does not judge them.
struct JSONScanner {
    private let bytes: [UInt8]
    /// The place of the next byte.
    private(set) var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    /// Whether nothing but blanks is left.
    var isAtEnd: Bool {
        mutating get {
            skipBlanks()
            return place >= bytes.count
        }
    }

    /// Passes over blanks.
    mutating func skipBlanks() {
        while place < bytes.count, Self.isBlank(bytes[place]) { place += 1 }
    }

    /// The next byte that is not blank.
    mutating func peek() -> UInt8? {
        skipBlanks()
        return place < bytes.count ? bytes[place] : nil
    }

    /// Passes over blanks and this byte, if it comes next.
    mutating func skip(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        place += 1
        return true
    }

    /// A field's name and the colon.
    mutating func key() -> String? {
        guard peek() == UInt8(ascii: "\""), let range = value(), skip(UInt8(ascii: ":")) else { return nil }
        return text(range)
    }

    /// Passes over a value and says where it lies; nil if it does not end.
    mutating func value() -> Range<Int>? {
        guard let first = peek() else { return nil }
        let start = place
        var depth = 0
        switch first {
        case UInt8(ascii: "\""): return string() ? start..<place : nil
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            while place < bytes.count {
                switch bytes[place] {
                case UInt8(ascii: "\""):
                    guard string() else { return nil }
                    continue
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
                default: break
                }
                place += 1
                if depth == 0 { return start..<place }
            }
            return nil
        default:
            let ends: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ":")]
            while place < bytes.count, !ends.contains(bytes[place]), !Self.isBlank(bytes[place]) { place += 1 }
            return place > start ? start..<place : nil
        }
    }

    /// The text of a JSON string; nil for any other value.
    func text(_ range: Range<Int>) -> String? {
        guard bytes[range].first == UInt8(ascii: "\"") else { return nil }
        return try? ForeignJSONDecoder().decode(String.self, from: Data(bytes[range]))
    }

    private mutating func string() -> Bool {
        place += 1
        while place < bytes.count {
            let byte = bytes[place]
            place += byte == UInt8(ascii: "\\") ? 2 : 1
            if byte == UInt8(ascii: "\"") { return true }
        }
        place = min(place, bytes.count)
        return false
    }
}
