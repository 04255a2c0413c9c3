/// Walks over valid UTF-8, one word of a split pattern at a time.
struct Scanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var position = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// `'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`
    mutating func skipGPT2Word() {
        if skipContraction(ignoringCase: false) { return }
        let start = bytes[position] == 0x20 && position + 1 < bytes.count ? position + 1 : position
        let kind = peek(start).kind
        switch kind {
        case .letter, .number, .other: position = end(of: kind, from: start)
        case .space, .newline: skipBlanks(newlinesFirst: false)
        }
    }

    /// `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,digits}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`
    mutating func skipGPT4Word(digits: Int) {
        if skipContraction(ignoringCase: true) { return }
        let first = peek(position)
        let second = position + first.length < bytes.count ? peek(position + first.length).kind : nil
        switch first.kind {
        case .letter:
            position = end(of: .letter, from: position)
        case .other where second == .letter, .space where second == .letter:
            position = end(of: .letter, from: position + first.length)
        case .number:
            for _ in 0..<digits where position < bytes.count {
                let next = peek(position)
                guard next.kind == .number else { return }
                position += next.length
            }
        case .other:
            position = end(of: .newline, from: end(of: .other, from: position))
        case .space where second == .other && bytes[position] == 0x20:
            position = end(of: .newline, from: end(of: .other, from: position + 1))
        case .space, .newline:
            skipBlanks(newlinesFirst: true)
        }
    }

    /// `\s*[\r\n]+` (if asked for), then `\s+(?!\S)`, then `\s+`.
    private mutating func skipBlanks(newlinesFirst: Bool) {
        var cursor = position, lastStart = position, afterNewline = position
        while cursor < bytes.count {
            let next = peek(cursor)
            guard next.kind == .space || next.kind == .newline else { break }
            lastStart = cursor
            cursor += next.length
            if next.kind == .newline { afterNewline = cursor }
        }
        if newlinesFirst, afterNewline > position {
            position = afterNewline
        } else {
            // A word follows: the last blank belongs to it, unless it is the only one.
            position = cursor == bytes.count || lastStart == position ? cursor : lastStart
        }
    }

    private mutating func skipContraction(ignoringCase: Bool) -> Bool {
        guard bytes[position] == 0x27, position + 1 < bytes.count else { return false }
        func letter(_ offset: Int) -> UInt8 {
            guard position + offset < bytes.count else { return 0 }
            let byte = bytes[position + offset]
            return ignoringCase && (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
        }
        switch (letter(1), letter(2)) {
        case (UInt8(ascii: "s"), _), (UInt8(ascii: "t"), _), (UInt8(ascii: "m"), _), (UInt8(ascii: "d"), _):
            position += 2
        case (UInt8(ascii: "r"), UInt8(ascii: "e")), (UInt8(ascii: "v"), UInt8(ascii: "e")),
            (UInt8(ascii: "l"), UInt8(ascii: "l")):
            position += 3
        default:
            guard ignoringCase, letter(1) == 0xC5, letter(2) == 0xBF else { return false }
            position += 3  // ſ, which equals s when case is ignored
        }
        return true
    }

    private func end(of kind: CharacterClass, from start: Int) -> Int {
        var cursor = start
        while cursor < bytes.count {
            let next = peek(cursor)
            guard next.kind == kind else { break }
            cursor += next.length
        }
        return cursor
    }

    private func peek(_ at: Int) -> (kind: CharacterClass, length: Int) {
        let byte = bytes[at]
        if byte < 0x80 { return (.of(Unicode.Scalar(byte)), 1) }
        let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        var value = UInt32(byte) & (0x7F >> UInt32(length))
        for i in 1..<length where at + i < bytes.count { value = value << 6 | UInt32(bytes[at + i] & 0x3F) }
        return (Unicode.Scalar(value).map(CharacterClass.of) ?? .other, length)
    }
}
