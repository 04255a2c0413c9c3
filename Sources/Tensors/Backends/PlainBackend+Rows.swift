import Foundation

extension PlainBackend {
    public func rmsNorm(
        _ x: Tensor, weight: Tensor, epsilon: Float, asOperand: Bool
    ) -> (y: Tensor, inverse: Tensor) {
        let width = weight.count
        let inverse = mapped([x.count / width]) { row in
            let squares = (0..<width).reduce(Float(0)) {
                $0 + x.pointer[row * width + $1] * x.pointer[row * width + $1]
            }
            return 1 / (squares / Float(width) + epsilon).squareRoot()
        }
        let y = mapped(x.shape) { x.pointer[$0] * inverse.pointer[$0 / width] * weight.pointer[$0 % width] }
        return (asOperand ? operand(y) : y, inverse)
    }

    public func rmsNormBackward(
        _ x: Tensor, weight: Tensor, inverse: Tensor, gradient: Tensor, weightGradient: Tensor, into dx: Tensor,
        addend: Tensor?
    ) {
        let width = weight.count
        for row in 0..<inverse.count {
            let s = inverse.pointer[row]
            let place = row * width
            let dot = (0..<width).reduce(Float(0)) {
                $0 + weight.pointer[$1] * gradient.pointer[place + $1] * x.pointer[place + $1] * s
            }
            for i in 0..<width {
                let unit = x.pointer[place + i] * s
                dx.pointer[place + i] =
                    (addend?.pointer[place + i] ?? 0)
                    + s * (weight.pointer[i] * gradient.pointer[place + i] - unit * dot / Float(width))
                weightGradient.pointer[i] += gradient.pointer[place + i] * unit
            }
        }
    }

    public func layerNorm(
        _ x: Tensor, weight: Tensor, bias: Tensor, epsilon: Float, asOperand: Bool
    ) -> (y: Tensor, mean: Tensor, inverse: Tensor) {
        let width = weight.count
        let mean = mapped([x.count / width]) { row in
            (0..<width).reduce(Float(0)) { $0 + x.pointer[row * width + $1] } / Float(width)
        }
        let inverse = mapped([x.count / width]) { row in
            let variance = (0..<width).reduce(Float(0)) { sum, i in
                let d = x.pointer[row * width + i] - mean.pointer[row]
                return sum + d * d
            }
            return 1 / (variance / Float(width) + epsilon).squareRoot()
        }
        let y = mapped(x.shape) { i in
            (x.pointer[i] - mean.pointer[i / width]) * inverse.pointer[i / width] * weight.pointer[i % width]
                + bias.pointer[i % width]
        }
        return (asOperand ? operand(y) : y, mean, inverse)
    }

    public func layerNormBackward(
        _ x: Tensor, weight: Tensor, mean: Tensor, inverse: Tensor, gradient: Tensor, weightGradient: Tensor,
        biasGradient: Tensor, into dx: Tensor, addend: Tensor?
    ) {
        let width = weight.count
        for row in 0..<inverse.count {
            let (place, s) = (row * width, inverse.pointer[row])
            let unit = (0..<width).map { (x.pointer[place + $0] - mean.pointer[row]) * s }
            let d = (0..<width).map { weight.pointer[$0] * gradient.pointer[place + $0] }
            let sum = d.reduce(0, +) / Float(width)
            let dot = zip(d, unit).reduce(Float(0)) { $0 + $1.0 * $1.1 } / Float(width)
            for i in 0..<width {
                dx.pointer[place + i] = (addend?.pointer[place + i] ?? 0) + s * (d[i] - sum - unit[i] * dot)
                weightGradient.pointer[i] += gradient.pointer[place + i] * unit[i]
                biasGradient.pointer[i] += gradient.pointer[place + i]
            }
        }
    }

