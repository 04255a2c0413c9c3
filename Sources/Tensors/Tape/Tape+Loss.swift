extension Tape {
    /// Rows whose target is this are left out of the loss.
    public static var ignoredTarget: Int32 { -100 }

    /// Σ −log softmax(hidden·Wᵀ)[target] / normalizer over the rows whose target is not ignored: (R×C), (V×C) → scalar.
    ///
    /// Linear map, softmax, loss and their gradients run together over chunks of rows: never more than about a million
    /// logits are in memory.
    public func crossEntropy(
        _ hidden: Variable, weight: Variable, targets: [Int32], normalizer: Float
    ) -> Variable {
        let needsGradient = isRecording && (hidden.requiresGradient || weight.requiresGradient)
        let gradient = needsGradient ? Tensor(uninitialized: hidden.value.shape) : nil
        let weightGradient = needsGradient && weight.requiresGradient ? weight.gradientToAddTo() : nil
        let losses = eachChunk(of: hidden.value, weight.value) { rows, start, logits in
            let losses = backend.crossEntropy(
                logits, targets: targets[start..<start + rows.rows], scale: 1 / normalizer, gradient: needsGradient)
            if let gradient {
                let part = Tensor(uninitialized: rows.shape)
                backend.multiply(
                    logits, transposedA: false, weight.value, transposedB: false, into: part, accumulate: false)
                gradient.pointer.advanced(by: start * rows.width).update(from: part.pointer, count: part.count)
            }
            if let weightGradient {
                backend.multiply(
                    logits, transposedA: true, rows, transposedB: false, into: weightGradient, accumulate: true)
            }
            return losses
        }
        let total = losses.reduce(into: 0.0) { $0 += Double($1) }
        return result(Tensor([Float(total)], shape: []), of: [hidden, weight]) { [backend] upstream in
            // The gradient for W has been added already: a loss is where a backward pass begins, with gradient 1.
            precondition(upstream.scalar == 1, "cross-entropy is the end of a tape")
            if hidden.requiresGradient, let gradient { hidden.addGradient(gradient, backend) }
        }
    }

    /// log softmax(hidden·Wᵀ)[target] of each row; no gradient.
    public func logProbabilities(_ hidden: Variable, weight: Variable, targets: [Int32]) -> [Float] {
        eachChunk(of: hidden.value, weight.value) { rows, start, logits in
            backend.crossEntropy(logits, targets: targets[start..<start + rows.rows], scale: -1, gradient: false)
        }
    }

    private func eachChunk(
        of hidden: Tensor, _ weight: Tensor, _ body: (_ rows: Tensor, _ start: Int, _ logits: Tensor) -> [Float]
    ) -> [Float] {
        let chunk = max(16, (1 << 20) / max(1, weight.rows))
        var results: [Float] = []
        results.reserveCapacity(hidden.rows)
        for start in stride(from: 0, to: hidden.rows, by: chunk) {
            let count = min(chunk, hidden.rows - start)
            let rows = Tensor(uninitialized: [count, hidden.width])
            rows.pointer.update(from: hidden.pointer + start * hidden.width, count: rows.count)
            let logits = Tensor(uninitialized: [count, weight.rows])
            backend.multiply(rows, transposedA: false, weight, transposedB: true, into: logits, accumulate: false)
            results += body(rows, start, logits)
        }
        return results
    }
}
