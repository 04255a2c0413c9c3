/// Passes over text that must not, and keeps back text that may not, belong to a body.
struct BodyFilter: Sendable {
    /// What is passed over at the beginning, if it is there whole.
    private var skip: [UInt8]
    private var skipped = 0
    /// What may stand at the end without belonging to the body.
    let suffix: [UInt8]
    private var held: [UInt8] = []

    init(skip: [UInt8] = [], suffix: [UInt8] = []) {
        self.skip = skip
        self.suffix = suffix
    }

    /// Takes one byte; what is certain to belong to the body is appended to `body`.
    mutating func append(_ byte: UInt8, to body: inout [UInt8]) {
        if skipped < skip.count {
            if skip[skipped] == byte {
                skipped += 1
                return
            }
            releaseSkipped(to: &body)
        }
        hold(byte, &body)
    }

    /// The body ends; with `cutting`, a suffix that is there whole does not belong to it.
    mutating func finish(cutting: Bool, to body: inout [UInt8]) {
        if skipped < skip.count { releaseSkipped(to: &body) }
        if !(cutting && held == suffix) { body += held }
        held = []
    }

    private mutating func releaseSkipped(to body: inout [UInt8]) {
        let begun = skip.prefix(skipped)
        skip = []
        skipped = 0
        for byte in begun { hold(byte, &body) }
    }

    /// Keeps back the longest end that is a beginning of the suffix.
    private mutating func hold(_ byte: UInt8, _ body: inout [UInt8]) {
        guard !suffix.isEmpty else {
            body.append(byte)
            return
        }
        held.append(byte)
        while !suffix.starts(with: held) { body.append(held.removeFirst()) }
    }
}
