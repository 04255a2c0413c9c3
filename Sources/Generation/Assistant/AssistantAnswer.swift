import Conversation
import ToolUse

/// A whole answer of an assistant with tools.
public struct AssistantAnswer: Sendable {
    /// A call with what came back.
    public struct Use: Sendable, Equatable {
        /// What was asked.
        public let call: ToolCall
        /// What the tool answered.
        public let outcome: ToolOutcome
    }

    /// What the model made, with the tools' answers in between: the ids after the prompt.
    public private(set) var ids: [Int32] = []
    /// The calls in their order.
    public private(set) var uses: [Use] = []
    /// Why it ended.
    public private(set) var reason = FinishReason.cancelled
    /// What it took.
    public private(set) var statistics = GenerationStatistics()
    /// What the model said and thought after the last call.
    public private(set) var message = Message(.assistant, "")
    /// What it adds to the conversation: calls, results, and the last message.
    public private(set) var messages: [Message] = []

    /// Every page that the tools told of.
    public var sources: [ToolSource] { uses.flatMap(\.outcome.sources) }
}

extension Assistant {
    /// Answers a conversation and waits for the end.
    public func completeAnswer(
        _ messages: [Message], _ options: GenerationOptions, forbidden: Set<String> = []
    ) async throws -> AssistantAnswer {
        var made = AssistantAnswer()
        var turn: [Int32] = []
        for try await event in try await answer(messages, options, forbidden: forbidden) {
            made.take(event, &turn)
        }
        made.close(turn, chat.renderer)
        return made
    }
}

extension AssistantAnswer {
    fileprivate mutating func take(_ event: AssistantEvent, _ turn: inout [Int32]) {
        switch event {
        case .token(let token):
            ids.append(token.token.id)
            turn.append(token.token.id)
        case .called: break
        case .answered(let call, let outcome): uses.append(Use(call: call, outcome: outcome))
        case .forced(let forced):
            ids += forced.ids
            turn = []
        case .finished(let reason, _, let statistics):
            self.reason = reason
            self.statistics = statistics
        }
    }

    fileprivate mutating func close(_ turn: [Int32], _ renderer: ChatRenderer) {
        message = renderer.parseAnswer(turn)
        // A name that cannot be read was answered as an unknown one.
        messages = renderer.parseTurns(ids).map { message in
            Message(
                message.role,
                parts: message.parts.map { part in
                    guard case .toolCall(let call) = part, !ToolCall.isName(call.name) else { return part }
                    return .toolCall(ToolCall(name: Assistant.unknownTool, arguments: call.arguments, id: call.id))
                })
        }
    }
}
