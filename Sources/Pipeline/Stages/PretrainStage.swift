import Artifacts
import Foundation
import Generation
import Tensors
import Tokenization
import Training
import Transformer

/// A network from random numbers, trained to predict the next token of the documents.
public struct PretrainStage: Stage {
    public static let name = "pretrain"
    let layers: Int
    let width: Int
    let heads: Int
    let context: Int
    let batch: Int
    let tokens: Int
    let training: TrainingParameters

    public init(_ section: RecipeSection, sources: [URL]) throws {
        let depth = try section.int("depth", default: 4, in: 1...64)
        layers = try section.int("layers", default: depth, in: 1...200)
        width = try section.int("width", default: 64 * depth, in: 16...16_384)
        heads = try section.int("heads", default: max(1, width / 64), in: 1...256)
        context = try section.int("context", default: 256, in: 16...131_072)
        batch = try section.int("batch", default: 16, in: 1...65_536)
        tokens = try section.int("tokens", default: 2_000_000, in: 1...Int.max)
        training = try TrainingParameters(section, rate: 4e-3, decayShare: 0.6)
    }

    public var needs: [String] { [TokensStage.name, TokenizerStage.name] }
    public var parameters: JSONValue {
        .object(
            training.json.merging([
                "layers": .int(layers), "width": .int(width), "heads": .int(heads), "context": .int(context),
                "batch": .int(batch), "tokens": .int(tokens),
            ]) { $1 })
    }

    public func run(in stage: StageContext) async throws -> [String: JSONValue] {
        let tokenizer = try Tokenizer(
            contentsOf: stage.inputs(TokenizerStage.name).appendingPathComponent("tokenizer.json"))
        var configuration = ModelConfiguration(
            vocabulary: (tokenizer.vocabularySize + 63) / 64 * 64, context: context, layers: layers, width: width,
            heads: heads)
        configuration.endOfText = tokenizer.specialTokens["<|endoftext|>"]
        configuration.beginningOfText = configuration.endOfText
        let model = LanguageModel(configuration, seed: stage.seed)
        let shards = stage.inputs(TokensStage.name)
        let data = try WindowData(
            TokenShard(shards.appendingPathComponent("training.tokens")), context: context, batch: batch,
            steps: max(1, tokens / (batch * context)), seed: stage.seed)
        let validation = BitsPerByte(
            try TokenShard(shards.appendingPathComponent("validation.tokens")),
            bytesPerToken: (0..<configuration.vocabulary).map { tokenizer.tokenBytes(Int32($0)).count },
            context: context)
        let generator = try TextGenerator(model, tokenizer)
        stage.report(.line("  \(model.parameterCount) parameters, \(model.flopsPerToken / 1_000_000) MFLOP per token"))
        let trainer = Trainer(
            model, data, training.settings(steps: data.steps), directory: stage.output, validation: validation,
            sample: { _ in Self.sample(generator) })
        let last = try trainer.run { stage.report($0, of: data.steps) }
        try Checkpoint.save(model, to: stage.output)
        try tokenizer.save(to: stage.output.appendingPathComponent("tokenizer.json"))
        trainer.removeCheckpoints()
        return [
            "reads": .string("\(data.steps) × \(batch) windows of \(context)"),
            "writes": .string("\(model.parameterCount) parameters"), "loss": .number(Double(last?.loss ?? 0)),
            "bits per byte": .number(last?.validationBitsPerByte ?? 0),
            "tokens per second": .number((last?.tokensPerSecond ?? 0).rounded()),
        ]
    }

    /// A short text from nothing, always with the same coin.
    private static func sample(_ generator: TextGenerator) -> String? {
        var options = GenerationOptions()
        options.maxTokens = 40
        options.sampling.temperature = 0.7
        let start = generator.model.configuration.endOfText ?? 0
        return (try? generator.complete([[start]], options)).map { generator.tokenizer.decode($0[0]) }
    }
}
