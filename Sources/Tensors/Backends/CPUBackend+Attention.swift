import CKernels

extension CPUBackend {
    public func attention(_ job: AttentionJob, keep: Bool) -> (out: Tensor, logSumExp: Tensor?) {
        let out = Tensor(uninitialized: job.q.shape, operand)
        let logSumExp = keep ? Tensor(uninitialized: [job.q.rows * job.heads]) : nil
        let products = products
        pool.run(job.segments.count * job.keyValueHeads) { index in
            var part = job.part(index, out: out, logSumExp: logSumExp)
            products.attention(&part, Self.scratch(keys: Int(part.keys), headSize: job.headSize))
        }
        return (out, logSumExp)
    }

    public func attentionBackward(
        _ job: AttentionJob, out: Tensor, logSumExp: Tensor, gradient: Tensor
    ) -> (q: Tensor, k: Tensor, v: Tensor) {
        let (dq, dk) = (Tensor(uninitialized: job.q.shape), Tensor(uninitialized: job.k.shape))
        let dv = Tensor(uninitialized: job.v.shape)
        let products = products
        pool.run(job.segments.count * job.keyValueHeads) { index in
            var part = job.part(index, out: out, logSumExp: logSumExp)
            let (q, k) = job.offsets(index)
            var gradients = SwiftletAttentionGradients(
                gradOut: gradient.pointer + q, gradQ: dq.pointer + q, gradK: dk.pointer + k,
                gradV: dv.pointer + k)
            products.attentionBackward(
                &part, &gradients, Self.scratch(keys: Int(part.keys), headSize: job.headSize))
        }
        return (dq, dk, dv)
    }
}

extension AttentionJob {
    /// Where the queries and the keys of part `index` (segment · Hkv + head) begin.
    func offsets(_ index: Int) -> (q: Int, k: Int) {
        let (segment, head) = (segments[index / keyValueHeads], index % keyValueHeads)
        let group = heads / keyValueHeads
        return (
            segment.start * heads * headSize + head * group * headSize,
            segment.start * keyValueHeads * headSize + head * headSize
        )
    }

    /// One segment and one key-value head.
    func part(_ index: Int, out: Tensor, logSumExp: Tensor?) -> SwiftletAttention {
        let (segment, head) = (segments[index / keyValueHeads], index % keyValueHeads)
        let (q, k) = offsets(index)
        let cache = caches?[index / keyValueHeads]
        let group = heads / keyValueHeads
        let keyStride = keyValueHeads * headSize
        return SwiftletAttention(
            q: self.q.pointer + q,
            k: cache.map { $0.keys.pointer + head * headSize } ?? self.k.pointer + k,
            v: cache.map { $0.values.pointer + head * headSize } ?? self.v.pointer + k,
            qStride: heads * headSize, kStride: keyStride, vStride: keyStride, queries: Int32(segment.count),
            keys: Int32(segment.position + segment.count), headSize: Int32(headSize), group: Int32(group), scale: scale,
            out: out.bytes + q * out.element.size, outStride: heads * headSize, isHalf: out.element == .bfloat16,
            logSumExp: logSumExp.map { $0.pointer + segment.start * heads + head * group * segment.count })
    }
}
