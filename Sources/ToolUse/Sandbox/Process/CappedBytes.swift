/// Bytes of a stream of which only the beginning or the end is kept; the rest is counted.
struct CappedBytes: Sendable {
    /// Which part is kept.
    enum Part: Sendable { case beginning, end }

    /// What is kept.
    private(set) var bytes: [UInt8] = []
    /// Bytes that came, kept or not.
    private(set) var count = 0
    private let part: Part
    private let limit: Int

    init(_ part: Part, limit: Int) {
        self.part = part
        self.limit = limit
    }

    /// Whether something was left out.
    var isCut: Bool { count > bytes.count }

    mutating func append(_ new: UnsafeRawBufferPointer) {
        count += new.count
        switch part {
        case .beginning: bytes.append(contentsOf: new.prefix(limit - bytes.count))
        case .end:
            bytes.append(contentsOf: new.suffix(limit))
            if bytes.count > limit { bytes.removeFirst(bytes.count - limit) }
        }
    }

    /// The text; what is not UTF-8 becomes U+FFFD.
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
