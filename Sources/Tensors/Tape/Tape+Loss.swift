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
            if let gradient, let across { addProducts(of: logits, range, hidden, weight, across, into: gradient) }
            return losses
        }
        return loss(losses, of: hidden, weight, gradient)
    }

    /// Gradients of a chunk of logits, carried on to the hidden rows and to W.
    private func addProducts(
        of logits: Tensor, _ range: Range<Int>, _ hidden: Variable, _ weight: Variable, _ across: PreparedOperand,
        into gradient: Tensor
    ) {
        var products = [Product([(logits, false, across)], into: gradient.rows(range))]
        if weight.requiresGradient {
            let rows = backend.prepare(hidden.value.rows(range), transposed: false)
            let (into, addend) = weight.gradientPlace()
            products.append(Product([(logits, true, rows)], into: into, addend: addend))
        }
        backend.multiply(products)
    }

    /// The sum of the rows' losses, where a backward pass begins.
    private func loss(_ losses: [Float], of hidden: Variable, _ weight: Variable, _ gradient: Tensor?) -> Variable {
        let total = losses.reduce(into: 0.0) { $0 += Double($1) }
        return result(Tensor([Float(total)], shape: []), of: [hidden, weight]) { [backend] upstream in
            // The gradient for W has been added already: a loss is where a backward pass begins, with gradient 1.
            precondition(upstream.scalar == 1, "a loss is the end of a tape")
            if hidden.requiresGradient, let gradient { hidden.addGradient(gradient, backend) }
        }
    }

    /// What one row adds to a loss that depends on log p(target) alone, and the slope ∂loss/∂log p there.
    public typealias RowLoss = (value: Float, slope: Float)

    /// Σ f(row, log softmax(hidden·Wᵀ)[target]) over the rows: (R×C), (V×C) → scalar; every row has a target.
    ///
    /// Policy gradients, clipped ratios and penalties are such losses: of ∂/∂logits = slope·(onehot(target) − softmax) only the
    /// slope is theirs. The log-probabilities are the bits that `logProbabilities` gives for the same rows.
    public func targetLoss(
        _ hidden: Variable, weight: Variable, targets: [Int32], _ f: (_ row: Int, _ logProbability: Float) -> RowLoss
    ) -> Variable {
        let needsGradient = isRecording && (hidden.requiresGradient || weight.requiresGradient)
        let gradient = needsGradient ? Tensor(uninitialized: hidden.value.shape) : nil
        let across = needsGradient ? backend.prepare(weight.value, transposed: false) : nil
        let losses = eachChunk(of: hidden.value, weight) { range, logits in
            let found = backend.crossEntropy(logits, targets: targets[range], scale: 1, gradient: needsGradient)
            let rows = zip(range, found).map { f($0, -$1) }
            if let gradient, let across {
                backend.scaleRows(of: logits, by: rows.map { -$0.slope })
                addProducts(of: logits, range, hidden, weight, across, into: gradient)
            }
            return rows.map(\.value)
        }
        return loss(losses, of: hidden, weight, gradient)
    }

    /// A loss of some values whose gradient is known: where a backward pass begins. The gradient has the values' shape.
    public func loss(of values: Variable, _ loss: Float, gradient: Tensor) -> Variable {
        result(Tensor([loss], shape: []), of: [values]) { [backend] upstream in
            precondition(upstream.scalar == 1, "a loss is the end of a tape")
            if values.requiresGradient { values.addGradient(gradient, backend) }
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
