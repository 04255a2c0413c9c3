import Conversation
import Foundation
import Generation
import SwiftletTesting
import Testing
import Tokenization
import Transformer

/// Chat models of which only the directory is known.
struct ChatGeneratorTests {
    @Test func aModelSpeaksWhatItsVocabularyIsMadeForUnlessAProtocolIsNamed() throws {
        try ScratchFolder.with("model") { folder in
            let tokenizer = try TinyTokenizer.make(specialTokens: ChatProtocol.qwen.tokens)
            try Checkpoint.save(TinyModels.model(vocabulary: tokenizer.vocabularySize), to: folder)
            try tokenizer.save(to: folder.appendingPathComponent("tokenizer.json"))
            #expect(try ChatGenerator(directory: folder).renderer.chatProtocol == .qwen)
            let named = try ChatGenerator(directory: folder, chatProtocol: .chatML35)
            #expect(named.renderer.chatProtocol == .chatML35)
            #expect(throws: ConversationError.missingToken(name: "<|im_sep|>", chatProtocol: "chatml")) {
                _ = try ChatGenerator(directory: folder, chatProtocol: .chatML)
            }
        }
    }
}
