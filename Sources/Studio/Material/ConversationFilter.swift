import Conversation
import Foundation

/// Which conversations are looked for.
struct ConversationFilter: Sendable {
    /// What a conversation has.
    enum Kind: String, Sendable, CaseIterable {
        case all, system, turns, thinking, tools
    }

    let kind: Kind
    private let search: String
    private let escaped: [UInt8]

    /// Conversations of a kind that contain a text, in whichever case; an empty text is in all.
    init(kind: Kind = .all, search: String = "") {
        self.kind = kind
        self.search = search.lowercased()
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        let quoted = (try? encoder.encode(self.search)) ?? Data("\"\"".utf8)
        escaped = [UInt8](quoted.dropFirst().dropLast())
    }

    /// Whether a line is worth being read: it holds the text as our own files spell it.
    func mayContain(_ line: [UInt8]) -> Bool {
        guard !escaped.isEmpty else { return true }
        let lowered = Array(String(decoding: line, as: UTF8.self).lowercased().utf8)
        guard let first = escaped.first, lowered.count >= escaped.count else { return false }
        return (0...lowered.count - escaped.count).contains { begin in
            lowered[begin] == first && lowered[begin..<begin + escaped.count].elementsEqual(escaped)
        }
    }

    func fits(_ messages: [Message]) -> Bool {
        let isOfKind =
            switch kind {
            case .all: true
            case .system: messages.contains { $0.role == .system || $0.role == .developer }
            case .turns: messages.count { $0.role == .user } > 1
            case .thinking: messages.contains { $0.thinking != nil }
            case .tools: messages.contains { !$0.toolCalls.isEmpty || !$0.toolResults.isEmpty }
            }
        return isOfKind && (search.isEmpty || messages.contains { Self.words($0).lowercased().contains(search) })
    }

    /// All that a message says, thinks and asks for.
    private static func words(_ message: Message) -> String {
        message.parts.map { part in
            switch part {
            case .text(let text), .thinking(let text): text
            case .toolCall(let call): "\(call.name) \(call.arguments)"
            case .toolResult(let result): "\(result.name) \(result.text)"
            }
        }.joined(separator: "\n")
    }
}
