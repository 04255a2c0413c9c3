import Foundation

/// Conversations as JSON lines: `{"messages": [{"role": "user", "content": "…"}, …]}`.
public enum ConversationFile {
    private struct Line: Codable {
        let messages: [Message]
    }

    /// Reads a file; an error names the line.
    public static func read(_ url: URL) throws -> [[Message]] {
        guard let data = FileManager.default.contents(atPath: url.path) else {
            throw ConversationError.missingFile(path: url.path)
        }
        var conversations: [[Message]] = []
        for (index, line) in data.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            guard !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) else { continue }
            do {
                let messages = try JSONDecoder().decode(Line.self, from: line).messages
                guard messages.contains(where: { $0.role == .assistant }) else {
                    throw ConversationError.badLine(
                        path: url.path, line: index + 1, reason: "nothing is said by the assistant")
                }
                conversations.append(messages)
            } catch let error as DecodingError {
                throw ConversationError.badLine(path: url.path, line: index + 1, reason: Self.reason(error))
            }
        }
        return conversations
    }

    /// One conversation as one line, without the line end.
    public static func line(_ messages: [Message]) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        return try encoder.encode(Line(messages: messages))
    }

    private static func reason(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, _): "'\(key.stringValue)' is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            context.codingPath.isEmpty
                ? "it is not a JSON object"
                : "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' is wrong"
        @unknown default: "it cannot be decoded"
        }
    }
}

/// What can be wrong with conversations.
public enum ConversationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no such file.
    case missingFile(path: String)
    /// A line is not a conversation.
    case badLine(path: String, line: Int, reason: String)
    /// The vocabulary lacks a token of the protocol.
    case missingToken(name: String, chatProtocol: String)

    public var description: String {
        switch self {
        case .missingFile(let path): "\(path) does not exist. Conversations are a file of JSON lines."
        case .badLine(let path, let line, let reason):
            "\(path), line \(line): \(reason). A line looks like "
                + #"{"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello!"}]}."#
        case .missingToken(let name, let chatProtocol):
            "the vocabulary has no token '\(name)', which the protocol '\(chatProtocol)' needs. "
                + "Train the tokenizer again, or use a base model with 'swiftlet complete'."
        }
    }
}
