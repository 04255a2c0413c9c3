import Artifacts
import Foundation
import Generation
import Tensors
import Tokenization
import Training
import Transformer
import Yams

/// A network from random numbers, trained to predict the next token of the documents.
public struct PretrainStage: Stage {
    public static let name = "pretrain"
    /// The dial; nil when the recipe sets the shape itself.
    let depth: Int?
    /// What the recipe sets.
    let given: DepthRules.Given
    /// Sequences per forward pass; nil for the standard.
    let microBatch: Int?
    /// Which windows only copy; the tokens come from the vocabulary.
    let copying: Copying
    let training: TrainingParameters
    let keep: Trainer.Settings.Keep
    /// The optimizer of the matrices.
    public var optimizer: Optimizer.Kind { training.optimizer }

    /// With `depth`, or without a shape, all that the recipe leaves out follows from the rules of the dial. A recipe that sets
    /// `layers` or `width` itself gets standard values for the rest.
    public init(_ section: RecipeSection, sources: [URL]) throws {
        let dial = try section.int("depth", in: 1...64)
        var given = DepthRules.Given()
        given.layers = try section.int("layers", in: 1...200)
        given.width = try section.int("width", in: 16...16_384)
        given.heads = try section.int("heads", in: 1...256)
        given.context = try section.int("context", in: 16...131_072)
        given.batch = try section.int("batch", in: 1...65_536)
        given.tokens = try section.int("tokens", in: 1...Int.max)
        given.rate = try section.double("rate", in: 1e-6...1)
        if dial == nil, given.layers != nil || given.width != nil {
            depth = nil
            given.layers = given.layers ?? 4
            given.width = given.width ?? 256
            given.heads = given.heads ?? max(1, (given.width ?? 256) / 64)
            given.context = given.context ?? 256
            given.batch = given.batch ?? 16
            given.tokens = given.tokens ?? 2_000_000
            given.rate = given.rate ?? 4e-3
        } else {
            depth = dial ?? 4
        }
        let families = ModelConfiguration.Architecture.allCases.map(\.rawValue)
        given.architecture = ModelConfiguration.Architecture(
            rawValue: try section.string("family", default: "qwen3", oneOf: families))
        self.given = given
        microBatch = try section.int("microBatch", in: 1...65_536)
        var copying = Copying()
        copying.updates = try section.int("copyingUpdates", default: 0, in: 0...1_000_000)
        copying.every = try section.int("copyingEvery", default: 0, in: 0...1_000_000)
        self.copying = copying
        training = try TrainingParameters(section, rate: 4e-3, decayShare: 0.6)
        let keep = try section.string(
            "keep", default: "last", oneOf: Trainer.Settings.Keep.allCases.map(\.rawValue))
        self.keep = Trainer.Settings.Keep(rawValue: keep) ?? .last
    }

    /// The stage that made an artifact, by what its manifest says.
    init(of manifest: Manifest) throws {
        let text = String(decoding: try JSONEncoder().encode(manifest.parameters), as: UTF8.self)
        guard let node = try Yams.compose(yaml: text) else {
            throw RecipeError.wrongType(file: Self.name, line: 0, key: "parameters", expected: "keys and values")
        }
        try self.init(RecipeSection(name: Self.name, node: node, file: "manifest.json"), sources: [])
    }

    /// The numbers of the run for a vocabulary, and for so many tokens of text where they are known.
    public func rules(vocabulary: Int, corpus: Int? = nil) -> DepthRules {
        DepthRules(depth: depth ?? given.layers ?? 4, vocabulary: vocabulary, corpus: corpus, given: given)
    }

