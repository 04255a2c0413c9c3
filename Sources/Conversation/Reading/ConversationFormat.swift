import Foundation

/// The forms in which sets of conversations are published.
public enum ConversationFormat: String, Sendable, CaseIterable, Codable {
    /// OpenAI's messages.
    case messages
    /// ShareGPT's turns.
    case shareGPT = "sharegpt"
    /// Alpaca's instruction, input and output.
    case alpaca
    /// OpenAssistant's trees: one message per record.
    case oasst

    /// What a record looks like.
    public var example: String {
        switch self {
        case .messages:
            #"{"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello!"}]}"#
        case .shareGPT: #"{"conversations": [{"from": "human", "value": "Hi"}, {"from": "gpt", "value": "Hello!"}]}"#
        case .alpaca: #"{"instruction": "Say hi.", "input": "", "output": "Hi!"}"#
        case .oasst: #"{"message_id": "2", "parent_id": "1", "role": "assistant", "text": "Hello!", "rank": 0}"#
        }
    }

    /// The format of a record, by the names of its fields; nil if it is none of them.
    static func of(_ record: [UInt8]) -> ConversationFormat? {
        var scanner = JSONScanner(record)
        var keys: Set<String> = []
        guard scanner.skip(UInt8(ascii: "{")) else { return nil }
        repeat {
            guard let key = scanner.key() else { break }
            keys.insert(key)
            guard scanner.value() != nil else { break }
        } while scanner.skip(UInt8(ascii: ","))
        if keys.contains("messages") { return .messages }
        if keys.contains("conversations") { return .shareGPT }
        if keys.contains("instruction") { return .alpaca }
        if keys.contains("message_id") { return .oasst }
        return nil
    }
}
