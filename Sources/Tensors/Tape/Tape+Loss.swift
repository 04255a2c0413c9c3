extension Tape {
    /// Rows whose target is this are left out of the loss.
    public static var ignoredTarget: Int32 { -100 }

    /// Σ −log softmax(hidden·Wᵀ)[target] / normalizer over the rows whose target is not ignored: (R×C), (V×C) → scalar.
    ///
    /// Linear map, softmax, loss and their gradients run together over chunks of rows: never more than about four million
    /// logits, or 512 rows of them, are in memory.
    public func crossEntropy(
        _ hidden: Variable, weight: Variable, targets: [Int32], normalizer: Float
    ) -> Variable {
        let needsGradient = isRecording && (hidden.requiresGradient || weight.requiresGradient)
        let gradient = needsGradient ? Tensor(uninitialized: hidden.value.shape) : nil
        let across = needsGradient ? backend.prepare(weight.value, transposed: false) : nil
        let losses = eachChunk(of: hidden.value, weight) { range, logits in
            let losses = backend.crossEntropy(
                logits, targets: targets[range], scale: 1 / normalizer, gradient: needsGradient)
            var products: [Product] = []
            if let gradient, let across {
                products.append(Product([(logits, false, across)], into: gradient.rows(range)))
            }
            if needsGradient, weight.requiresGradient {
                let rows = backend.prepare(hidden.value.rows(range), transposed: false)
                let (into, addend) = weight.gradientPlace()
                products.append(Product([(logits, true, rows)], into: into, addend: addend))
            }
            backend.multiply(products)
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
        eachChunk(of: hidden.value, weight) { range, logits in
            backend.crossEntropy(logits, targets: targets[range], scale: -1, gradient: false)
        }
    }

    private func eachChunk(
        of hidden: Tensor, _ weight: Variable, _ body: (_ range: Range<Int>, _ logits: Tensor) -> [Float]
    ) -> [Float] {
        let chunk = Self.rowsPerChunk(vocabulary: weight.value.rows)
        let across = weight.prepared(by: backend)
        var results: [Float] = []
        results.reserveCapacity(hidden.rows)
        for start in stride(from: 0, to: hidden.rows, by: chunk) {
            let range = start..<min(start + chunk, hidden.rows)
            let logits = Tensor(uninitialized: [range.count, weight.value.rows])
            backend.multiply(hidden.rows(range), transposed: false, across, into: logits)
            results += body(range, logits)
        }
        return results
    }

    /// Rows whose logits are in memory at once.
    public static func rowsPerChunk(vocabulary: Int) -> Int { max(512, (1 << 22) / max(1, vocabulary)) }
}
