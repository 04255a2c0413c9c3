/// Messages as OpenAI's API writes them.
///
/// `content` is a text or a list of parts; `reasoning_content` is what was thought; `tool_calls` are the calls; a tool's
/// message has `tool_call_id` and `name`. What does not fit that order (a thought after a text, say) is written as a list of
/// parts of the types `text`, `thinking`, `tool_call` and `tool_result`, which is read as well.
extension Message: Codable {
    enum Field: String, CodingKey {
        case role, content, name
        case reasoning = "reasoning_content"
        case calls = "tool_calls"
        case callID = "tool_call_id"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        let spelled = try fields.decode(String.self, forKey: .role)
        guard let role = Role(rawValue: spelled) else {
            let roles = Role.allCases.map(\.rawValue).joined(separator: ", ")
            throw DecodingError.dataCorruptedError(
                forKey: .role, in: fields, debugDescription: "the role '\(spelled)' is not one of \(roles)")
        }
        let thought = try fields.decodeIfPresent(String.self, forKey: .reasoning)
        let calls = try fields.decodeIfPresent([CallField].self, forKey: .calls) ?? []
        guard role == .assistant || (thought == nil && calls.isEmpty) else {
            throw DecodingError.dataCorruptedError(
                forKey: .role, in: fields, debugDescription: "only the assistant thinks and calls tools")
        }
        let content: ContentField
        if thought == nil, calls.isEmpty {
            content = try fields.decode(ContentField.self, forKey: .content)
        } else {
            content = try fields.decodeIfPresent(ContentField.self, forKey: .content) ?? .parts([])
        }
        self.init(role, parts: thought.map { [.thinking($0)] } ?? [])
        switch content {
        case .text(let text) where role == .tool:
            let name = try fields.decodeIfPresent(String.self, forKey: .name) ?? ""
            let id = try fields.decodeIfPresent(String.self, forKey: .callID)
            append(.toolResult(ToolResult(name: name, text: text, callID: id)))
        case .text(let text): append(.text(text))
        case .parts(let parts): for part in parts { append(part.part) }
        }
        for call in calls { append(.toolCall(call.call)) }
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        try fields.encode(role.rawValue, forKey: .role)
        if role == .tool, parts.count == 1, let result = toolResults.first {
            try fields.encode(result.text, forKey: .content)
            if !result.name.isEmpty { try fields.encode(result.name, forKey: .name) }
            try fields.encodeIfPresent(result.callID, forKey: .callID)
            return
        }
        guard isInOpenAIOrder else {
            try fields.encode(parts.map(PartField.init), forKey: .content)
            return
        }
        try fields.encodeIfPresent(thinking, forKey: .reasoning)
        if toolCalls.isEmpty {
            try fields.encode(content, forKey: .content)
        } else {
            if content.isEmpty {
                try fields.encodeNil(forKey: .content)
            } else {
                try fields.encode(content, forKey: .content)
            }
            try fields.encode(toolCalls.map(CallField.init), forKey: .calls)
        }
    }

    /// At most one thought, then at most one text, then calls; the last two of the assistant alone.
    private var isInOpenAIOrder: Bool {
        let places = parts.map { part in
            switch part {
            case .thinking: 0
            case .text: 1
            case .toolCall: 2
            case .toolResult: 3
            }
        }
        let isOrdered = zip(places, places.dropFirst()).allSatisfy { $0 < $1 || ($0 == 2 && $1 == 2) }
        return isOrdered && !places.contains(3) && (role == .assistant || places.allSatisfy { $0 == 1 })
    }
}
