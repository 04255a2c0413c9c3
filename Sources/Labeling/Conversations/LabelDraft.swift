import Conversation
import Foundation

/// A conversation as a person hands it in: texts of a system, a user and an assistant.
public struct LabelDraft: Equatable, Sendable {
    /// Who wrote it.
    public var author: String
    /// Whether it can be trained on.
    public var status: LabelStatus
    /// The messages; those of a draft may be empty.
    public var messages: [Message]
    /// What others should know about it; not trained on.
    public var note: String

    /// A conversation.
    public init(_ messages: [Message], author: String = "", status: LabelStatus = .draft, note: String = "") {
        self.author = author
        self.status = status
        self.messages = messages
        self.note = note
    }

    /// What is still to be done before it is finished; empty if nothing is.
    public var problems: [LabelProblem] {
        var problems: [LabelProblem] = []
        func add(_ text: String, at message: Int? = nil) { problems.append(LabelProblem(message: message, text: text)) }
        let begin = messages.first?.role == .system ? 1 : 0
        if messages.count == begin { add("write a question and its answer") }
        for (place, message) in messages.enumerated() {
            if message.content.allSatisfy(\.isWhitespace) { add("write something, or remove the turn", at: place) }
            if message.role == .system {
                if place > 0 { add("the system message comes first", at: place) }
            } else if message.role != ((place - begin).isMultiple(of: 2) ? .user : .assistant) {
                add("user and assistant take turns, and the user begins", at: place)
            }
        }
        if messages.count > begin, messages.last?.role != .assistant { add("the assistant must speak last") }
        if author.allSatisfy(\.isWhitespace) { add("write your name") }
        return problems
    }

    /// Refuses what cannot be kept, and what is called finished without being so.
    ///
    /// - Throws: `LabelError.unsupported`, `.tooLarge` or `.notReady`.
    func check() throws {
        for (place, message) in messages.enumerated() {
            guard [.system, .user, .assistant].contains(message.role) else {
                throw LabelError.unsupported(
                    turn: place + 1, what: "labels hold system, user and assistant, no '\(message.role.rawValue)'")
            }
            for part in message.parts {
                guard case .text = part else {
                    throw LabelError.unsupported(turn: place + 1, what: "labels hold texts, no thinking and no tools")
                }
            }
        }
        try Self.check("the conversation", messages.count, "turns", limit: 400)
        let bytes = messages.reduce(0) { $0 + $1.content.utf8.count }
        try Self.check("the conversation", bytes, "bytes", limit: 1_000_000)
        try Self.check("the author's name", author.utf8.count, "bytes", limit: 200)
        try Self.check("the note", note.utf8.count, "bytes", limit: 10_000)
        if status == .finished, !problems.isEmpty { throw LabelError.notReady(problems) }
    }

    /// The messages as they are trained on: without blanks around them.
    var trained: [Message] {
        messages.map { Message($0.role, $0.content.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    private static func check(_ what: String, _ count: Int, _ unit: String, limit: Int) throws {
        guard count <= limit else { throw LabelError.tooLarge(what: "\(what), of \(count) \(unit),", limit: limit) }
    }
}
