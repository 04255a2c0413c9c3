import Foundation

/// The shape of a transformer.
///
/// Letters: V vocabulary, C width, H heads, Hkv key-value heads, D head size, T context.
public struct ModelConfiguration: Sendable, Equatable, Codable {
    /// The families of networks that are read and written.
    public enum Architecture: String, Sendable, CaseIterable, Codable {
        case gpt2, llama, qwen2, qwen3
        /// Our own: Qwen3's, and in the first block keys and queries see tokens before their own, too (`keyLookback`).
        ///
        /// What a network needs for copying, "where did these tokens stand before, and what followed them?", is one match of the first
        /// block then, and no longer the work of several (after the smeared keys of Olsson et al. 2022).
        case swiftlet
    }

    /// Llama 3's change of the rotary frequencies for contexts longer than the one trained on.
    public struct RotaryScaling: Sendable, Equatable, Codable {
        /// How much slower the slow frequencies turn.
        public var factor: Double
        /// Wavelengths longer than original context / this are slowed down fully.
        public var lowFrequencyFactor: Double
        /// Wavelengths shorter than original context / this are kept.
        public var highFrequencyFactor: Double
        /// The context that was trained on first.
        public var originalContext: Int
    }

    /// The family.
    public var architecture: Architecture = .qwen3
    /// V, symbols of the vocabulary.
    public var vocabulary: Int
    /// T, the longest sequence.
    public var context: Int
    /// Number of blocks.
    public var layers: Int
    /// C, floats per token between blocks.
    public var width: Int
    /// H, query heads.
    public var heads: Int
    /// Hkv, key-value heads; H / Hkv queries share one.
    public var keyValueHeads: Int
    /// D, floats per head.
    public var headSize: Int
    /// Floats inside the MLP.
    public var hidden: Int
    /// ε of the norms.
    public var epsilon: Float = 1e-6
    /// Base of the rotary frequencies.
    public var rotaryBase: Double = 10_000
    /// Llama 3's scaling, if any.
    public var rotaryScaling: RotaryScaling?
    /// Whether the output matrix is the embedding itself.
    public var tiedEmbeddings = true
    /// The token that ends a text.
    public var endOfText: Int32?
    /// The token that begins a text.
    public var beginningOfText: Int32?

    /// A network of our default family, Qwen3's: heads of C / H floats unless said otherwise, an MLP of 8/3·C rounded up to 64.
    public init(
        vocabulary: Int, context: Int, layers: Int, width: Int, heads: Int, keyValueHeads: Int? = nil,
        headSize: Int? = nil, hidden: Int? = nil
    ) {
        self.vocabulary = vocabulary
        self.context = context
        self.layers = layers
        self.width = width
        self.heads = heads
        self.keyValueHeads = keyValueHeads ?? heads
        self.headSize = headSize ?? width / heads
        self.hidden = hidden ?? Self.standardHidden(width: width)
    }

    /// The same sizes in another family, with the MLP that is standard there: 4·C for GPT-2, 8/3·C for the others.
    public func inFamily(_ architecture: Architecture) -> ModelConfiguration {
        var made = self
        made.architecture = architecture
        made.hidden = architecture == .gpt2 ? 4 * width : Self.standardHidden(width: width)
        return made
    }

    /// 8/3·C, rounded up to a multiple of 64.
    public static func standardHidden(width: Int) -> Int { (8 * width / 3 + 63) / 64 * 64 }

    /// D/2 angles per position: base^(−2i/D), slowed down where the scaling says so.
    public var inverseFrequencies: [Float] {
        (0..<headSize / 2).map { i in
            let frequency = Foundation.pow(rotaryBase, -2 * Double(i) / Double(headSize))
            guard let scaling = rotaryScaling else { return Float(frequency) }
            let turns = Double(scaling.originalContext) * frequency / (2 * Double.pi)
            if turns > scaling.highFrequencyFactor { return Float(frequency) }
            if turns < scaling.lowFrequencyFactor { return Float(frequency / scaling.factor) }
            let smooth =
                (turns - scaling.lowFrequencyFactor) / (scaling.highFrequencyFactor - scaling.lowFrequencyFactor)
            return Float((1 - smooth) * frequency / scaling.factor + smooth * frequency)
        }
    }

    /// Whether projections of q, k and v have biases.
    var hasQueryBias: Bool { architecture == .gpt2 || architecture == .qwen2 }
    /// Whether queries and keys are normed per head.
    public var hasQueryNorm: Bool { architecture == .qwen3 || architecture == .swiftlet }
    /// Whether the first block's keys and queries see tokens before their own.
    public var looksBack: Bool { architecture == .swiftlet }
    /// How many tokens before its own a key of a block that looks back sees.
    public static let keyLookback = 4
    /// How many tokens before its own a query of such a block sees: what a key sees, less the key's own token.
    public static let queryLookback = keyLookback - 1
}
