import Foundation
import Synchronization

/// Another backend with a clock: how often each operation ran, and how long.
public struct ProfilingBackend: Backend {
    /// One operation's share.
    public struct Entry: Sendable, Equatable {
        /// Calls.
        public var calls = 0
        /// Seconds in all.
        public var seconds = 0.0
        /// Floating-point operations of matrix products.
        public var flops = 0.0
    }

    private final class Book: Sendable {
        let entries = Mutex<[String: Entry]>([:])
    }

    private let base: any Backend
    private let book = Book()

    /// A clock around a backend.
    public init(_ base: any Backend) { self.base = base }

    /// What ran so far, by operation.
    public var entries: [String: Entry] { book.entries.withLock { $0 } }

    /// Begins anew.
    public func reset() { book.entries.withLock { $0 = [:] } }

    private func timed<Result>(_ name: String, flops: Int = 0, _ body: () -> Result) -> Result {
        let began = ContinuousClock.now
        defer {
            let time = (ContinuousClock.now - began).components
            book.entries.withLock {
                $0[name, default: Entry()].calls += 1
                $0[name, default: Entry()].seconds += Double(time.seconds) + Double(time.attoseconds) * 1e-18
                $0[name, default: Entry()].flops += Double(flops)
            }
        }
        return body()
    }

    public var precision: Precision { base.precision }
    public var layout: String { base.layout }

    public func prepare(_ operands: [(b: Tensor, transposed: Bool)]) -> [PreparedOperand] {
        timed(operands.contains { $0.transposed } ? "pack weights" : "pack operands") { base.prepare(operands) }
    }
    public func multiply(_ products: [Product]) {
        let flops = products.reduce(0) { $0 + 2 * $1.result.count * $1.terms.reduce(0) { $0 + $1.b.depth } }
        let isBackward = products.contains { $0.terms.contains { $0.transposed } }
        timed(isBackward ? "products, back" : "products", flops: flops) { base.multiply(products) }
    }
    public func gather(_ table: Tensor, _ ids: [Int32]) -> Tensor { timed("embedding") { base.gather(table, ids) } }
    public func scatterAdd(_ rows: Tensor, _ ids: [Int32], into table: Tensor) {
        timed("embedding, back") { base.scatterAdd(rows, ids, into: table) }
    }
    public func addColumnSums(of x: Tensor, into sums: Tensor) {
        timed("bias, back") { base.addColumnSums(of: x, into: sums) }
    }
    public func rmsNorm(
        _ x: Tensor, weight: Tensor, epsilon: Float, asOperand: Bool
    ) -> (y: Tensor, inverse: Tensor) {
        timed("norm") { base.rmsNorm(x, weight: weight, epsilon: epsilon, asOperand: asOperand) }
    }
    public func rmsNormBackward(
        _ x: Tensor, weight: Tensor, inverse: Tensor, gradient: Tensor, weightGradient: Tensor, into dx: Tensor,
        addend: Tensor?
    ) {
        timed("norm, back") {
            base.rmsNormBackward(
                x, weight: weight, inverse: inverse, gradient: gradient, weightGradient: weightGradient, into: dx,
                addend: addend)
        }
    }
    public func layerNorm(
        _ x: Tensor, weight: Tensor, bias: Tensor, epsilon: Float, asOperand: Bool
    ) -> (y: Tensor, mean: Tensor, inverse: Tensor) {
        timed("norm") { base.layerNorm(x, weight: weight, bias: bias, epsilon: epsilon, asOperand: asOperand) }
    }
    public func layerNormBackward(
        _ x: Tensor, weight: Tensor, mean: Tensor, inverse: Tensor, gradient: Tensor, weightGradient: Tensor,
        biasGradient: Tensor, into dx: Tensor, addend: Tensor?
    ) {
        timed("norm, back") {
            base.layerNormBackward(
                x, weight: weight, mean: mean, inverse: inverse, gradient: gradient, weightGradient: weightGradient,
                biasGradient: biasGradient, into: dx, addend: addend)
        }
    }
    public func rotary(
        _ x: Tensor, heads: Int, norm: HeadNorm?, angles: RotaryAngles
    ) -> (y: Tensor, inverse: Tensor?) {
        timed("rotary") { base.rotary(x, heads: heads, norm: norm, angles: angles) }
    }
    public func rotaryBackward(
        _ x: Tensor, heads: Int, norm: HeadNorm?, inverse: Tensor?, angles: RotaryAngles, gradient: Tensor,
        weightGradient: Tensor?
    ) -> Tensor {
        timed("rotary, back") {
            base.rotaryBackward(
                x, heads: heads, norm: norm, inverse: inverse, angles: angles, gradient: gradient,
                weightGradient: weightGradient)
        }
    }
    public func attention(_ job: AttentionJob, keep: Bool) -> (out: Tensor, logSumExp: Tensor?) {
        timed("attention") { base.attention(job, keep: keep) }
    }
    public func attentionBackward(
        _ job: AttentionJob, out: Tensor, logSumExp: Tensor, gradient: Tensor
    ) -> (q: Tensor, k: Tensor, v: Tensor) {
        timed("attention, back") {
            base.attentionBackward(job, out: out, logSumExp: logSumExp, gradient: gradient)
        }
    }
    public func scaleRows(of x: Tensor, by factors: [Float]) {
        timed("sums") { base.scaleRows(of: x, by: factors) }
    }
    public func swiGLU(gate: Tensor, up: Tensor) -> Tensor { timed("gate") { base.swiGLU(gate: gate, up: up) } }
    public func swiGLUBackward(gate: Tensor, up: Tensor, gradient: Tensor) -> (gate: Tensor, up: Tensor) {
        timed("gate, back") { base.swiGLUBackward(gate: gate, up: up, gradient: gradient) }
    }
    public func activation(_ kind: Activation, _ x: Tensor) -> Tensor { timed("gate") { base.activation(kind, x) } }
    public func activationBackward(_ kind: Activation, _ x: Tensor, gradient: Tensor) -> Tensor {
        timed("gate, back") { base.activationBackward(kind, x, gradient: gradient) }
    }
    public func crossEntropy(_ logits: Tensor, targets: ArraySlice<Int32>, scale: Float, gradient: Bool) -> [Float] {
        timed("softmax and loss") { base.crossEntropy(logits, targets: targets, scale: scale, gradient: gradient) }
    }
    public func add(_ a: Tensor, _ b: Tensor) -> Tensor { timed("sums") { base.add(a, b) } }
    public func multiply(_ a: Tensor, _ b: Tensor) -> Tensor { timed("sums") { base.multiply(a, b) } }
    public func blend(_ a: Float, _ x: Tensor, _ b: Float, into y: Tensor) {
        timed("sums") { base.blend(a, x, b, into: y) }
    }
    public func squaredSum(_ x: Tensor) -> Double { timed("sums") { base.squaredSum(x) } }
    public func sum(_ x: Tensor) -> Float { timed("sums") { base.sum(x) } }
    public func adamW(_ x: Tensor, gradient: Tensor, first: Tensor, second: Tensor, _ constants: AdamWConstants) {
        timed("AdamW") { base.adamW(x, gradient: gradient, first: first, second: second, constants) }
    }
}
