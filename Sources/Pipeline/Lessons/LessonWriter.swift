import Conversation
import Foundation
import TinyWeb
import ToolUse

/// Writes the conversations of the second fine-tuning about an invented world: what the tools really answered to real calls,
/// what the model knows, and that it does not know the rest.
///
/// A tool is used where the system message announces it and the user does not forbid it: a search for every question about
/// the world, a program for every problem. Without tools the model answers by itself.
package struct LessonWriter: Sendable {
    package let world: World
    let tools: ToolRegistry
    let chatProtocol: ChatProtocol
    let seed: UInt64

    /// A writer of lessons about a world, with the tools that really run.
    package init(world: World, tools: ToolRegistry, chatProtocol: ChatProtocol, seed: UInt64) {
        self.world = world
        self.tools = tools
        self.chatProtocol = chatProtocol
        self.seed = seed
    }

    static let (searchName, codeName) = ("search", "python")

    /// What the system message announces.
    enum Offer: CaseIterable {
        case nothing, search, code, both

        var names: [String] {
            switch self {
            case .nothing: []
            case .search: [searchName]
            case .code: [codeName]
            case .both: [searchName, codeName]
            }
        }
    }

    /// A conversation of one question and an answer without a call.
    func plain(_ offer: Offer, _ question: String, _ answer: String) -> [Message] {
        announcing(offer, [Message(.user, question), Message(.assistant, answer)])
    }

    /// The conversation under a system message that announces what is offered.
    func announcing(_ offer: Offer, _ messages: [Message]) -> [Message] {
        chatProtocol.announcing(offer.names.map { ToolAnnouncement(name: $0) }, in: messages)
    }

    /// A conversation with one call: the tool runs, and what it answers decides what the assistant says.
    func called(
        _ offer: Offer, after earlier: [Message] = [], _ question: String, tool: String, _ arguments: String,
        answer: (ToolOutcome) -> String
    ) async -> [Message] {
        let outcome = await ToolSession(tools).call(tool, text: arguments)
        return announcing(
            offer,
            earlier + [
                Message(.user, question),
                Message(.assistant, parts: [.toolCall(ToolCall(name: tool, arguments: arguments))]),
                Message(.tool, parts: [.toolResult(ToolResult(name: tool, text: outcome.text))]),
                Message(.assistant, answer(outcome)),
            ])
    }
}
