/// What a file gave: nothing is left out without being counted.
public struct ReadingReport: Codable, Sendable, Equatable {
    /// The file.
    public var path: String
    /// Its format.
    public var format: ConversationFormat
    /// Records read: conversations, or of trees messages.
    public var records = 0
    /// Conversations kept.
    public var kept = 0
    /// Records that are in no conversation, by reason.
    public var dropped: [String: Int] = [:]
    /// The first records that were dropped, with their lines.
    public var examples: [String] = []

    init(path: String, format: ConversationFormat) {
        self.path = path
        self.format = format
    }

    mutating func drop(_ reason: String, line: Int) {
        dropped[reason, default: 0] += 1
        if examples.count < 5 { examples.append("line \(line): \(reason)") }
    }

    /// The counts in one line.
    public var summary: String {
        let reasons = dropped.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key): \($0.value)" }
        let unit = format == .oasst ? "messages" : "records"
        return "\(path) (\(format.rawValue)): \(records) \(unit) read, \(kept) conversations kept"
            + (reasons.isEmpty ? ", nothing dropped" : "; dropped: " + reasons.joined(separator: ", "))
    }
}
