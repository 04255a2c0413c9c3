import Conversation
import ToolUse

/// What happens while an assistant with tools answers.
public enum AssistantEvent: Sendable {
    /// The model made one more token.
    case token(GeneratedToken)
    /// A tool begins to run.
    case called(ToolCall)
    /// A tool has answered.
    case answered(ToolCall, ToolOutcome)
    /// These tokens enter the sequence as if the model had made them: what tools answered, and the header of its next turn.
    case forced(RenderedConversation)
    /// The end; `text` is what was still held back.
    case finished(FinishReason, text: String, GenerationStatistics)
}
