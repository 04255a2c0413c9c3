import Foundation

extension Tape {
    /// The rows of `table` (V×C) that `ids` name → (R×C).
    public func embedding(_ table: Variable, _ ids: [Int32]) -> Variable {
        precondition(
            ids.allSatisfy { $0 >= 0 && Int($0) < table.value.rows }, "an id lies outside of the table's rows")
        return result(backend.gather(table.value, ids), of: [table]) { [backend] gradient in
            backend.scatterAdd(gradient, ids, into: table.gradientToAddTo())
        }
    }

    /// addend + x·Wᵀ + b: (R×in), weight (out×in), bias (out) → (R×out).
    public func linear(
        _ x: Variable, _ weight: Variable, bias: Variable? = nil, addingTo addend: Variable? = nil
    ) -> Variable {
        let y = Tensor(uninitialized: [x.value.rows, weight.value.rows])
        backend.multiply(
            x.value, transposed: false, weight.prepared(by: backend), into: y, addend: addend?.value, bias: bias?.value)
        return result(y, of: [x, weight] + [bias, addend].compactMap { $0 }) { [backend] gradient in
            Self.linearBackward(x, [(weight, bias, gradient)], backend)
            if let addend, addend.requiresGradient { addend.addGradient(gradient, backend) }
        }
    }

    /// Several linear maps of the same rows, whose gradients are made together.
    public func linear(_ x: Variable, _ maps: [(weight: Variable, bias: Variable?)]) -> [Variable] {
        let outputs = maps.map { map in
            let y = Tensor(uninitialized: [x.value.rows, map.weight.value.rows])
            backend.multiply(
                x.value, transposed: false, map.weight.prepared(by: backend), into: y, addend: nil,
                bias: map.bias?.value)
            return y
        }
        return results(outputs, of: [x] + maps.flatMap { [$0.weight] + ($0.bias.map { [$0] } ?? []) }) {
            [backend] gradients in
            let reached = zip(maps, gradients).compactMap { map, gradient in
                gradient.map { (map.weight, map.bias, $0) }
            }
            Self.linearBackward(x, reached, backend)
        }
    }

    private static func linearBackward(
        _ x: Variable, _ maps: [(weight: Variable, bias: Variable?, gradient: Tensor)], _ backend: any Backend
    ) {
        let rows = maps.contains { $0.weight.requiresGradient } ? backend.prepare(x.value, transposed: false) : nil
        for (weight, bias, gradient) in maps {
            if let rows, weight.requiresGradient {
                weight.accumulateGradient {
                    backend.multiply(gradient, transposed: true, rows, into: $0, addend: $1, bias: nil)
                }
            }
            if let bias, bias.requiresGradient { backend.addColumnSums(of: gradient, into: bias.gradientToAddTo()) }
            guard x.requiresGradient else { continue }
            let operand = backend.prepare(weight.value, transposed: false)
            x.accumulateGradient {
                backend.multiply(gradient, transposed: false, operand, into: $0, addend: $1, bias: nil)
            }
        }
    }

    /// x / √(mean x² + ε) · w over the last dimension (Zhang & Sennrich 2019); w's size says how wide a row is.
    ///
    /// `asOperand` says that the result only feeds linear maps.
    public func rmsNorm(_ x: Variable, weight: Variable, epsilon: Float, asOperand: Bool = false) -> Variable {
        let (y, inverse) = backend.rmsNorm(x.value, weight: weight.value, epsilon: epsilon, asOperand: asOperand)
        return result(y, of: [x, weight]) { [backend] gradient in
            x.accumulateGradient {
                backend.rmsNormBackward(
                    x.value, weight: weight.value, inverse: inverse, gradient: gradient,
                    weightGradient: weight.gradientToAddTo(), into: $0, addend: $1)
            }
        }
    }

    /// (x − mean) / √(variance + ε) · w + b over the last dimension (Ba, Kiros & Hinton 2016).
    public func layerNorm(
        _ x: Variable, weight: Variable, bias: Variable, epsilon: Float, asOperand: Bool = false
    ) -> Variable {
        let (y, mean, inverse) = backend.layerNorm(
            x.value, weight: weight.value, bias: bias.value, epsilon: epsilon, asOperand: asOperand)
        return result(y, of: [x, weight, bias]) { [backend] gradient in
            x.accumulateGradient {
                backend.layerNormBackward(
                    x.value, weight: weight.value, mean: mean, inverse: inverse, gradient: gradient,
                    weightGradient: weight.gradientToAddTo(), biasGradient: bias.gradientToAddTo(), into: $0,
                    addend: $1)
            }
        }
    }

    /// Rotary positions (Su et al. 2021), halves convention: turns each head of x (R×H·D) by its row's `angles`.
    public func rotary(_ x: Variable, heads: Int, angles: RotaryAngles) -> Variable {
        let y = backend.rotary(x.value, heads: heads, cosines: angles.cosines, sines: angles.sines, inverse: false)
        return result(y, of: [x]) { [backend] gradient in
            x.addGradient(
                backend.rotary(
                    gradient, heads: heads, cosines: angles.cosines, sines: angles.sines, inverse: true), backend)
        }
    }

    /// Causal attention inside each segment, none across: softmax(scale·q·kᵀ)·v.
    ///
    /// With caches (inference only), this batch's keys and values are appended to them first, and queries see all of it.
    public func attention(
        _ q: Variable, _ k: Variable, _ v: Variable, heads: Int, keyValueHeads: Int, headSize: Int, scale: Float,
        segments: [Segment], caches: [LayerCache]? = nil
    ) -> Variable {
        if let caches {
            precondition(!isRecording, "a cache has no gradient")
            for (segment, cache) in zip(segments, caches) {
                precondition(cache.count == segment.position, "the cache does not end where the segment begins")
                cache.append(k.value, v.value, start: segment.start, rows: segment.count)
            }
        }
        let job = AttentionJob(
            q: q.value, k: k.value, v: v.value, heads: heads, keyValueHeads: keyValueHeads, headSize: headSize,
            scale: scale, segments: segments, caches: caches)
        let (out, logSumExp) = backend.attention(job, keep: isRecording)
        return result(out, of: [q, k, v]) { [backend] gradient in
            guard let logSumExp else { return }
            let gradients = backend.attentionBackward(job, out: out, logSumExp: logSumExp, gradient: gradient)
            q.addGradient(gradients.q, backend)
            k.addGradient(gradients.k, backend)
            v.addGradient(gradients.v, backend)
        }
    }
}

/// Cosines and sines of rotary positions, one row of D/2 per row of a batch.
public struct RotaryAngles: Sendable {
    /// cos(position·frequency)·factor, (R×D/2).
    public let cosines: Tensor
    /// sin(position·frequency)·factor, (R×D/2).
    public let sines: Tensor

    /// The angles of given positions; `factor` is the attention factor of some scaled variants, 1 as a rule.
    public init(positions: [Int32], inverseFrequencies: [Float], factor: Float = 1) {
        let half = inverseFrequencies.count
        cosines = Tensor(uninitialized: [positions.count, half])
        sines = Tensor(uninitialized: [positions.count, half])
        for (row, position) in positions.enumerated() {
            for (i, frequency) in inverseFrequencies.enumerated() {
                let angle = Float(position) * frequency
                cosines.pointer[row * half + i] = Foundation.cos(angle) * factor
                sines.pointer[row * half + i] = Foundation.sin(angle) * factor
            }
        }
    }
}
