import Foundation

/// The scalar twin: every operation as its formula says, one element after the other, kept as the reference.
///
/// Matrix products give the same bits as the fast backend; sums over rows run in another order and agree to rounding.
public struct PlainBackend: Backend {
    public let precision: Precision
    public let layout = "k × n"

    /// The reference of a precision.
    public init(precision: Precision = .f32) { self.precision = precision }

    public func prepare(_ operands: [(b: Tensor, transposed: Bool)]) -> [PreparedOperand] {
        operands.map { b, transposed in
            let (depth, columns) = transposed ? (b.width, b.rows) : (b.rows, b.width)
            let storage = operand(
                mapped([depth, columns]) { b.pointer[transposed ? $0 % columns * depth + $0 / columns : $0] })
            return PreparedOperand(depth: depth, columns: columns, layout: layout, storage: storage)
        }
    }

    public func multiply(_ products: [Product]) {
        for product in products {
            let (c, m, n) = (product.result, product.result.rows, product.result.width)
            for i in 0..<c.count {
                c.pointer[i] = (product.addend?.pointer[i] ?? 0) + (product.bias?.pointer[i % n] ?? 0)
            }
            for (a, transposed, b) in product.terms {
                let (left, k) = (operand(a.copy()), b.depth)
                for i in 0..<m * n {
                    let chain = { (start: Float, depths: [Int]) in
                        depths.reduce(start) { sum, p in
                            sum.addingProduct(
                                left.pointer[transposed ? p * m + i / n : i / n * k + p],
                                b.storage.pointer[p * n + i % n])
                        }
                    }
                    c.pointer[i] = summed(c.pointer[i], depth: k, chain)
                }
            }
        }
    }

    /// The sum of all depths' products in this precision's order; `chain` adds those of some depths to a start.
    private func summed(_ start: Float, depth k: Int, _ chain: (Float, [Int]) -> Float) -> Float {
        switch precision {
        case .f32: chain(start, Array(0..<k))
        // The higher depth of each pair comes first.
        case .bf16: chain(start, (0..<k + k % 2).map { $0 ^ 1 }.filter { $0 < k })
        case .amx:
            stride(from: 0, to: k, by: 32).reduce(start) { sum, first in
                let depths = first..<min(k, first + 32)
                return sum + (chain(0, depths.filter { $0 % 2 == 0 }) + chain(0, depths.filter { $0 % 2 == 1 }))
            }
        }
    }

    /// Rounds to bfloat16, in place, where the precision asks for it: to the nearest, ties to even.
    func operand(_ x: Tensor) -> Tensor {
        guard precision.halves else { return x }
        for i in 0..<x.count {
            let bits = x.pointer[i].bitPattern
            let up = x.pointer[i].isFinite ? bits &+ 0x7FFF &+ (bits >> 16 & 1) : bits
            x.pointer[i] = Float(bitPattern: x.pointer[i].isSubnormal ? bits & 0x8000_0000 : up & 0xFFFF_0000)
        }
        return x
    }

    public func gather(_ table: Tensor, _ ids: [Int32]) -> Tensor {
        let width = table.width
        return Tensor(
            ids.flatMap { id in (0..<width).map { table.pointer[Int(id) * width + $0] } }, shape: [ids.count, width])
    }

    public func scatterAdd(_ rows: Tensor, _ ids: [Int32], into table: Tensor) {
        for (row, id) in ids.enumerated() {
            for i in 0..<table.width { table.pointer[Int(id) * table.width + i] += rows.pointer[row * table.width + i] }
        }
    }

    public func addColumnSums(of x: Tensor, into sums: Tensor) {
        for i in 0..<x.count { sums.pointer[i % sums.count] += x.pointer[i] }
    }

    public func rotary(
        _ x: Tensor, heads: Int, norm: HeadNorm?, angles: RotaryAngles
    ) -> (y: Tensor, inverse: Tensor?) {
        guard let norm else { return (turned(x, heads: heads, angles, sign: 1), nil) }
        let (y, inverse) = rmsNorm(x, weight: norm.weight, epsilon: norm.epsilon, asOperand: false)
        return (turned(y, heads: heads, angles, sign: 1), inverse)
    }

    public func rotaryBackward(
        _ x: Tensor, heads: Int, norm: HeadNorm?, inverse: Tensor?, angles: RotaryAngles, gradient: Tensor,
        weightGradient: Tensor?
    ) -> Tensor {
        let turned = turned(gradient, heads: heads, angles, sign: -1)
        guard let norm, let inverse, let weightGradient else { return operand(turned) }
        let dx = Tensor(uninitialized: x.shape)
        rmsNormBackward(
            x, weight: norm.weight, inverse: inverse, gradient: turned, weightGradient: weightGradient, into: dx,
            addend: nil)
        return operand(dx)
    }

