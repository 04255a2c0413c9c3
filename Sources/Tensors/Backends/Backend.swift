/// The arithmetic of one device: every fused operation forward and backward, on dense tensors.
///
/// Letters: R rows, C width, H query heads, Hkv key-value heads, D head size, V vocabulary. Backward operations write fresh
/// gradients unless they say that they add. Every element is summed in one order that depends on neither batch nor threads.
/// An *operand* is a result that only feeds matrix products: in bf16 and amx precision it is stored as bfloat16.
public protocol Backend: Sendable {
    /// What matrix products multiply.
    var precision: Precision { get }
    /// Names how `prepare` lays operands, so that one prepared elsewhere is not taken for ours.
    var layout: String { get }

    /// Makes each `b` (k×n, or n×k when `transposed`) the right operand of products, once for many of them.
    func prepare(_ operands: [(b: Tensor, transposed: Bool)]) -> [PreparedOperand]
    /// Computes products that do not depend on each other.
    func multiply(_ products: [Product])

    /// The rows of `table` (V×C) that `ids` name → (R×C).
    func gather(_ table: Tensor, _ ids: [Int32]) -> Tensor
    /// Adds each row of `rows` (R×C) to the row of `table` that its id names.
    func scatterAdd(_ rows: Tensor, _ ids: [Int32], into table: Tensor)
    /// Adds the sum of the rows of x to `sums` (C).
    func addColumnSums(of x: Tensor, into sums: Tensor)

    /// x / √(mean x² + ε) · w, and 1/√… per row.
    func rmsNorm(_ x: Tensor, weight: Tensor, epsilon: Float, asOperand: Bool) -> (y: Tensor, inverse: Tensor)
    /// dx = addend + the gradient for x; adds the one for w. The addend may be dx itself.
    func rmsNormBackward(
        _ x: Tensor, weight: Tensor, inverse: Tensor, gradient: Tensor, weightGradient: Tensor, into dx: Tensor,
        addend: Tensor?)
    /// (x − mean) / √(variance + ε) · w + b, with mean and 1/√… per row.
    func layerNorm(
        _ x: Tensor, weight: Tensor, bias: Tensor, epsilon: Float, asOperand: Bool
    ) -> (y: Tensor, mean: Tensor, inverse: Tensor)
    /// dx = addend + the gradient for x; adds those for w and b. The addend may be dx itself.
    func layerNormBackward(
        _ x: Tensor, weight: Tensor, mean: Tensor, inverse: Tensor, gradient: Tensor, weightGradient: Tensor,
        biasGradient: Tensor, into dx: Tensor, addend: Tensor?)

    /// Norms every head where there is a norm, then turns its halves by the row's angles; and 1/√… per row and head.
    func rotary(_ x: Tensor, heads: Int, norm: HeadNorm?, angles: RotaryAngles) -> (y: Tensor, inverse: Tensor?)
    /// The gradient for x, an operand; adds the one for the norm's weight.
    func rotaryBackward(
        _ x: Tensor, heads: Int, norm: HeadNorm?, inverse: Tensor?, angles: RotaryAngles, gradient: Tensor,
        weightGradient: Tensor?
    ) -> Tensor
    /// Causal attention of each segment over its own keys → (R×H·D, an operand), and log-sum-exp where `keep`.
    func attention(_ job: AttentionJob, keep: Bool) -> (out: Tensor, logSumExp: Tensor?)
    /// Gradients for q, k and v.
    func attentionBackward(
        _ job: AttentionJob, out: Tensor, logSumExp: Tensor, gradient: Tensor
    ) -> (q: Tensor, k: Tensor, v: Tensor)

    /// silu(gate)·up, an operand.
    func swiGLU(gate: Tensor, up: Tensor) -> Tensor
    /// Gradients for gate and up, operands.
    func swiGLUBackward(gate: Tensor, up: Tensor, gradient: Tensor) -> (gate: Tensor, up: Tensor)
    /// An element-wise activation, an operand.
    func activation(_ kind: Activation, _ x: Tensor) -> Tensor
    /// Its gradient for x, an operand.
    func activationBackward(_ kind: Activation, _ x: Tensor, gradient: Tensor) -> Tensor

    /// Σ −log softmax(logits)[target]·scale over the rows with target ≥ 0, per row; the logits become their gradient where
    /// `gradient`.
    func crossEntropy(_ logits: Tensor, targets: ArraySlice<Int32>, scale: Float, gradient: Bool) -> [Float]

