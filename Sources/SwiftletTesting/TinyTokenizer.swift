import Foundation
import Tokenization

/// A vocabulary for tests, trained on the spot.
public enum TinyTokenizer {
    /// Bytes, a few merges and the special tokens.
    public static func make(vocabulary: Int = 300) throws -> Tokenizer {
        var trainer = try TokenizerTrainer(vocabularySize: vocabulary)
        trainer.add("the cat and the dog sat on the mat, and then the cat ran to the dog. hello hello world, the world")
        return trainer.train()
    }

    /// Bytes, a few merges, and these special tokens alone: the vocabulary of a model from elsewhere.
    public static func make(specialTokens: [String]) throws -> Tokenizer {
        let own = try make()
        var top = try JSONSerialization.jsonObject(with: own.tokenizerJSON()) as? [String: Any] ?? [:]
        let first = own.vocabularySize - own.specialTokens.count
        top["added_tokens"] = specialTokens.enumerated().map { index, name -> [String: Any] in
            ["id": first + index, "content": name, "special": true]
        }
        return try ScratchFolder.with("tokenizer.json") { url in
            try JSONSerialization.data(withJSONObject: top).write(to: url)
            return try Tokenizer(contentsOf: url)
        }
    }
}
