import Foundation
import Tensors

/// Every value of one forward pass, under its name, in the order in which the network computes it.
///
/// The pass is the network's own, observed. Only what it never holds is made aside, in plain Swift: attention's scores and
/// weights (fused attention keeps no T×T matrix) from the very queries and keys, and the probabilities from the logits.
///
/// T tokens, C width, H heads, Hkv key-value heads, D head size, F the MLP's width, V vocabulary; b counts the blocks:
///
/// | name | shape |
/// |---|---|
/// | `embedding.token`, `embedding.position` (GPT-2), `embedding.sum` | T×C |
/// | `blocks.b.attention.norm` | T×C |
/// | `blocks.b.attention.query`, `.query.rotated` (all but GPT-2) | T×H×D |
/// | `blocks.b.attention.key`, `.key.rotated` (all but GPT-2), `.value` | T×Hkv×D |
/// | `blocks.b.attention.scores`, `.weights` | H×T×T |
/// | `blocks.b.attention.mixed` | T×H×D |
/// | `blocks.b.attention.output`, `.residual` | T×C |
/// | `blocks.b.mlp.norm`, `.down`, `.residual` | T×C |
/// | `blocks.b.mlp.gate` (all but GPT-2), `.up`, `.activated` | T×F |
/// | `final.norm` | T×C |
/// | `logits`, `probabilities` | T×V |
///
/// Queries and keys as projected, and as attention takes them: Qwen3 norms each head and turns it in one operation, so
/// `rotated` is normed and rotated.
public struct ForwardTrace: Sendable {
    /// A value of the pass.
    public struct Value: Sendable {
        /// Its name.
        public let name: String
        /// Its numbers; float32, whatever they were computed in.
        public let tensor: Tensor
    }

    /// The family of the network.
    public let architecture: ModelConfiguration.Architecture
    /// The tokens that were passed through.
    public let tokens: [Int32]
    /// The values, in order.
    public let values: [Value]

    /// Passes one sequence through a model.
    ///
    /// - Throws: `TransformerError.unfitTokens` when there are none, too many, or ids that the vocabulary does not have.
    public init(_ model: LanguageModel, _ tokens: [Int32]) throws {
        let c = model.configuration
        guard (1...c.context).contains(tokens.count) else {
            throw TransformerError.unfitTokens(
                reason: "there are \(tokens.count), and the model takes 1 to \(c.context)")
        }
        if let stranger = tokens.first(where: { $0 < 0 || $0 >= c.vocabulary }) {
            throw TransformerError.unfitTokens(
                reason: "\(stranger) is none of them, the model's ids are 0 to \(c.vocabulary - 1)")
        }
        let recorder = Recorder(scale: 1 / Float(c.headSize).squareRoot())
        let tape = model.tape(recording: false) { recorder.take($0, $1) }
        let segments = [Segment(start: 0, count: tokens.count)]
        _ = model.logits(model.hidden(tokens, segments: segments, on: tape), on: tape)
        architecture = c.architecture
        self.tokens = tokens
        values = recorder.values
    }

    /// The value of a name.
    public subscript(name: String) -> Tensor? { values.first { $0.name == name }?.tensor }
}

/// Collects what a tape shows and puts beside it what follows from it.
private final class Recorder {
    private(set) var values: [ForwardTrace.Value] = []
    private let scale: Float
    private var query: Tensor?
    private var key: Tensor?

    init(scale: Float) { self.scale = scale }

    func take(_ name: String, _ value: Tensor) {
        let value = Tensor(value.toArray(), shape: value.shape)
        let parts = name.split(separator: ".")
        // Of a query as projected and as rotated the last one meets the keys.
        if parts.contains("query") { query = value }
        if parts.contains("key") { key = value }
        if let query, let key, parts.last == "mixed" {
            let scores = CausalAttention.scores(query: query, key: key, scale: scale)
            let prefix = parts.dropLast().joined(separator: ".")
            values.append(.init(name: "\(prefix).scores", tensor: scores))
            values.append(.init(name: "\(prefix).weights", tensor: CausalAttention.softmax(scores)))
        }
        values.append(.init(name: name, tensor: value))
        if name == "logits" {
            values.append(.init(name: "probabilities", tensor: CausalAttention.softmax(value)))
        }
    }
}

/// Attention's matrices, as the formula says.
enum CausalAttention {
    /// scale·q·kᵀ of each head; −∞ where a query would look ahead: (T×H×D), (T×Hkv×D) → (H×T×T).
    static func scores(query: Tensor, key: Tensor, scale: Float) -> Tensor {
        let (count, heads, size) = (query.shape[0], query.shape[1], query.shape[2])
        let keyHeads = key.shape[1]
        let scores = Tensor(uninitialized: [heads, count, count])
        for head in 0..<heads {
            let keyHead = head / (heads / keyHeads)
            for i in 0..<count {
                let row = scores.pointer + (head * count + i) * count
                let q = query.pointer + (i * heads + head) * size
                for j in 0..<count {
                    let k = key.pointer + (j * keyHeads + keyHead) * size
                    row[j] = j > i ? -.infinity : scale * (0..<size).reduce(0) { $0 + q[$1] * k[$1] }
                }
            }
        }
        return scores
    }

    /// eˣ / Σ eˣ over the last dimension.
    static func softmax(_ x: Tensor) -> Tensor {
        let y = Tensor(uninitialized: x.shape)
        for row in 0..<x.rows {
            let from = UnsafeBufferPointer(start: x.pointer + row * x.width, count: x.width)
            let top = from.max() ?? 0
            let powers = from.map { Foundation.exp(Double($0 - top)) }
            let total = powers.reduce(0, +)
            for (i, power) in powers.enumerated() { y.pointer[row * x.width + i] = Float(power / total) }
        }
        return y
    }
}
