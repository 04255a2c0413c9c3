import Artifacts
import Conversation
import Foundation
import Generation
import Tensors
import Tokenization
import Transformer

/// Model directories for other programs, written whole or not at all.
public enum ModelPackage {
    /// What tells an earlier output from any other directory.
    private static let marker = "config.json"

    /// Writes any model in Hugging Face's layout with another element type or in other shards; see `Checkpoint.convert`.
    ///
    /// - Parameters:
    ///   - element: how floats are stored; nil keeps them as they are.
    ///   - shardSize: the most bytes of one weights file; nil writes a single one.
    ///   - replacing: whether a model that is in `output` gives way.
    public static func convert(
        _ source: URL, to output: URL, as element: FloatType?, shardSize: Int?, replacing: Bool
    ) throws {
        try AtomicDirectory.write(output, replacing: replacing ? marker : nil) { folder in
            try Checkpoint.convert(source, to: folder, as: element, shardSize: shardSize)
        }
    }

    /// Writes a model that was trained here with all that another program needs to run it: config.json, the weights,
    /// tokenizer.json, tokenizer_config.json (an assistant's with its chat template) and generation_config.json (with the token
    /// that ends an answer). What training leaves beside a model stays behind.
    ///
    /// The weights go through the network, so a model that is exported is one that runs here.
    public static func export(
        _ source: URL, to output: URL, as element: FloatType = .float32, shardSize: Int?, replacing: Bool
    ) throws {
        try AtomicDirectory.write(output, replacing: replacing ? marker : nil) { folder in
            let tokenizer = try Tokenizer(contentsOf: source.appendingPathComponent("tokenizer.json"))
            let model = try Checkpoint.load(source)
            guard tokenizer.vocabularySize <= model.configuration.vocabulary else {
                throw GenerationError.vocabularyMismatch(
                    tokenizer: tokenizer.vocabularySize, model: model.configuration.vocabulary)
            }
            // Only a fine-tuned model has this file: it is what makes it an assistant for other programs.
            let isChat = FileManager.default.fileExists(
                atPath: source.appendingPathComponent("tokenizer_config.json").path)
            try tokenizer.save(to: folder.appendingPathComponent("tokenizer.json"))
            try TokenizerConfiguration.write(for: tokenizer, isChat: isChat, to: folder)
            try Checkpoint.save(
                model, to: folder, as: element, shardSize: shardSize,
                endOfTurn: isChat ? tokenizer.specialTokens[ChatProtocol.swiftlet.endOfTurn] : nil)
        }
    }
}
