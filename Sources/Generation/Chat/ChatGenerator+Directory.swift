import Conversation
import Foundation
import Tokenization

extension ChatGenerator {
    /// Loads a model's directory with its tokenizer.json.
    ///
    /// - Parameter chatProtocol: what it speaks; nil for the known protocol that its vocabulary is made for.
    /// - Throws: `ConversationError.noProtocol` when no known one fits, `.missingToken` when the one that is named does not.
    public init(directory: URL, chatProtocol: ChatProtocol? = nil) throws {
        let generator = try TextGenerator(directory: directory)
        try self.init(generator, chatProtocol: chatProtocol ?? ChatProtocol.speaking(generator.tokenizer))
    }
}
