import Artifacts
import Foundation

extension ChatProtocol {
    /// Reads a description from JSON; fields that are left out have the values of a plain protocol.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try fields.decode(String.self, forKey: .name),
            tokens: try fields.decode([String].self, forKey: .tokens),
            openings: try fields.decode([Message.Role: String].self, forKey: .openings),
            endOfTurn: try fields.decode(String.self, forKey: .endOfTurn))
        start = try fields.decodeIfPresent(String.self, forKey: .start) ?? start
        text = try fields.decodeIfPresent([String].self, forKey: .text) ?? text
        preamble = try fields.decodeIfPresent([String].self, forKey: .preamble) ?? preamble
        thinking = try fields.decodeIfPresent([String].self, forKey: .thinking) ?? thinking
        calls = try fields.decodeIfPresent([ToolForm].self, forKey: .calls) ?? calls
        callObject = try fields.decodeIfPresent(CallObject.self, forKey: .callObject) ?? callObject
        announcement = try fields.decodeIfPresent(String.self, forKey: .announcement) ?? announcement
        results = try fields.decodeIfPresent([ToolForm].self, forKey: .results) ?? results
        betweenCalls = try fields.decodeIfPresent(String.self, forKey: .betweenCalls) ?? betweenCalls
        betweenResults = try fields.decodeIfPresent(String.self, forKey: .betweenResults) ?? betweenResults
        endOfAnswer = try fields.decodeIfPresent(String.self, forKey: .endOfAnswer)
        endOfCall = try fields.decodeIfPresent(String.self, forKey: .endOfCall)
        afterTurn = try fields.decodeIfPresent(String.self, forKey: .afterTurn) ?? afterTurn
        endOfText = try fields.decodeIfPresent([String].self, forKey: .endOfText) ?? endOfText
        partsHaveOpenings = try fields.decodeIfPresent(Bool.self, forKey: .partsHaveOpenings) ?? partsHaveOpenings
        dropsEarlierThinking =
            try fields.decodeIfPresent(Bool.self, forKey: .dropsEarlierThinking) ?? dropsEarlierThinking
    }

    /// A protocol without tools and thinking; the other fields can be set.
    public init(name: String, tokens: [String], openings: [Message.Role: String], endOfTurn: String) {
        self.name = name
        self.tokens = tokens
        self.openings = openings
        self.endOfTurn = endOfTurn
    }

    /// Reads a description from a file.
    public init(contentsOf url: URL) throws {
        guard let data = FileManager.default.contents(atPath: url.path) else {
            throw ConversationError.missingFile(path: url.path)
        }
        do {
            self = try ForeignJSONDecoder().decode(ChatProtocol.self, from: data)
        } catch let error as DecodingError {
            let (field, reason) = error.placeAndReason
            throw ConversationError.badProtocol(
                name: url.lastPathComponent, field: field.isEmpty ? "the whole file" : field, reason: reason)
        } catch {
            throw ConversationError.badProtocol(
                name: url.lastPathComponent, field: "the whole file", reason: error.localizedDescription)
        }
    }
}

extension DecodingError {
    /// Where in a JSON value something is wrong, and what.
    var placeAndReason: (place: String, reason: String) {
        func path(_ keys: [any CodingKey]) -> String {
            keys.map { key in key.intValue.map { "\($0 + 1)" } ?? key.stringValue }.joined(separator: ".")
        }
        switch self {
        case .keyNotFound(let key, let context): return (path(context.codingPath), "'\(key.stringValue)' is missing")
        case .typeMismatch(let type, let context):
            return (path(context.codingPath), "it should be \(Self.words(type))")
        case .valueNotFound(let type, let context):
            return (path(context.codingPath), "it is null but should be \(Self.words(type))")
        case .dataCorrupted(let context):
            // An underlying error comes from the JSON itself.
            let isSyntax = context.underlyingError != nil || context.codingPath.isEmpty
            return (path(context.codingPath), isSyntax ? "it is not valid JSON" : context.debugDescription)
        @unknown default: return ("", "it cannot be decoded")
        }
    }

    private static func words(_ type: any Any.Type) -> String {
        switch "\(type)" {
        case "String": "a text"
        case "Int", "Double": "a number"
        case "Bool": "true or false"
        case let name where name.hasPrefix("Array"): "a list"
        default: "an object"
        }
    }
}
