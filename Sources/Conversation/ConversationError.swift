/// What can be wrong with conversations, protocols and files of them.
public enum ConversationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no such file.
    case missingFile(path: String)
    /// A line of a file is not a conversation; `repair` says what to do about it.
    case badLine(path: String, line: Int, reason: String, repair: String)
    /// A file is none of the known formats.
    case unknownFormat(path: String, reason: String)
    /// The vocabulary lacks a token of the protocol.
    case missingToken(name: String, chatProtocol: String)
    /// The vocabulary has the tokens of no known protocol; the nearest one, and what it lacks of that.
    case noProtocol(nearest: String, missing: [String])
    /// A protocol's description cannot be used.
    case badProtocol(name: String, field: String, reason: String)
    /// There is no protocol of this name.
    case unknownProtocol(name: String)
    /// The protocol has no way to write a message; `message` counts from 1.
    case cannotRender(message: Int, what: String, chatProtocol: String)
    /// A mixture cannot be made.
    case badMixture(source: String, reason: String)

    public var description: String {
        switch self {
        case .missingFile(let path): "\(path) does not exist. Conversations are a file of JSON lines or a JSON array."
        case .badLine(let path, let line, let reason, let repair): "\(path), line \(line): \(reason). \(repair)"
        case .unknownFormat(let path, let reason):
            "\(path): \(reason). Known are "
                + ConversationFormat.allCases.map { "\($0.rawValue) (\($0.example))" }.joined(separator: ", ")
                + ". Name one with --format."
        case .missingToken(let name, let chatProtocol):
            "the vocabulary has no token '\(name)', which the protocol '\(chatProtocol)' needs. "
                + "Choose a protocol whose tokens it has (--protocol NAME), or " + Self.baseAdvice
        case .noProtocol(let nearest, let missing):
            "the vocabulary has the control tokens of no known chat protocol; of the nearest, '\(nearest)', it lacks "
                + missing.map { "'\($0)'" }.joined(separator: ", ")
                + ". Describe the model's own in a JSON file (docs/conversations.md) and name that with --protocol, or "
                + Self.baseAdvice
        case .badProtocol(let name, let field, let reason):
            "the protocol '\(name)' cannot be used, \(field): \(reason). docs/conversations.md describes the fields."
        case .unknownProtocol(let name):
            "there is no protocol '\(name)'. Known are \(ChatProtocol.known.map(\.name).joined(separator: ", ")); "
                + "a JSON file that describes one can be named as well."
        case .cannotRender(let message, let what, let chatProtocol):
            "message \(message) cannot be written in the protocol '\(chatProtocol)': \(what). "
                + "Change the message or choose another protocol."
        case .badMixture(let source, let reason): "the source '\(source)' of the mixture: \(reason)."
        }
    }

    private static let baseAdvice =
        "take it for a base model: with 'swiftlet complete', or with --base where models are evaluated."
}
