import Foundation

extension Tape {
    /// The rows of `table` (V×C) that `ids` name → (R×C): embeddings of tokens, or the rows of a batch that matter from here on.
    public func gather(_ table: Variable, _ ids: [Int32]) -> Variable {
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

    /// Several linear maps of the same rows, computed together.
    public func linear(_ x: Variable, _ maps: [(weight: Variable, bias: Variable?)]) -> [Variable] {
        let outputs = maps.map { Tensor(uninitialized: [x.value.rows, $0.weight.value.rows]) }
        backend.multiply(
            zip(maps, outputs).map { map, y in
                Product([(x.value, false, map.weight.prepared(by: backend))], into: y, bias: map.bias?.value)
            })
        return results(outputs, of: [x] + maps.flatMap { [$0.weight] + ($0.bias.map { [$0] } ?? []) }) {
            [backend] gradients in
            let reached = zip(maps, gradients).compactMap { map, gradient in
                gradient.map { (map.weight, map.bias, $0) }
            }
            Self.linearBackward(x, reached, backend)
        }
    }

    /// dW += dYᵀ·x and db += Σ dY for each map; dx += Σ dY·W over them.
    private static func linearBackward(
        _ x: Variable, _ maps: [(weight: Variable, bias: Variable?, gradient: Tensor)], _ backend: any Backend
    ) {
        let trained = maps.filter { $0.weight.requiresGradient }
        let right = (trained.isEmpty ? [] : [x.value]) + (x.requiresGradient ? maps.map(\.weight.value) : [])
        var prepared = backend.prepare(right.map { ($0, false) })[...]
        var products: [Product] = []
        if !trained.isEmpty {
            let rows = prepared.removeFirst()
            products += trained.map { weight, _, gradient in
                let (into, addend) = weight.gradientPlace()
                return Product([(gradient, true, rows)], into: into, addend: addend)
            }
        }
        if x.requiresGradient {
            let (into, addend) = x.gradientPlace()
            products.append(
                Product(zip(maps, prepared).map { ($0.gradient, false, $1) }, into: into, addend: addend))
        }
        backend.multiply(products)
        for (_, bias, gradient) in maps {
            if let bias, bias.requiresGradient { backend.addColumnSums(of: gradient, into: bias.gradientToAddTo()) }
        }
    }

    /// x / √(mean x² + ε) · w over the last dimension (Zhang & Sennrich 2019); w's size says how wide a row is.
    ///
    /// `asOperand` says that the result only feeds linear maps.
    public func rmsNorm(_ x: Variable, weight: Variable, epsilon: Float, asOperand: Bool = false) -> Variable {
        let (y, inverse) = backend.rmsNorm(x.value, weight: weight.value, epsilon: epsilon, asOperand: asOperand)
        return result(y, of: [x, weight]) { [backend] gradient in
            let (into, addend) = x.gradientPlace()
            backend.rmsNormBackward(
                x.value, weight: weight.value, inverse: inverse, gradient: gradient,
                weightGradient: weight.gradientToAddTo(), into: into, addend: addend)
        }
    }

    /// (x − mean) / √(variance + ε) · w + b over the last dimension (Ba, Kiros & Hinton 2016).
    public func layerNorm(
        _ x: Variable, weight: Variable, bias: Variable, epsilon: Float, asOperand: Bool = false
    ) -> Variable {
        let (y, mean, inverse) = backend.layerNorm(
            x.value, weight: weight.value, bias: bias.value, epsilon: epsilon, asOperand: asOperand)
        return result(y, of: [x, weight, bias]) { [backend] gradient in
            let (into, addend) = x.gradientPlace()
            backend.layerNormBackward(
                x.value, weight: weight.value, mean: mean, inverse: inverse, gradient: gradient,
                weightGradient: weight.gradientToAddTo(), biasGradient: bias.gradientToAddTo(), into: into,
                addend: addend)
        }
    }

    /// Rotary positions (Su et al. 2021), halves convention: norms each head of x (R×H·D) if it is given a weight and ε
    /// (Qwen3's queries and keys), then turns it by its row's `angles`.
    public func rotary(
        _ x: Variable, heads: Int, norm: (weight: Variable, epsilon: Float)? = nil, angles: RotaryAngles
    ) -> Variable {
        let headNorm = norm.map { HeadNorm(weight: $0.weight.value, epsilon: $0.epsilon) }
        let (y, inverse) = backend.rotary(x.value, heads: heads, norm: headNorm, angles: angles)
        return result(y, of: [x] + (norm.map { [$0.weight] } ?? [])) { [backend] gradient in
            x.addGradient(
                backend.rotaryBackward(
                    x.value, heads: heads, norm: headNorm, inverse: inverse, angles: angles, gradient: gradient,
                    weightGradient: norm?.weight.gradientToAddTo()), backend)
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
