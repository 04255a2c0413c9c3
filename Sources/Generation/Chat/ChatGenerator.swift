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

    /// The options with the tokens that end an answer, and those that end thinking.
    public func stopping(_ options: GenerationOptions) -> GenerationOptions {
        var options = options
        options.stopTokens.formUnion(renderer.stopTokens)
        if let end = generator.model.configuration.endOfText { options.stopTokens.insert(end) }
        options.thinking = ThinkingBudget(options.thinkingTokens, renderer)
        return options
    }
}
