import Conversation
import Foundation
import ToolUse

/// A chat whose model may call tools: a call pauses its sequence, the tool runs, what it returns enters as forced tokens, and
/// the sequence goes on; other sequences go on meanwhile.
public struct Assistant: Sendable {
    /// The model that chats.
    public let chat: ChatGenerator
    /// The tools that there are; without any, a call ends the answer, for the caller to run.
    public let tools: ToolRegistry
    /// What an answer may spend on tools.
    public let limits: ToolLimits

    /// A chat with tools.
    public init(_ chat: ChatGenerator, tools: ToolRegistry, limits: ToolLimits = ToolLimits()) {
        self.chat = chat
        self.tools = tools
        self.limits = limits
    }

    /// The conversation with the tools announced that this answer may use.
    ///
    /// - Parameter forbidden: names of tools that it may not use.
    public func announced(_ messages: [Message], forbidden: Set<String> = []) -> [Message] {
        let allowed = tools.tools.filter { !forbidden.contains($0.name) }
        return chat.renderer.chatProtocol.announcing(allowed.map(\.announcement), in: messages)
    }

    /// Answers a conversation; ending the iteration early ends the work.
    ///
    /// - Parameter forbidden: names of tools that this answer may not use.
    /// - Throws: `GenerationError`, `ConversationError.cannotRender`.
    public func answer(
        _ messages: [Message], _ options: GenerationOptions, forbidden: Set<String> = []
    ) async throws -> AsyncThrowingStream<AssistantEvent, any Error> {
        let prompt = try chat.prompt(announced(messages, forbidden: forbidden)).ids
        let generation = try await chat.generator.begin(prompt, chat.stopping(options))
        let session = ToolSession(tools, limits: limits, forbidden: forbidden)
        let (stream, continuation) = AsyncThrowingStream<AssistantEvent, any Error>.makeStream()
        let task = Task {
            do {
                try await run(generation, session) { continuation.yield($0) }
                continuation.finish()
            } catch {
                continuation.finish(throwing: error)
            }
        }
        continuation.onTermination = { _ in task.cancel() }
        return stream
    }

    private func run(
        _ generation: PausingGeneration, _ session: ToolSession, _ report: (AssistantEvent) -> Void
    ) async throws {
        var turn: [Int32] = []
        for await event in generation.events {
            switch event {
            case .token(let token):
                turn.append(token.token.id)
                report(.token(token))
            case .paused:
                let calls = tools.tools.isEmpty ? [] : calls(of: turn)
                guard !calls.isEmpty else {
                    await generation.end()
                    continue
                }
                var results: [Message] = []
                for call in calls {
                    report(.called(call))
                    let outcome = await session.call(call.name, text: call.arguments)
                    report(.answered(call, outcome))
                    results.append(
                        Message(
                            .tool,
                            parts: [.toolResult(ToolResult(name: call.name, text: outcome.text, callID: call.id))]))
                }
                try Task.checkCancellation()
                let forced = try chat.renderer.continuation(results)
                report(.forced(forced))
                turn = []
                await generation.resume(forced.ids)
            case .finished(let reason, let text, let statistics): report(.finished(reason, text: text, statistics))
            }
        }
        try Task.checkCancellation()
    }

    /// The calls that a turn ends with; none where it was no token of the protocol that ended it.
    private func calls(of turn: [Int32]) -> [ToolCall] {
        guard let last = turn.last, chat.renderer.stopTokens.contains(last) else { return [] }
        return chat.renderer.parseAnswer(turn).toolCalls.map { call in
            // A name that cannot be read is answered, too: with what is wrong.
            ToolCall.isName(call.name)
                ? call : ToolCall(name: Self.unknownTool, arguments: call.arguments, id: call.id)
        }
    }

    /// What a tool is called whose name cannot be read.
    static let unknownTool = "unknown"
}

extension Tool {
    /// What a model is told of the tool.
    var announcement: ToolAnnouncement {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let schema = (try? encoder.encode(parameters)).map { String(decoding: $0, as: UTF8.self) }
        return ToolAnnouncement(name: name, description: description, schema: schema ?? "{}")
    }
}
