import Foundation

/// Conversations as JSON lines in OpenAI's form: `{"messages": [{"role": "user", "content": "…"}, …]}`.
public enum ConversationFile {
    struct Line: Codable {
        let messages: [Message]
    }

    /// One conversation as one line, without the line end.
    public static func line(_ messages: [Message]) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        return try encoder.encode(Line(messages: messages))
    }

    /// Conversations as the bytes of a file.
    public static func data(_ conversations: [[Message]]) throws -> Data {
        try conversations.reduce(into: Data()) { $0 += try line($1) + Data([0x0A]) }
    }
}