    /// a + b.
    func add(_ a: Tensor, _ b: Tensor) -> Tensor
    /// a·b, element by element.
    func multiply(_ a: Tensor, _ b: Tensor) -> Tensor
    /// Multiplies each row of x by its factor, in place.
    func scaleRows(of x: Tensor, by factors: [Float])
    /// y ← a·x + b·y, in place.
    func blend(_ a: Float, _ x: Tensor, _ b: Float, into y: Tensor)
    /// Σ x².
    func squaredSum(_ x: Tensor) -> Double
    /// Σ x.
    func sum(_ x: Tensor) -> Float
    /// One AdamW update of x and its moments, in place.
    func adamW(_ x: Tensor, gradient: Tensor, first: Tensor, second: Tensor, _ constants: AdamWConstants)
}

/// c = addend + bias + Σ aᵢ·bᵢ: every element is one chain, which begins with addend and bias and goes through the terms in order.
public struct Product: Sendable {
    /// a (m×k, stored as k×m when `transposed`) times b (k×n).
    public typealias Term = (a: Tensor, transposed: Bool, b: PreparedOperand)
    /// What is summed.
    public var terms: [Term]
    /// The result, (m×n).
    public var result: Tensor
    /// What is added to each element first; may be the result itself.
    public var addend: Tensor?
    /// What is added to each row, (n).
    public var bias: Tensor?

    /// A product; see the properties.
    public init(_ terms: [Term], into result: Tensor, addend: Tensor? = nil, bias: Tensor? = nil) {
        self.terms = terms
        self.result = result
        self.addend = addend
        self.bias = bias
    }
}

/// An RMS norm over every head: its weight (D) and ε.
public struct HeadNorm: Sendable {
    /// Multiplies the normed head.
    public var weight: Tensor
    /// Added to the mean square.
    public var epsilon: Float

    /// A norm; see the properties.
    public init(weight: Tensor, epsilon: Float) {
        self.weight = weight
        self.epsilon = epsilon
    }
}

/// The right operand of matrix products, (k×n), laid out as its backend likes it.
public struct PreparedOperand: Sendable {
    /// k, what is summed over.
    public let depth: Int
    /// n, columns of the products.
    public let columns: Int
    /// The backend's layout.
    public let layout: String
    let storage: Tensor
}

extension Backend {
    /// c = a·b, or c += a·b when `accumulate`; `transposed…` says that the operand is stored the other way round.
    public func multiply(
        _ a: Tensor, transposedA: Bool, _ b: Tensor, transposedB: Bool, into c: Tensor, accumulate: Bool
    ) {
        multiply(a, transposed: transposedA, prepare(b, transposed: transposedB), into: c, addend: accumulate ? c : nil)
    }

    /// One operand alone.
    public func prepare(_ b: Tensor, transposed: Bool) -> PreparedOperand { prepare([(b, transposed)])[0] }

    /// c = addend + bias + a·b; `transposed` says that a is stored as k×m.
    public func multiply(
        _ a: Tensor, transposed: Bool, _ b: PreparedOperand, into c: Tensor, addend: Tensor? = nil, bias: Tensor? = nil
    ) {
        multiply([Product([(a, transposed, b)], into: c, addend: addend, bias: bias)])
    }
}

/// Element-wise activations.
public enum Activation: Sendable {
    /// 0.5·x·(1 + tanh(√(2/π)(x + 0.044715·x³))), GPT-2's `gelu_new`.
    case gelu
    /// max(x, 0)².
    case reluSquared
}

/// The constants of one AdamW update.
public struct AdamWConstants: Sendable, Equatable {
    /// Learning rate.
    public var rate: Float
    /// Decay of the first moment.
    public var beta1: Float
    /// Decay of the second moment.
    public var beta2: Float
    /// Added to the root of the second moment.
    public var epsilon: Float
    /// Decoupled weight decay: x shrinks by rate·decay at each update.
    public var decay: Float
    /// The update's number, from 1.
    public var step: Int
    /// Multiplies the gradient first (clipping).
    public var gradientScale: Float

    /// The constants of update `step`.
    public init(
        rate: Float, beta1: Float = 0.9, beta2: Float = 0.95, epsilon: Float = 1e-8, decay: Float, step: Int,
        gradientScale: Float = 1
    ) {
        self.rate = rate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.decay = decay
        self.step = step
        self.gradientScale = gradientScale
    }
}