    private func turned(_ x: Tensor, heads: Int, _ angles: RotaryAngles, sign: Float) -> Tensor {
        let (y, half) = (Tensor(uninitialized: x.shape), angles.cosines.width)
        for row in 0..<x.rows {
            for head in 0..<heads {
                for i in 0..<half {
                    let place = row * x.width + head * 2 * half + i
                    let (a, b) = (x.pointer[place], x.pointer[place + half])
                    let (c, s) = (angles.cosines.pointer[row * half + i], angles.sines.pointer[row * half + i] * sign)
                    y.pointer[place] = a * c - b * s
                    y.pointer[place + half] = b * c + a * s
                }
            }
        }
        return y
    }

    public func crossEntropy(_ logits: Tensor, targets: ArraySlice<Int32>, scale: Float, gradient: Bool) -> [Float] {
        targets.enumerated().map { row, target in
            let values = UnsafeMutableBufferPointer(start: logits.pointer + row * logits.width, count: logits.width)
            guard target >= 0 else {
                if gradient { values.update(repeating: 0) }
                return 0
            }
            let top = values.max() ?? 0
            let total = values.reduce(Float(0)) { $0 + exp($1 - top) }
            let loss = (log(total) + top - values[Int(target)]) * scale
            if gradient {
                for i in values.indices {
                    values[i] = exp(values[i] - top) / total * scale - (i == Int(target) ? scale : 0)
                }
            }
            return loss
        }
    }

    public func scaleRows(of x: Tensor, by factors: [Float]) {
        for i in 0..<x.count { x.pointer[i] *= factors[i / x.width] }
    }

    public func swiGLU(gate: Tensor, up: Tensor) -> Tensor {
        operand(mapped(gate.shape) { gate.pointer[$0] * Self.sigmoid(gate.pointer[$0]) * up.pointer[$0] })
    }

    public func swiGLUBackward(gate: Tensor, up: Tensor, gradient: Tensor) -> (gate: Tensor, up: Tensor) {
        (
            operand(
                mapped(gate.shape) { i in
                    let (g, s) = (gate.pointer[i], Self.sigmoid(gate.pointer[i]))
                    return gradient.pointer[i] * up.pointer[i] * (s + g * s * (1 - s))
                }),
            operand(mapped(gate.shape) { gradient.pointer[$0] * gate.pointer[$0] * Self.sigmoid(gate.pointer[$0]) })
        )
    }

    public func activation(_ kind: Activation, _ x: Tensor) -> Tensor {
        operand(
            mapped(x.shape) { i in
                let v = x.pointer[i]
                switch kind {
                case .gelu: return 0.5 * v * (1 + tanh(Self.geluArgument(v)))
                case .reluSquared: return max(v, 0) * max(v, 0)
                }
            })
    }

    public func activationBackward(_ kind: Activation, _ x: Tensor, gradient: Tensor) -> Tensor {
        operand(
            mapped(x.shape) { i in
                let v = x.pointer[i]
                switch kind {
                case .gelu:
                    let t = tanh(Self.geluArgument(v))
                    let slope = Float(0.7978845608) * (1 + 3 * 0.044715 * v * v)
                    return gradient.pointer[i] * (0.5 * (1 + t) + 0.5 * v * (1 - t * t) * slope)
                case .reluSquared: return gradient.pointer[i] * 2 * max(v, 0)
                }
            })
    }

    public func add(_ a: Tensor, _ b: Tensor) -> Tensor { mapped(a.shape) { a.pointer[$0] + b.pointer[$0] } }

    public func multiply(_ a: Tensor, _ b: Tensor) -> Tensor { mapped(a.shape) { a.pointer[$0] * b.pointer[$0] } }

    public func blend(_ a: Float, _ x: Tensor, _ b: Float, into y: Tensor) {
        for i in 0..<y.count { y.pointer[i] = a * x.pointer[i] + b * y.pointer[i] }
    }

    public func squaredSum(_ x: Tensor) -> Double {
        (0..<x.count).reduce(0) { $0 + Double(x.pointer[$1]) * Double(x.pointer[$1]) }
    }

    public func sum(_ x: Tensor) -> Float { (0..<x.count).reduce(0) { $0 + x.pointer[$1] } }

    public func adamW(_ x: Tensor, gradient: Tensor, first: Tensor, second: Tensor, _ constants: AdamWConstants) {
        let c = constants
        for i in 0..<x.count {
            let g = gradient.pointer[i] * c.gradientScale
            first.pointer[i] = c.beta1 * first.pointer[i] + (1 - c.beta1) * g
            second.pointer[i] = c.beta2 * second.pointer[i] + (1 - c.beta2) * g * g
            let root = (second.pointer[i] / c.correction(c.beta2)).squareRoot() + c.epsilon
            x.pointer[i] =
                x.pointer[i] * (1 - c.rate * c.decay) - c.rate * (first.pointer[i] / c.correction(c.beta1)) / root
        }
    }

    func mapped(_ shape: [Int], _ value: (Int) -> Float) -> Tensor {
        let y = Tensor(uninitialized: shape)
        for i in 0..<y.count { y.pointer[i] = value(i) }
        return y
    }

    private static func sigmoid(_ x: Float) -> Float { 1 / (1 + exp(-x)) }

    private static func geluArgument(_ x: Float) -> Float { 0.7978845608 * (x + 0.044715 * x * x * x) }
}
