/// One message of a conversation: who speaks, and the parts of what is said.
///
/// A message is kept in one form: neighbouring texts are one text, an empty text is no part, and what a tool says is a
/// `ToolResult`. So two messages that look the same are equal, and parsing what was rendered gives the message again.
public struct Message: Sendable, Equatable {
    /// Who speaks.
    public enum Role: String, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
        case system, developer, user, assistant, tool
    }

    /// A part of a message.
    public enum Part: Sendable, Equatable {
        /// What is said.
        case text(String)
        /// What the assistant thinks before it says something.
        case thinking(String)
        /// What the assistant asks of a tool.
        case toolCall(ToolCall)
        /// What a tool answered.
        case toolResult(ToolResult)
    }

    /// Who speaks.
    public let role: Role
    /// What is said, in order.
    public private(set) var parts: [Part] = []

    /// A message of one text; of the role `tool`, the result of an unnamed tool.
    public init(_ role: Role, _ content: String) { self.init(role, parts: [.text(content)]) }

    /// A message of parts.
    public init(_ role: Role, parts: [Part]) {
        self.role = role
        for part in parts { append(part) }
    }

    /// Adds a part at the end.
    public mutating func append(_ part: Part) {
        switch part {
        case .text(let text) where role == .tool:
            parts.append(.toolResult(ToolResult(name: "", text: text)))
        case .text(let text):
            guard !text.isEmpty else { return }
            if case .text(let before) = parts.last {
                parts[parts.count - 1] = .text(before + text)
            } else {
                parts.append(part)
            }
        case .thinking, .toolCall, .toolResult: parts.append(part)
        }
    }

    /// All texts in one, thinking and calls left out; of the role `tool`, the results.
    public var content: String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .toolResult(let result): result.text
            case .thinking, .toolCall: ""
            }
        }.joined()
    }

    /// All that was thought in one; nil if nothing was.
    public var thinking: String? {
        let thoughts = parts.compactMap { if case .thinking(let text) = $0 { text } else { nil } }
        return thoughts.isEmpty ? nil : thoughts.joined()
    }

    /// What is asked of tools.
    public var toolCalls: [ToolCall] {
        parts.compactMap { if case .toolCall(let call) = $0 { call } else { nil } }
    }

    /// What tools answered.
    public var toolResults: [ToolResult] {
        parts.compactMap { if case .toolResult(let result) = $0 { result } else { nil } }
    }

    /// The same parts without those that `isLeftOut` names.
    public func removing(_ isLeftOut: (Part) -> Bool) -> Message {
        Message(role, parts: parts.filter { !isLeftOut($0) })
    }
}
