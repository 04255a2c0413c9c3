import Conversation
import ToolUse

/// A call of a tool and what came back, as clients see it; a field is missing until it is known.
struct ShownToolUse: Encodable, Sendable {
    /// What happened, in the studio's own streams: call, result.
    var type: String?
    /// The call's place in the answer, from 1.
    let number: Int
    let name: String
    var arguments: String?
    var text: String?
    var sources: [ToolSource]?
    /// Whether the text tells what went wrong.
    var error: Bool?
    var seconds: Double?
}

/// The calls of an answer, in order.
struct ShownToolUses: Sendable {
    private(set) var all: [ShownToolUse] = []

    /// Seconds that the tools took.
    var seconds: Double { all.reduce(0) { $0 + ($1.seconds ?? 0) } }

    /// A call that begins.
    mutating func begin(_ call: ToolCall) -> ShownToolUse {
        let use = ShownToolUse(number: all.count + 1, name: call.name, arguments: call.arguments)
        all.append(use)
        return use
    }

    /// What the call that began last gave.
    mutating func end(_ call: ToolCall, _ outcome: ToolOutcome) -> ShownToolUse {
        let result = ShownToolUse(
            number: max(1, all.count), name: call.name, text: outcome.text, sources: outcome.sources,
            error: outcome.isError, seconds: outcome.seconds)
        if let last = all.indices.last {
            all[last].text = result.text
            all[last].sources = result.sources
            all[last].error = result.error
            all[last].seconds = result.seconds
        }
        return result
    }
}
