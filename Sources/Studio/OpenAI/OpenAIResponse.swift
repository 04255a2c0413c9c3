import Foundation
import Generation

/// Counts of tokens.
struct Usage: Encodable, Sendable {
    var prompt_tokens = 0
    var completion_tokens = 0
    var total_tokens = 0

    mutating func add(_ statistics: GenerationStatistics, countingPrompt: Bool) {
        if countingPrompt { prompt_tokens += statistics.promptTokens }
        completion_tokens += statistics.completionTokens
        total_tokens = prompt_tokens + completion_tokens
    }
}

/// A token's probability in the shape of chat completions.
struct TokenLogprob: Encodable, Sendable {
    struct Top: Encodable, Sendable {
        let token: String
        let logprob: Float
        let bytes: [UInt8]
    }

    let token: String
    let logprob: Float
    let bytes: [UInt8]
    let top_logprobs: [Top]
}

/// `chat.completion` and `chat.completion.chunk`.
struct ChatCompletion: Encodable, Sendable {
    struct Function: Encodable, Sendable {
        var name: String?
        var arguments: String
    }

    /// A call, or in a stream a piece of one.
    struct ToolCall: Encodable, Sendable {
        var index: Int
        var id: String?
        var type: String?
        var function: Function
    }

    struct Content: Encodable, Sendable {
        var role: String?
        var content: String?
        var reasoning_content: String?
        var tool_calls: [ToolCall]?
        /// The server's own tools, beyond OpenAI's API: all of them in a whole answer, one by one in a stream.
        var swiftlet_tools: [ShownToolUse]?
        var swiftlet_tool_call: ShownToolUse?
        var swiftlet_tool_result: ShownToolUse?
    }

    struct Logprobs: Encodable, Sendable {
        var content: [TokenLogprob]
    }

    struct Choice: Encodable, Sendable {
        var index: Int
        var message: Content?
        var delta: Content?
        var logprobs: Logprobs?
        var finish_reason: String?

        private enum CodingKeys: CodingKey { case index, message, delta, logprobs, finish_reason }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(index, forKey: .index)
            try container.encodeIfPresent(message, forKey: .message)
            try container.encodeIfPresent(delta, forKey: .delta)
            try container.encode(logprobs, forKey: .logprobs)
            try container.encode(finish_reason, forKey: .finish_reason)
        }
    }

    var id: String
    var object: String
    var created: Int
    var model: String
    var choices: [Choice]
    var usage: Usage?
}

/// `text_completion`, whole or as a piece of a stream.
struct TextCompletion: Encodable, Sendable {
    struct Logprobs: Encodable, Sendable {
        var tokens: [String] = []
        var token_logprobs: [Float] = []
        var top_logprobs: [[String: Float]] = []
        var text_offset: [Int] = []
    }

    struct Choice: Encodable, Sendable {
        var index: Int
        var text: String
        var logprobs: Logprobs?
        var finish_reason: String?

        private enum CodingKeys: CodingKey { case index, text, logprobs, finish_reason }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(index, forKey: .index)
            try container.encode(text, forKey: .text)
            try container.encode(logprobs, forKey: .logprobs)
            try container.encode(finish_reason, forKey: .finish_reason)
        }
    }

    var id: String
    var object = "text_completion"
    var created: Int
    var model: String
    var choices: [Choice]
    var usage: Usage?
}
