import Conversation
import Generation
import Tokenization
import Transformer

/// A network that answers: as an assistant through its chat protocol, or as a base model that goes on with a text.
public struct ModelAnswerer: Answerer {
    /// How the network reads conversations.
    public enum Reading: Sendable {
        /// Through a chat protocol.
        case chat(ChatRenderer)
        /// As one text.
        case text(TextFormat)
    }

    public let name: String
    /// The network.
    public let generator: TextGenerator
    /// How it reads conversations.
    public let reading: Reading
    let scorer: LikelihoodScorer
    private let chatStops: Set<Int32>

    /// A base model.
    public init(_ generator: TextGenerator, name: String, format: TextFormat = .plain, addsBeginning: Bool? = nil) {
        self.name = name
        self.generator = generator
        reading = .text(format)
        scorer = LikelihoodScorer(generator.model, generator.tokenizer, addsBeginning: addsBeginning)
        chatStops = []
    }

    /// An assistant.
    public init(_ chat: ChatGenerator, name: String) {
        self.name = name
        generator = chat.generator
        reading = .chat(chat.renderer)
        scorer = LikelihoodScorer(chat.generator.model, chat.generator.tokenizer)
        chatStops = chat.stopping(GenerationOptions()).stopTokens
    }

    public var isAssistant: Bool { if case .chat = reading { true } else { false } }

    public func replies(to conversations: [[Message]], _ options: AnswerOptions) async throws -> [Reply] {
        let prompts = try conversations.map { try prompt($0, room: options.maxTokens) }
        return try await prompts.concurrentMap { try await reply($0, generation(options, for: $0.ids)) }
    }

    private func reply(_ prompt: Prompt, _ options: GenerationOptions) async throws -> Reply {
        var reply = Reply("", droppedTokens: prompt.droppedTokens)
        for try await event in try await generator.generate(prompt.ids, options) {
            switch event {
            case .token(let token): reply.text += token.text
            case .finished(let reason, let rest, let statistics):
                reply.text += rest
                reply.tokens = statistics.completionTokens
                reply.isCut = reason == .length
            }
        }
        try Task.checkCancellation()
        return reply
    }

    private func generation(_ options: AnswerOptions, for prompt: [Int32]) -> GenerationOptions {
        var made = GenerationOptions()
        made.maxTokens = max(1, options.maxTokens)
        made.sampling.temperature = options.temperature
        made.sampling.seed = options.seed(for: prompt)
        made.stopTexts = options.stops
        let ends = [generator.model.configuration.endOfText, generator.model.configuration.beginningOfText]
        made.stopTokens = chatStops.union(ends.compactMap { $0 })
        if case .text(let format) = reading { made.stopTexts += format.stops }
        return made
    }

    public func likelihoods(of requests: [LikelihoodRequest]) async throws -> [Likelihood] {
        let pairs = try requests.map { request in
            switch reading {
            case .chat:
                let continuation = generator.tokenizer.encode(request.continuation)
                guard !continuation.isEmpty else {
                    throw EvaluationError.emptyContinuation(text: request.continuation)
                }
                return LikelihoodScorer.Pair(context: try chatPrompt(request.conversation), continuation: continuation)
            case .text(let format):
                return try scorer.pair(
                    context: format.text(request.conversation),
                    continuation: (request.beginsWord ? format.beforeAssistant : "") + request.continuation)
            }
        }
        return try scorer.likelihoods(pairs)
    }

    public func rollingLikelihoods(of texts: [String]) async throws -> [Likelihood] { try scorer.rolling(texts) }
}
