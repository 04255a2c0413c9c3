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

    /// x·Wᵀ + b: (R×in), weight (out×in), bias (out) → (R×out).
    public func linear(_ x: Variable, _ weight: Variable, bias: Variable? = nil) -> Variable {
        let y = Tensor(uninitialized: [x.value.rows, weight.value.rows])
        backend.multiply(
            x.value, transposedA: false, weight.value, transposedB: true, into: y, accumulate: false)
        if let bias { backend.addBias(bias.value, to: y) }
        return result(y, of: [x, weight] + (bias.map { [$0] } ?? [])) { [backend] gradient in
            if weight.requiresGradient {
                backend.multiply(
                    gradient, transposedA: true, x.value, transposedB: false, into: weight.gradientToAddTo(),
                    accumulate: true)
            }
            if let bias, bias.requiresGradient { backend.addColumnSums(of: gradient, into: bias.gradientToAddTo()) }
            guard x.requiresGradient else { return }
            let isFirst = x.gradient == nil
            let dx = isFirst ? Tensor(uninitialized: x.value.shape) : x.gradientToAddTo()
            backend.multiply(
                gradient, transposedA: false, weight.value, transposedB: false, into: dx, accumulate: !isFirst)
            x.gradient = dx
        }
    }

    /// x / √(mean x² + ε) · w over the last dimension (Zhang & Sennrich 2019); w's size says how wide a row is.
    public func rmsNorm(_ x: Variable, weight: Variable, epsilon: Float) -> Variable {
        let (y, inverse) = backend.rmsNorm(x.value, weight: weight.value, epsilon: epsilon)
        return result(y, of: [x, weight]) { [backend] gradient in
            let dx = backend.rmsNormBackward(
                x.value, weight: weight.value, inverse: inverse, gradient: gradient,
                weightGradient: weight.gradientToAddTo())
            if x.requiresGradient { x.addGradient(dx, backend) }
        }
    }

    /// (x − mean) / √(variance + ε) · w + b over the last dimension (Ba, Kiros & Hinton 2016).
    public func layerNorm(_ x: Variable, weight: Variable, bias: Variable, epsilon: Float) -> Variable {
        let (y, mean, inverse) = backend.layerNorm(
            x.value, weight: weight.value, bias: bias.value, epsilon: epsilon)
        return result(y, of: [x, weight, bias]) { [backend] gradient in
            let dx = backend.layerNormBackward(
                x.value, weight: weight.value, mean: mean, inverse: inverse, gradient: gradient,
                weightGradient: weight.gradientToAddTo(), biasGradient: bias.gradientToAddTo())
            if x.requiresGradient { x.addGradient(dx, backend) }
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
