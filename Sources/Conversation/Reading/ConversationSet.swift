/// The conversations of a file.
public struct ConversationSet: Sendable, Equatable {
    /// The conversations, in the file's order.
    public internal(set) var conversations: [[Message]] = []
    /// The line where each begins; of trees, the line of its first message.
    public internal(set) var lines: [Int] = []
    /// What was read, kept and dropped.
    public internal(set) var report: ReadingReport

    mutating func keep(_ conversation: [Message], line: Int) {
        conversations.append(conversation)
        lines.append(line)
        report.kept += 1
    }
}
