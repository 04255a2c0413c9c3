import Conversation
import Foundation
import Generation
import ToolUse

/// An assistant's answer that is printed while it comes: thinking faint, calls of tools and their results in brackets.
final class PrintedAnswer: @unchecked Sendable {
    private let renderer: ChatRenderer
    private var parser: StreamParser
    private var builder: MessageBuilder
    /// Calls of the turn that tools have answered, with their results.
    private var answered: [(call: ToolCall, result: Message)] = []
    private var earlier: [Message] = []

    /// An answer in a protocol.
    init(_ renderer: ChatRenderer) {
        self.renderer = renderer
        parser = StreamParser(answerOf: renderer)
        builder = MessageBuilder(renderer)
        builder.add(.turnBegan(.assistant))
    }

    /// What was said so far, calls that nobody answered left out.
    var messages: [Message] {
        let made = (builder.messages.first ?? Message(.assistant, "")).removing {
            if case .toolCall = $0 { true } else { false }
        }
        return earlier + [Message(.assistant, parts: made.parts + answered.map { .toolCall($0.call) })]
            + answered.map(\.result)
    }

    /// Prints an answer and returns what it took.
    func collect(_ events: AsyncThrowingStream<AssistantEvent, any Error>) async throws -> String {
        for try await event in events {
            switch event {
            case .token(let token): show(parser.append(token.token.id))
            case .called: break
            case .answered(let call, let outcome):
                let result = ToolResult(name: call.name, text: outcome.text, callID: call.id)
                answered.append((call, Message(.tool, parts: [.toolResult(result)])))
                let places = outcome.sources.map { "\n[\($0.number)] \($0.url)" }.joined()
                print(String(format: "\n[%@ after %.2f s: ", call.name, outcome.seconds) + outcome.text + places + "]")
            case .forced:
                show(parser.finish())
                beginTurn()
            case .finished(_, _, let statistics):
                show(parser.finish())
                return Self.line(statistics)
            }
        }
        return ""
    }

    /// The figures of a generation.
    static func line(_ statistics: GenerationStatistics) -> String {
        String(
            format: "\n(%d tokens, %.0f tokens/s, first after %.0f ms)", statistics.completionTokens,
            statistics.tokensPerSecond, statistics.secondsToFirstToken * 1000)
    }

    private func beginTurn() {
        earlier = messages
        answered = []
        parser = StreamParser(answerOf: renderer)
        builder = MessageBuilder(renderer)
        builder.add(.turnBegan(.assistant))
        print("\n")
    }

    private func print(_ piece: String) { Terminal.shared.stream(piece) }

    private func show(_ events: [ChatEvent]) {
        for event in events {
            builder.add(event)
            switch event {
            case .text(let text), .arguments(let text): print(text)
            case .thinkingBegan: print(Terminal.shared.showsColours ? "\u{1B}[2m" : "(")
            case .thinking(let text): print(text)
            case .thinkingEnded: print(Terminal.shared.showsColours ? "\u{1B}[0m\n" : ")\n")
            case .callBegan(let name): print("[\(name): ")
            case .callEnded: print("]")
            default: break
            }
        }
    }
}
