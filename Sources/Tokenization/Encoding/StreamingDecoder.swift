/// Turns ids into text one by one, never emitting part of a character.
public struct StreamingDecoder: Sendable {
    private let tokenizer: Tokenizer
    private var pending: [UInt8] = []

    /// A decoder at the beginning of a text.
    public init(_ tokenizer: Tokenizer) { self.tokenizer = tokenizer }

    /// The text that is certain after one more id; empty while a character is incomplete.
    public mutating func append(_ id: Int32) -> String {
        pending += tokenizer.tokenBytes(id)
        let whole = pending.count - Self.incompleteTail(pending)
        let text = String(decoding: pending[..<whole], as: UTF8.self)
        pending.removeFirst(whole)
        return text
    }

    /// What is left at the end: U+FFFD for a character that never became whole.
    public mutating func finish() -> String {
        defer { pending = [] }
        return String(decoding: pending, as: UTF8.self)
    }

    /// How many bytes at the end begin a character that may still be completed.
    private static func incompleteTail(_ bytes: [UInt8]) -> Int {
        for back in 1...4 where back <= bytes.count {
            let byte = bytes[bytes.count - back]
            if byte & 0xC0 == 0x80 { continue }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            return length > back && byte < 0xF8 ? back : 0
        }
        return 0
    }
}