    public func attention(_ given: AttentionJob, keep: Bool) -> (out: Tensor, logSumExp: Tensor?) {
        let job = rounded(given)
        let out = Tensor(uninitialized: job.q.shape)
        let logSumExp = Tensor(uninitialized: [job.q.rows * job.heads])
        forEachQuery(job) { query in
            let (weights, lse) = query.weights
            logSumExp.pointer[query.row * job.heads + query.head] = lse
            for i in 0..<job.headSize {
                out.pointer[query.q + i] = weights.enumerated().reduce(Float(0)) {
                    $0 + rounded($1.element) * query.value($1.offset, i)
                }
            }
        }
        return (operand(out), keep ? logSumExp : nil)
    }

    public func attentionBackward(
        _ given: AttentionJob, out: Tensor, logSumExp: Tensor, gradient: Tensor
    ) -> (q: Tensor, k: Tensor, v: Tensor) {
        let (job, slope) = (rounded(given), operand(gradient.copy()))
        let (dq, dk, dv) = (Tensor(zeros: job.q.shape), Tensor(zeros: job.k.shape), Tensor(zeros: job.v.shape))
        forEachQuery(job) { query in
            let (weights, _) = query.weights
            let delta = (0..<job.headSize).reduce(Float(0)) {
                $0 + gradient.pointer[query.q + $1] * out.pointer[query.q + $1]
            }
            for (t, weight) in weights.enumerated() {
                let key = query.key(t)
                let dp = (0..<job.headSize).reduce(Float(0)) {
                    $0 + slope.pointer[query.q + $1] * job.v.pointer[key + $1]
                }
                let ds = rounded(weight * (dp - delta) * job.scale)
                for i in 0..<job.headSize {
                    dq.pointer[query.q + i] += ds * job.k.pointer[key + i]
                    dk.pointer[key + i] += ds * job.q.pointer[query.q + i]
                    dv.pointer[key + i] += rounded(weight) * slope.pointer[query.q + i]
                }
            }
        }
        return (dq, dk, dv)
    }

    private func rounded(_ x: Float) -> Float { operand(Tensor([x], shape: [])).scalar }

    /// The job with its operands rounded; what lies in caches is rounded where it is read.
    private func rounded(_ job: AttentionJob) -> AttentionJob {
        var job = job
        (job.q, job.k, job.v) = (operand(job.q.copy()), operand(job.k.copy()), operand(job.v.copy()))
        return job
    }

    /// One query of one head with what it may see.
    private struct Query {
        let job: AttentionJob
        let row: Int
        let head: Int
        let segment: Segment
        let cache: LayerCache?
        let visible: Int

        var q: Int { (row * job.heads + head) * job.headSize }
        private var keyHead: Int { head / (job.heads / job.keyValueHeads) }

        /// Where key `t` begins in k and v of the batch, or in the cache.
        func key(_ t: Int) -> Int {
            ((cache == nil ? segment.start : 0) + t) * job.keyValueHeads * job.headSize + keyHead * job.headSize
        }

        func value(_ t: Int, _ i: Int) -> Float { (cache?.values ?? job.v).pointer[key(t) + i] }

        /// Softmax of the scaled scores, and its log-sum-exp.
        var weights: ([Float], Float) {
            let keys = cache?.keys ?? job.k
            let scores = (0..<visible).map { t in
                job.scale
                    * (0..<job.headSize).reduce(Float(0)) { $0 + job.q.pointer[q + $1] * keys.pointer[key(t) + $1] }
            }
            let top = scores.max() ?? 0
            let total = scores.reduce(Float(0)) { $0 + exp($1 - top) }
            return (scores.map { exp($0 - top) / total }, top + log(total))
        }
    }

    private func forEachQuery(_ job: AttentionJob, _ body: (Query) -> Void) {
        for (index, segment) in job.segments.enumerated() {
            for i in 0..<segment.count {
                for head in 0..<job.heads {
                    body(
                        Query(
                            job: job, row: segment.start + i, head: head, segment: segment, cache: job.caches?[index],
                            visible: segment.position + i + 1))
                }
            }
        }
    }
}
