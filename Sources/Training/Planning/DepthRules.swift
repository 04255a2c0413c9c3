import Foundation
import Transformer

/// One dial, `depth`: every number of a pre-training run by rule, each with the rule that gave it.
///
/// Shape: depth blocks of width 64·depth with heads of 64. Size of the run: 12 tokens per parameter (nanochat's measured
/// optimum for its data; Hoffmann et al. 2022 found 20), but no text more than four times, after which repeating teaches less
/// than new text would (Muennighoff et al. 2023). Batch: B ∝ tokens^0.383 (Bergsma et al. 2025). Rates: ∝ √B (Malladi
/// et al. 2022), ∝ width^−½ (nanochat; under Muon's scale it keeps the largest singular value of an update the same in any
/// width), and ∝ tokens^−0.32 (Bjorck et al. 2024). All are anchored at the smallest network that was tuned here:
/// recipes/tiny.yaml, depth 4, two million tokens, 8,192 per update, rate 0.004. At depth 12 they give 0.0008, of the size
/// that GPT-3 (Brown et al. 2020) used at this width: 0.0006.
public struct DepthRules: Sendable, Equatable {
    /// Numbers that are given and so not derived.
    public struct Given: Sendable, Equatable {
        public var layers, width, heads, context, tokens, batch: Int?
        public var rate: Double?
        public var architecture: ModelConfiguration.Architecture?

        /// Nothing is given.
        public init() {}
    }

    /// Changes when a rule does, so that what older rules made is not taken for what these make.
    public static let version = 1
    /// Tokens per scaling parameter.
    static let tokensPerParameter = 12
    /// Times that a text is read at most.
    static let mostEpochs = 4
    private static let anchor = (tokens: 2_000_000.0, batch: 8192.0, width: 256.0, rate: 4e-3)

    /// The network's shape.
    public let configuration: ModelConfiguration
    /// Tokens to train on.
    public let tokens: Int
    /// Sequences per update.
    public let batch: Int
    /// AdamW's rate; Muon's is a fixed multiple.
    public let rate: Double
    /// What was derived, in the order of the rules.
    public let derived: [DerivedNumber]

    /// The numbers for a depth and a vocabulary, and for `corpus` tokens of text where it is known; what is given stands.
    public init(depth: Int, vocabulary: Int, corpus: Int? = nil, given: Given = Given()) {
        var derived: [DerivedNumber] = []
        func number<Value: BinaryInteger>(_ name: String, _ given: Value?, _ rule: String, _ value: Value) -> Value {
            if let given { return given }
            derived.append(DerivedNumber(name: name, value: Double(value), rule: rule))
            return value
        }
        let layers = number("layers", given.layers, "depth", depth)
        let width = number("width", given.width, "64·depth", 64 * depth)
        let heads = number("heads", given.heads, "width / 64: heads of 64", max(1, width / 64))
        let context = number(
            "context", given.context, "the power of two up to the width, 128…2048: attention stays under a sixth",
            Self.powerOfTwo(upTo: Double(width), in: 128...2048))
        configuration = ModelConfiguration(
            vocabulary: vocabulary, context: context, layers: layers, width: width, heads: heads
        ).inFamily(given.architecture ?? .qwen3)

        let wanted = Self.tokensPerParameter * configuration.scalingParameters
        let readable = corpus.map { Self.mostEpochs * $0 } ?? Int.max
        tokens = number(
            "tokens", given.tokens,
            wanted <= readable
                ? "\(Self.tokensPerParameter) per scaling parameter (\(configuration.scalingParameters))"
                : "the corpus \(Self.mostEpochs) times (\(corpus ?? 0) tokens); "
                    + "\(Self.tokensPerParameter) per scaling parameter would be \(wanted)",
            max(context, min(wanted, readable)))

        let anchor = Self.anchor
        let horizon = Double(tokens) / anchor.tokens
        let perUpdate = Self.powerOfTwo(upTo: anchor.batch * pow(horizon, 0.383), in: 1 << 10...1 << 22)
        batch = number(
            "batch", given.batch,
            "2^⌊log₂(8192·(tokens / 2 M)^0.383)⌋ = \(perUpdate) tokens, in windows of \(context)",
            max(1, perUpdate / context))

        if let given = given.rate {
            rate = given
        } else {
            let growth = (Double(batch * context) / anchor.batch).squareRoot()
            let narrowing = (Double(width) / anchor.width).squareRoot()
            rate = anchor.rate * growth / narrowing * pow(horizon, -0.32)
            derived.append(
                DerivedNumber(
                    name: "rate", value: rate,
                    rule: "0.004·√(tokens per update / 8192)·(width / 256)^−½·(tokens / 2 M)^−0.32"))
        }
        self.derived = derived
    }

    /// The greatest power of two not above a number, within a range of powers of two.
    private static func powerOfTwo(upTo value: Double, in range: ClosedRange<Int>) -> Int {
        let exponent = Int(log2(max(1, value)).rounded(.down))
        return min(max(1 << exponent, range.lowerBound), range.upperBound)
    }
}
