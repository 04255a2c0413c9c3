/// Turns bytes into text one by one: whole characters only, U+FFFD for each broken piece, however the bytes are cut.
///
/// A broken piece is the longest beginning of a character (Unicode 15, section 3.9, as browsers do).
struct UTF8Decoder: Sendable {
    private var valid: [UInt8] = []
    private var pending: [UInt8] = []
    private var missing = 0
    private var range: ClosedRange<UInt8> = 0x80...0xBF

    mutating func append(_ byte: UInt8) {
        if missing > 0 {
            if range.contains(byte) {
                pending.append(byte)
                missing -= 1
                range = 0x80...0xBF
                if missing == 0 {
                    valid += pending
                    pending = []
                }
                return
            }
            replacePending()
        }
        range = 0x80...0xBF
        switch byte {
        case 0..<0x80: valid.append(byte)
        case 0xC2...0xDF: begin(byte, missing: 1)
        case 0xE0...0xEF:
            if byte == 0xE0 { range = 0xA0...0xBF }
            if byte == 0xED { range = 0x80...0x9F }
            begin(byte, missing: 2)
        case 0xF0...0xF4:
            if byte == 0xF0 { range = 0x90...0xBF }
            if byte == 0xF4 { range = 0x80...0x8F }
            begin(byte, missing: 3)
        default: replace()
        }
    }

    /// The text that became certain since the last time.
    mutating func take() -> String {
        guard !valid.isEmpty else { return "" }
        defer { valid.removeAll(keepingCapacity: true) }
        return String(decoding: valid, as: UTF8.self)
    }

    /// Nothing more comes: a character that is not whole is broken.
    mutating func finish() {
        if missing > 0 { replacePending() }
    }

    private mutating func begin(_ byte: UInt8, missing: Int) {
        pending = [byte]
        self.missing = missing
    }

    private mutating func replacePending() {
        pending = []
        missing = 0
        replace()
    }

    private mutating func replace() { valid += [0xEF, 0xBF, 0xBD] }
}
