import Conversation
import Foundation
import Labeling

/// A conversation that somebody wrote, as JSON; times in milliseconds since 1970.
struct ShownLabel: Encodable, Sendable {
    let id: Int64
    let created: Int
    let updated: Int
    let author: String
    let status: LabelStatus
    let messages: [Message]
    let note: String
    let instructions: Int
    let version: Int
    let deleted: Bool
    /// What is to be done before it is finished.
    let problems: [LabelProblem]

    init(_ label: LabeledConversation) {
        id = label.id
        created = Self.milliseconds(label.created)
        updated = Self.milliseconds(label.updated)
        author = label.draft.author
        status = label.draft.status
        messages = label.draft.messages
        note = label.draft.note
        instructions = label.instructions
        version = label.version
        deleted = label.deleted != nil
        problems = label.draft.problems
    }

    /// Rounded; a time that no clock shows becomes 0.
    static func milliseconds(_ date: Date) -> Int { Int(exactly: (date.timeIntervalSince1970 * 1000).rounded()) ?? 0 }
}

/// A list of them, in short.
struct ShownLabelList: Encodable, Sendable {
    struct Row: Encodable, Sendable {
        let id: Int64
        let text: String
        let messages: Int
        let status: LabelStatus
        let author: String
        let updated: Int
        let version: Int
        let deleted: Bool
    }

    /// Where they are kept.
    let file: String
    /// The version of the instructions.
    let instructions = LabelingInstructions.version
    let counts: [String: Int]
    let conversations: [Row]

    init(_ page: LabelPage, file: String) {
        self.file = file
        counts = Dictionary(
            uniqueKeysWithValues: LabelFilter.allCases.map { ($0.rawValue, page.counts[$0] ?? 0) })
        conversations = page.conversations.map { label in
            let messages = label.draft.messages
            let first = messages.first { $0.role == .user } ?? messages.first
            return Row(
                id: label.id, text: String((first?.content ?? "").prefix(100)), messages: messages.count,
                status: label.draft.status, author: label.draft.author,
                updated: ShownLabel.milliseconds(label.updated), version: label.version,
                deleted: label.deleted != nil)
        }
    }
}
