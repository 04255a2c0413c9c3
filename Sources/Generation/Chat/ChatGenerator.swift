import Conversation
import Foundation
import Tokenization
import Transformer

/// A generator that speaks a chat protocol.
public struct ChatGenerator: Sendable {
    /// The model.
    public let generator: TextGenerator
    /// The protocol with the vocabulary.
    public let renderer: ChatRenderer

    /// A chat over a generator.
    public init(_ generator: TextGenerator, chatProtocol: ChatProtocol = .swiftlet) throws {
        self.generator = generator
        renderer = try ChatRenderer(chatProtocol, tokenizer: generator.tokenizer)
    }

    /// What the model gets to see for a conversation that the assistant is to answer.
    public func prompt(_ messages: [Message]) -> RenderedConversation { renderer.render(messages, addingPrompt: true) }

    /// Answers a conversation; the protocol's end of turn ends the answer.
    public func answer(
        _ messages: [Message], _ options: GenerationOptions
    ) async throws -> AsyncThrowingStream<GenerationEvent, any Error> {
        try await generator.generate(prompt(messages).ids, stopping(options))
    }

    /// Answers many conversations at once.
    public func answers(_ conversations: [[Message]], _ options: GenerationOptions) throws -> [String] {
        let options = stopping(options)
        return try generator.complete(conversations.map { prompt($0).ids }, options).map {
            generator.tokenizer.decode($0.filter { !options.stopTokens.contains($0) })
        }
    }

    /// The options with the tokens that end an answer.
    public func stopping(_ options: GenerationOptions) -> GenerationOptions {
        var options = options
        options.stopTokens.insert(renderer.endOfTurn)
        if let end = generator.model.configuration.endOfText { options.stopTokens.insert(end) }
        return options
    }
}
