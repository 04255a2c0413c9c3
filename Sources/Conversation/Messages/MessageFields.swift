import Artifacts
import Foundation

/// `content`: a text, or a list of parts.
enum ContentField: Decodable {
    case text(String)
    case parts([PartField])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else {
            self = .parts(try container.decode([PartField].self))
        }
    }
}

/// One part of a content list.
struct PartField: Codable {
    let part: Message.Part

    private enum Field: String, CodingKey {
        case type, text, thinking, refusal, name, arguments, id
        case callID = "tool_call_id"
    }

    init(_ part: Message.Part) { self.part = part }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        let type = try fields.decode(String.self, forKey: .type)
        switch type {
        case "text", "input_text", "output_text": part = .text(try fields.decode(String.self, forKey: .text))
        case "refusal": part = .text(try fields.decode(String.self, forKey: .refusal))
        case "thinking": part = .thinking(try fields.decode(String.self, forKey: .thinking))
        case "tool_call":
            part = .toolCall(
                ToolCall(
                    name: try fields.decode(String.self, forKey: .name),
                    arguments: try fields.decode(JSONText.self, forKey: .arguments).text,
                    id: try fields.decodeIfPresent(String.self, forKey: .id)))
        case "tool_result":
            part = .toolResult(
                ToolResult(
                    name: try fields.decodeIfPresent(String.self, forKey: .name) ?? "",
                    text: try fields.decode(String.self, forKey: .text),
                    callID: try fields.decodeIfPresent(String.self, forKey: .callID)))
        default:
            throw DecodingError.dataCorruptedError(
                forKey: .type, in: fields,
                debugDescription: "a part of the type '\(type)' cannot be read, only text, thinking and tools can")
        }
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        switch part {
        case .text(let text):
            try fields.encode("text", forKey: .type)
            try fields.encode(text, forKey: .text)
        case .thinking(let text):
            try fields.encode("thinking", forKey: .type)
            try fields.encode(text, forKey: .thinking)
        case .toolCall(let call):
            try fields.encode("tool_call", forKey: .type)
            try fields.encode(call.name, forKey: .name)
            try fields.encode(call.arguments, forKey: .arguments)
            try fields.encodeIfPresent(call.id, forKey: .id)
        case .toolResult(let result):
            try fields.encode("tool_result", forKey: .type)
            try fields.encode(result.name, forKey: .name)
            try fields.encode(result.text, forKey: .text)
            try fields.encodeIfPresent(result.callID, forKey: .callID)
        }
    }
}

/// One of `tool_calls`: `{"id", "type": "function", "function": {"name", "arguments"}}`.
struct CallField: Codable {
    private struct Function: Codable {
        let name: String
        let arguments: JSONText
    }

    private enum Field: CodingKey { case id, type, function }

    let call: ToolCall

    init(_ call: ToolCall) { self.call = call }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        let function = try fields.decode(Function.self, forKey: .function)
        let id = try fields.decodeIfPresent(String.self, forKey: .id)
        call = ToolCall(name: function.name, arguments: function.arguments.text, id: id)
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        try fields.encodeIfPresent(call.id, forKey: .id)
        try fields.encode("function", forKey: .type)
        try fields.encode(Function(name: call.name, arguments: JSONText(call.arguments)), forKey: .function)
    }
}

/// A text, or any other JSON value as text with sorted keys, spaced as chat templates space it: some sets write arguments
/// as objects.
struct JSONText: Codable {
    let text: String

    init(_ text: String) { self.text = text }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self.text = text
        } else {
            text = try container.decode(JSONValue.self).spacedText
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension JSONValue {
    /// The value as text with sorted keys, a blank behind commas and colons.
    fileprivate var spacedText: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .int(let value): "\(value)"
        case .number(let value): "\(value)"
        case .string(let value): CallObjectWriter.quoted(value)
        case .array(let values): "[" + values.map(\.spacedText).joined(separator: ", ") + "]"
        case .object(let fields):
            "{"
                + fields.sorted { $0.key < $1.key }
                .map { "\(CallObjectWriter.quoted($0.key)): \($0.value.spacedText)" }.joined(separator: ", ") + "}"
        }
    }
}
