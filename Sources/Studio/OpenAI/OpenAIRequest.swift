import Conversation
import Foundation
import Generation

/// A text, or several.
enum OneOrMany: Decodable, Sendable {
    case one(String)
    case many([String])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .one(text)
        } else {
            self = .many(try container.decode([String].self))
        }
    }

    var all: [String] {
        switch self {
        case .one(let text): [text]
        case .many(let texts): texts
        }
    }
}

/// What chat and plain completions have in common.
struct SamplingFields: Decodable, Sendable {
    struct StreamOptions: Decodable, Sendable {
        var include_usage: Bool?
    }

    var model: String?
    var stream: Bool?
    var stream_options: StreamOptions?
    var temperature: Double?
    var top_p: Double?
    var top_k: Int?
    var min_p: Double?
    var seed: Int?
    var max_tokens: Int?
    var max_completion_tokens: Int?
    var stop: OneOrMany?
    /// The most tokens of thinking before an answer; an extension of OpenAI's API.
    var thinking_budget: Int?
    var n: Int?

    /// The options, each checked.
    func options(alternatives: Int) throws -> GenerationOptions {
        func check(_ name: String, _ value: Double?, _ range: ClosedRange<Double>) throws -> Float? {
            guard let value else { return nil }
            guard range.contains(value) else {
                throw APIError.parameter(
                    name, "'\(name)' is \(value); it should lie in \(range.lowerBound)…\(range.upperBound)")
            }
            return Float(value)
        }
        var options = GenerationOptions()
        options.sampling.temperature = try check("temperature", temperature, 0...2) ?? 0.8
        options.sampling.topP = try check("top_p", top_p, 0...1) ?? 1
        options.sampling.minP = try check("min_p", min_p, 0...1) ?? 0
        options.sampling.topK = Int(try check("top_k", top_k.map(Double.init), 0...1_000_000) ?? 0)
        options.sampling.seed = seed.map { UInt64(bitPattern: Int64($0)) } ?? .random(in: 0...UInt64.max)
        let most = max_completion_tokens ?? max_tokens
        options.maxTokens = Int(try check("max_tokens", most.map(Double.init), 1...1_000_000) ?? 512)
        options.thinkingTokens = try check("thinking_budget", thinking_budget.map(Double.init), 0...1_000_000).map {
            Int($0)
        }
        options.stopTexts = stop?.all ?? []
        guard options.stopTexts.count <= 16 else {
            throw APIError.parameter("stop", "at most 16 stop texts are allowed")
        }
        options.alternatives = alternatives
        _ = try check("n", n.map(Double.init), 1...64)
        return options
    }
}

/// The body of POST /v1/chat/completions.
struct ChatRequest: Decodable, Sendable {
    var messages: [Message]
    var logprobs: Bool?
    var top_logprobs: Int?

    /// The messages, of which there is at least one.
    func conversation() throws -> [Message] {
        guard !messages.isEmpty else { throw APIError.parameter("messages", "'messages' is empty") }
        return messages
    }
}

/// The body of POST /v1/completions.
struct CompletionRequest: Decodable, Sendable {
    /// A text, texts, ids or lists of ids.
    enum Prompt: Decodable, Sendable {
        case texts([String])
        case ids([[Int32]])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self = .texts([text])
            } else if let texts = try? container.decode([String].self) {
                self = .texts(texts)
            } else if let ids = try? container.decode([Int32].self) {
                self = .ids([ids])
            } else {
                self = .ids(try container.decode([[Int32]].self))
            }
        }
    }

    var prompt: Prompt
    var echo: Bool?
    var logprobs: Int?
}
