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
    ///
    /// - Throws: `ConversationError.cannotRender` for what the protocol cannot write.
    public func prompt(_ messages: [Message]) throws -> RenderedConversation {
        try renderer.render(messages, addingPrompt: true)
    }

    /// Answers a conversation; the protocol's end of turn ends the answer. `StreamParser(answerOf:)` tells what its tokens mean.
    public func answer(
        _ messages: [Message], _ options: GenerationOptions
    ) async throws -> AsyncThrowingStream<GenerationEvent, any Error> {
        try await generator.generate(prompt(messages).ids, stopping(options))
    }

    /// Answers many conversations at once, with thinking and calls of tools where there are some.
    public func messages(answering conversations: [[Message]], _ options: GenerationOptions) throws -> [Message] {
        try generator.complete(conversations.map { try prompt($0).ids }, stopping(options)).map(renderer.parseAnswer)
    }

    /// The texts of many answers.
    public func answers(_ conversations: [[Message]], _ options: GenerationOptions) throws -> [String] {
        try messages(answering: conversations, options).map(\.content)
    }

    /// The options with the tokens that end an answer.
    public func stopping(_ options: GenerationOptions) -> GenerationOptions {
        var options = options
        options.stopTokens.formUnion(renderer.stopTokens)
        if let end = generator.model.configuration.endOfText { options.stopTokens.insert(end) }
        return options
    }
}
