import ArgumentParser
import Foundation
import Pipeline
import Tensors
import Training
import Transformer

extension ModelPreset: ExpressibleByArgument {}

/// A number of tokens: 2200000, 2.2M, 33B, 1e11.
struct TokenCount: ExpressibleByArgument {
    let value: Int

    init?(argument: String) {
        let units: [Character: Double] = ["k": 1e3, "K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12]
        let unit = argument.last.flatMap { units[$0] }
        guard let number = Double(unit == nil ? argument : String(argument.dropLast())) else { return nil }
        let tokens = number * (unit ?? 1)
        guard tokens >= 1, tokens < 1e18 else { return nil }
        value = Int(tokens)
    }
}

/// What to plan: a recipe, a preset, a depth, or a shape.
struct PlanArguments: ParsableArguments {
    @Argument(help: "A recipe whose pre-training to plan.") var recipe: String?
    @Option(help: "A known network: gpt2, gpt2-medium, gpt2-large or gpt2-xl.") var preset: ModelPreset?
    @Option(help: "The one dial: all that is not given follows from it by rule.") var depth: Int?
    @Option(help: "The family of the network: gpt2, llama, qwen2, qwen3 or swiftlet.") var arch:
        ModelConfiguration.Architecture?
    @Option(help: "Blocks.") var layers: Int?
    @Option(help: "Floats per token.") var width: Int?
    @Option(help: "Heads (default: of 64 floats).") var heads: Int?
    @Option(help: "Key-value heads (default: as many as heads).") var kvHeads: Int?
    @Option(help: "Floats inside the MLP.") var hidden: Int?
    @Option(help: "Symbols of the vocabulary.") var vocab: Int?
    @Option(help: "Tokens per sequence.") var context: Int?
    @Flag(help: "An output matrix of its own, not the embedding.") var untied = false
    @Option(help: "Tokens to train on: 2200000, 2.2M, 33B.") var tokens: TokenCount?
    @Option(help: "Sequences per update.") var batch: Int?
    @Option(help: "Sequences per forward pass (default: so many as make about two thousand rows).") var microBatch: Int?
    @Option(help: "The optimizer of the matrices: muon or adamw.") var optimizer: Optimizer.Kind?

    func validate() throws {
        let sizes = [depth, layers, width, heads, kvHeads, hidden, context, batch, microBatch].compactMap { $0 }
        guard sizes.allSatisfy({ (1...1 << 20).contains($0) }), (vocab ?? 2) > 1, (depth ?? 1) <= 256 else {
            throw ValidationError("sizes must be positive")
        }
        guard [recipe != nil, preset != nil, depth != nil].count(where: { $0 }) < 2 else {
            throw ValidationError("name a recipe, a preset, or a depth: one of them")
        }
    }

    /// The plan, and the numbers of it that rules gave.
    func plan() throws -> (plan: TrainingPlan, derived: [DerivedNumber]) {
        var given = DepthRules.Given()
        (given.layers, given.width, given.heads, given.context) = (layers, width, heads, context)
        (given.batch, given.tokens) = (batch, tokens?.value)
        var kind = optimizer
        let rules: DepthRules
        var configuration: ModelConfiguration
        if let preset {
            configuration = preset.configuration
            kind = kind ?? .adamw
            given.batch = batch ?? preset.batch
            given.tokens = tokens?.value ?? preset.tokens
            (given.layers, given.width, given.heads) = (configuration.layers, configuration.width, configuration.heads)
            given.context = context ?? configuration.context
            configuration.context = given.context ?? configuration.context
            configuration.vocabulary = vocab ?? configuration.vocabulary
            rules = DepthRules(depth: configuration.layers, vocabulary: configuration.vocabulary, given: given)
        } else {
            if let recipe {
                let stages = try Recipe(file: URL(fileURLWithPath: recipe), checksNeeds: false).stages
                guard let stage = stages.lazy.compactMap({ $0 as? PretrainStage }).first else {
                    throw ValidationError("\(recipe) has no section 'pretrain:' to plan")
                }
                let tokenizer = stages.lazy.compactMap { $0 as? TokenizerStage }.first
                kind = kind ?? stage.optimizer
                rules = stage.rules(vocabulary: ((vocab ?? tokenizer?.vocabulary ?? 4096) + 63) / 64 * 64)
            } else {
                rules = DepthRules(depth: depth ?? layers ?? 4, vocabulary: vocab ?? 4096, given: given)
            }
            configuration = rules.configuration
            if let arch { configuration = configuration.inFamily(arch) }
            configuration.keyValueHeads = kvHeads ?? configuration.heads
            configuration.hidden = hidden ?? configuration.hidden
        }
        configuration.tiedEmbeddings = !untied
        guard configuration.heads % configuration.keyValueHeads == 0,
            configuration.width % (2 * configuration.heads) == 0
        else {
            throw ValidationError(
                "the width must be a multiple of twice the heads, the heads one of the key-value heads")
        }
        let plan = TrainingPlan(
            configuration, tokens: tokens?.value ?? rules.tokens, batch: batch ?? rules.batch, microBatch: microBatch,
            optimizer: kind ?? .muon)
        return (plan, rules.derived.filter { preset == nil || $0.name != "rate" })
    }
}
