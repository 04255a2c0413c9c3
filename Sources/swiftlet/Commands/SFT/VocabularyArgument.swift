import Artifacts
import Conversation
import Foundation
import Tokenization

/// Vocabularies and protocols as they are named on the command line.
enum VocabularyArgument {
    /// A protocol by its name, or from a JSON file.
    static func chatProtocol(_ name: String) throws -> ChatProtocol {
        name.hasSuffix(".json")
            ? try ChatProtocol(contentsOf: URL(fileURLWithPath: name)) : try ChatProtocol(named: name)
    }

    /// A vocabulary: `bytes`, a .tiktoken file with the control tokens of its chat models, a tokenizer.json, a model's directory
    /// or a run.
    ///
    /// - Parameter chatProtocol: what it is for; nil for whatever its control tokens are made for.
    static func tokenizer(_ name: String, for chatProtocol: ChatProtocol?, home: HomeOptions) throws -> Tokenizer {
        if name == "bytes" {
            return try TokenizerTrainer(vocabularySize: 256 + TokenizerTrainer.specialTokens.count).train()
        }
        let url = URL(fileURLWithPath: name)
        if name.hasSuffix(".tiktoken") {
            return try Tokenizer(
                tiktoken: url, pattern: .gpt4(digits: 3),
                specialTokens: controlTokens(of: url.lastPathComponent, chatProtocol))
        }
        if name.hasSuffix(".json") { return try Tokenizer(contentsOf: url) }
        return try Tokenizer(contentsOf: try home.model(name).appendingPathComponent("tokenizer.json"))
    }

    private static func controlTokens(of file: String, _ chatProtocol: ChatProtocol?) -> [String: Int32] {
        if file.hasPrefix("o200k") {
            return Tokenizer.ControlTokens.harmony.merging(Tokenizer.ControlTokens.o200kChat) { $1 }
        }
        // Llama 3's vocabulary begins with cl100k_base.
        return chatProtocol?.name == ChatProtocol.llama3.name
            ? Tokenizer.ControlTokens.llama3 : Tokenizer.ControlTokens.cl100kChat
    }
}
