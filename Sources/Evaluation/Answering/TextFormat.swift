import Conversation

/// How a base model, which only goes on with texts, reads a conversation.
public struct TextFormat: Sendable, Equatable {
    /// What stands before the user's words.
    public var beforeUser: String
    /// What stands behind them.
    public var afterUser: String
    /// What stands before the assistant's words.
    public var beforeAssistant: String
    /// What stands behind the assistant's words, and behind a system message.
    public var afterTurn: String
    /// Texts that end an answer.
    public var stops: [String]

    /// The texts one after another, as lm-evaluation-harness joins examples: `question answer⏎⏎question`.
    public static let plain = TextFormat(
        beforeUser: "", afterUser: "", beforeAssistant: " ", afterTurn: "\n\n", stops: [])

    /// A dialogue between Human and Assistant: an assistant made by the prompt alone (scene 7 of the talk).
    public static let dialogue = TextFormat(
        beforeUser: "Human: ", afterUser: "\n\nAssistant:", beforeAssistant: " ", afterTurn: "\n\n",
        stops: ["\n\nHuman:", "\nHuman:"])

    /// The conversation as one text that the assistant's words follow; its last words are gone on from.
    public func text(_ conversation: [Message]) -> String {
        var text = ""
        for (index, message) in conversation.enumerated() {
            let isLast = index == conversation.count - 1
            switch message.role {
            case .user: text += beforeUser + message.content + afterUser
            case .assistant: text += beforeAssistant + message.content + (isLast ? "" : afterTurn)
            case .system, .developer, .tool: text += message.content + afterTurn
            }
        }
        return text
    }
}
