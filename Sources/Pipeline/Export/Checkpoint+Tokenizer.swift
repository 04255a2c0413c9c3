import Conversation
import Foundation
import Tokenization
import Transformer

extension Checkpoint {
    /// Writes a model with its vocabulary and its chat template: a directory that can be talked to.
    public static func save(_ model: LanguageModel, _ tokenizer: Tokenizer, to directory: URL) throws {
        try save(model, to: directory)
        try tokenizer.save(to: directory.appendingPathComponent("tokenizer.json"))
        try TokenizerConfiguration.write(for: tokenizer, to: directory)
    }
}
