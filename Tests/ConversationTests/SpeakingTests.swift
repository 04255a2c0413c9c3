import Conversation
import Foundation
import SwiftletTesting
import Testing
import Tokenization

/// Which protocol a vocabulary is made for.
struct SpeakingTests {
    private func spoken(_ tokens: [String]) throws -> String {
        let tokenizer = try TinyTokenizer.make(specialTokens: tokens)
        let found = try ChatProtocol.speaking(tokenizer)
        _ = try ChatRenderer(found, tokenizer: tokenizer)
        return found.name
    }

    @Test(arguments: ChatProtocol.known)
    func aVocabularyWithItsTokensSpeaksAProtocol(chatProtocol: ChatProtocol) throws {
        #expect(try spoken(chatProtocol.tokens) == chatProtocol.name)
        #expect(try spoken(chatProtocol.tokens + ["<|unused|>"]) == chatProtocol.name)
    }

    @Test func oursGoesFirstAndThenTheMostSpecific() throws {
        for other in ChatProtocol.known {
            let both = Set(ChatProtocol.swiftlet.tokens + other.tokens)
            #expect(try spoken(both.sorted()) == "swiftlet")
        }
        #expect(try spoken(Set(ChatProtocol.harmony.tokens + ChatProtocol.chatML.tokens).sorted()) == "harmony")
        #expect(try spoken(ChatProtocol.qwen.tokens.filter { !$0.contains("response") }) == "chatml-3.5")
        #expect(try ChatProtocol.speaking(TinyTokenizer.make()) == .swiftlet)
    }

    @Test func whereNoneFitsTheNearestIsNamedWithWhatItLacks() throws {
        let error = try #require(throws: ConversationError.self) {
            try spoken(ChatProtocol.llama3.tokens.filter { !["<|eom_id|>", "<|python_tag|>"].contains($0) })
        }
        #expect(error == .noProtocol(nearest: "llama3", missing: ["<|eom_id|>", "<|python_tag|>"]))
        for part in ["'<|eom_id|>', '<|python_tag|>'", "--protocol", "--base", "swiftlet complete"] {
            #expect("\(error)".contains(part))
        }
        #expect(throws: ConversationError.self) { try spoken([]) }
        #expect("\(ConversationError.missingToken(name: "<|x|>", chatProtocol: "qwen"))".contains("--protocol"))
    }

    @Test func aChatTemplateStandsInEitherFile() throws {
        try ScratchFolder.with { folder in
            #expect(!TokenizerConfiguration.hasChatTemplate(folder))
            try TokenizerConfiguration.write(for: TinyTokenizer.make(), isChat: false, to: folder)
            #expect(!TokenizerConfiguration.hasChatTemplate(folder))
            try TokenizerConfiguration.write(for: TinyTokenizer.make(), to: folder)
            #expect(TokenizerConfiguration.hasChatTemplate(folder))
            try Data("{}".utf8).write(to: folder.appendingPathComponent("tokenizer_config.json"))
            try Data("{{ messages }}".utf8).write(to: folder.appendingPathComponent("chat_template.jinja"))
            #expect(TokenizerConfiguration.hasChatTemplate(folder))
        }
    }

    @Test(.enabled(if: RealVocabularies.folder != nil))
    func publishedVocabulariesSpeakTheirProtocols() throws {
        #expect(try ChatProtocol.speaking(RealVocabularies.cl100k()) == .chatML)
        #expect(try ChatProtocol.speaking(RealVocabularies.llama3()) == .llama3)
        #expect(try ChatProtocol.speaking(RealVocabularies.o200k()) == .harmony)
        #expect(try ChatProtocol.speaking(RealVocabularies.qwen()) == .qwen)
    }
}
