import Tokenization

/// A vocabulary for tests, trained on the spot.
public enum TinyTokenizer {
    /// Bytes, a few merges and the special tokens.
    public static func make(vocabulary: Int = 300) throws -> Tokenizer {
        var trainer = try TokenizerTrainer(vocabularySize: vocabulary)
        trainer.add("the cat and the dog sat on the mat, and then the cat ran to the dog. hello hello world, the world")
        return trainer.train()
    }
}