    public var needs: [String] { [TokensStage.name, TokenizerStage.name] }
    public var parameters: JSONValue {
        var fields = training.json
        fields["rate"] = given.rate.map { .number($0) }
        for (key, value) in [
            ("layers", given.layers), ("width", given.width), ("heads", given.heads), ("context", given.context),
            ("batch", given.batch), ("tokens", given.tokens), ("microBatch", microBatch),
        ] { fields[key] = value.map { .int($0) } }
        fields["keep"] = .string(keep.rawValue)
        // A default that came later is not written, so that what older versions made is still taken for the same.
        if let family = given.architecture, family != .qwen3 { fields["family"] = .string(family.rawValue) }
        if copying.updates > 0 { fields["copyingUpdates"] = .int(copying.updates) }
        if copying.every > 0 { fields["copyingEvery"] = .int(copying.every) }
        if let depth { fields.merge(["depth": .int(depth), "rules": .int(DepthRules.version)]) { $1 } }
        return .object(fields)
    }

    public func run(in stage: StageContext) async throws -> [String: JSONValue] {
        let tokenizer = try Tokenizer(
            contentsOf: stage.inputs(TokenizerStage.name).appendingPathComponent("tokenizer.json"))
        let shards = stage.inputs(TokensStage.name)
        let beginning = try beginning(tokenizer, shards: shards, seed: stage.seed)
        let (rules, data, context) = (beginning.rules, beginning.data, beginning.configuration.context)
        for number in rules.derived { stage.report(.line("  \(number.name) \(number.text)  (\(number.rule))")) }
        let model = LanguageModel(beginning.configuration, seed: stage.seed)
        let validation = BitsPerByte(
            try TokenShard(shards.appendingPathComponent("validation.tokens")),
            bytesPerToken: (0..<model.configuration.vocabulary).map { tokenizer.tokenBytes(Int32($0)).count },
            context: context)
        let generator = try TextGenerator(model, tokenizer)
        stage.report(.line("  \(model.parameterCount) parameters, \(model.flopsPerToken / 1_000_000) MFLOP per token"))
        let trainer = Trainer(
            model, data, beginning.settings, directory: stage.output, validation: validation,
            sample: { _, _ in Self.sample(generator) })
        let last = try trainer.run { stage.report($0, of: data.steps) }
        try Checkpoint.save(model, to: stage.output)
        try tokenizer.save(to: stage.output.appendingPathComponent("tokenizer.json"))
        trainer.removeCheckpoints()
        let best = trainer.progress.best
        return training.metrics(trainer.progress, last).merging([
            "derived": try JSONValue(encoding: rules.derived),
            "reads": .string("\(data.steps) × \(rules.batch) windows of \(context)"),
            "writes": .string("\(model.parameterCount) parameters"),
            "bits per byte": .number((keep == .best ? best?.bitsPerByte : last?.validationBitsPerByte) ?? 0),
            "best bits per byte": .number(best?.bitsPerByte ?? 0), "best step": .int(best?.step ?? 0),
            "tokens per second": .number((last?.tokensPerSecond ?? 0).rounded()),
        ]) { $1 }
    }

    /// What a run begins with, before its network has numbers.
    struct Beginning {
        let rules: DepthRules
        let configuration: ModelConfiguration
        let data: WindowData
        let settings: Trainer.Settings
    }

    /// The shape of the network (the vocabulary is filled up to a multiple of 64 rows), the windows of all updates, and how the
    /// trainer is set.
    func beginning(_ tokenizer: Tokenizer, shards: URL, seed: UInt64) throws -> Beginning {
        let shard = try TokenShard(shards.appendingPathComponent("training.tokens"))
        let rules = rules(vocabulary: (tokenizer.vocabularySize + 63) / 64 * 64, corpus: shard.count)
        var configuration = rules.configuration
        configuration.endOfText = tokenizer.specialTokens["<|endoftext|>"]
        configuration.beginningOfText = configuration.endOfText
        let (context, batch) = (configuration.context, rules.batch)
        var copying = copying
        copying.symbols = tokenizer.ordinaryTokens
        let data = try WindowData(
            shard, context: context, batch: batch,
            microBatch: microBatch ?? TrainingBatch.sequencesPerPass(context: context),
            steps: copying.updates + max(1, rules.tokens / (batch * context)), seed: seed, copying: copying)
        var training = training
        training.rate = rules.rate
        var settings = training.settings(steps: data.steps)
        settings.keep = keep
        return Beginning(rules: rules, configuration: configuration, data: data, settings: settings)
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
