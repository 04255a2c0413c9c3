import CKernels

extension CPUBackend {
    public func swiGLU(gate: Tensor, up: Tensor) -> Tensor {
        let (y, kernels) = (Tensor(uninitialized: gate.shape, operand), kernels)
        eachPiece(of: y.count, Self.elementsPerPiece) { start, count in
            kernels.swiGLU(count, gate.pointer + start, up.pointer + start, y.place(start), y.isHalf)
        }
        return y
    }

    public func swiGLUBackward(gate: Tensor, up: Tensor, gradient: Tensor) -> (gate: Tensor, up: Tensor) {
        let (dgate, dup) = (Tensor(uninitialized: gate.shape, operand), Tensor(uninitialized: gate.shape, operand))
        let kernels = kernels
        eachPiece(of: gate.count, Self.elementsPerPiece) { start, count in
            kernels.swiGLUBackward(
                count, gate.pointer + start, up.pointer + start, gradient.pointer + start, dgate.place(start),
                dup.place(start), dup.isHalf)
        }
        return (dgate, dup)
    }

    public func activation(_ kind: Activation, _ x: Tensor) -> Tensor {
        let (y, kernels) = (Tensor(uninitialized: x.shape, operand), kernels)
        eachPiece(of: x.count, Self.elementsPerPiece) { start, count in
            switch kind {
            case .gelu: kernels.gelu(count, x.pointer + start, y.place(start), y.isHalf)
            case .reluSquared: kernels.reluSquared(count, x.pointer + start, y.place(start), y.isHalf)
            }
        }
        return y
    }

    public func activationBackward(_ kind: Activation, _ x: Tensor, gradient: Tensor) -> Tensor {
        let (dx, kernels) = (Tensor(uninitialized: x.shape, operand), kernels)
        eachPiece(of: x.count, Self.elementsPerPiece) { start, count in
            let (from, slope, to) = (x.pointer + start, gradient.pointer + start, dx.place(start))
            switch kind {
            case .gelu: kernels.geluBackward(count, from, slope, to, dx.isHalf)
            case .reluSquared: kernels.reluSquaredBackward(count, from, slope, to, dx.isHalf)
            }
        }
        return dx
    }

    public func add(_ a: Tensor, _ b: Tensor) -> Tensor {
        let (y, kernels) = (Tensor(uninitialized: a.shape), kernels)
        eachPiece(of: y.count, Self.elementsPerPiece) { start, count in
            kernels.add(count, a.pointer + start, b.pointer + start, y.pointer + start)
        }
        return y
    }

    public func multiply(_ a: Tensor, _ b: Tensor) -> Tensor {
        let (y, kernels) = (Tensor(uninitialized: a.shape), kernels)
        eachPiece(of: y.count, Self.elementsPerPiece) { start, count in
            kernels.multiply(count, a.pointer + start, b.pointer + start, y.pointer + start)
        }
        return y
    }

    public func scaleRows(of x: Tensor, by factors: [Float]) {
        let (width, kernels) = (x.width, kernels)
        eachPiece(of: x.rows, 16) { start, count in
            for row in start..<start + count {
                let values = x.pointer + row * width
                kernels.blend(width, factors[row], values, 0, values)
            }
        }
    }

    public func blend(_ a: Float, _ x: Tensor, _ b: Float, into y: Tensor) {
        let kernels = kernels
        eachPiece(of: y.count, Self.elementsPerPiece) { start, count in
            kernels.blend(count, a, x.pointer + start, b, y.pointer + start)
        }
    }

    public func squaredSum(_ x: Tensor) -> Double {
        let (kernels, piece) = (kernels, 1 << 17)
        let pieces = (x.count + piece - 1) / piece
        let storage = Tensor(uninitialized: [2 * pieces])
        eachPiece(of: x.count, piece) { start, count in
            storage.bytes.assumingMemoryBound(to: Double.self)[start / piece] = kernels.squaredSum(
                count, x.pointer + start)
        }
        let sums = UnsafeBufferPointer(start: storage.bytes.assumingMemoryBound(to: Double.self), count: pieces)
        return sums.reduce(0, +)
    }

    public func sum(_ x: Tensor) -> Float { kernels.sum(x.count, x.pointer) }

    public func adamW(
        _ x: Tensor, gradient: Tensor, first: Tensor, second: Tensor, _ constants: AdamWConstants
    ) {
        let c = SwiftletAdamW(
            rate: constants.rate, beta1: constants.beta1, beta2: constants.beta2, epsilon: constants.epsilon,
            decay: constants.rate * constants.decay, correction1: constants.correction(constants.beta1),
            correction2: constants.correction(constants.beta2), gradientScale: constants.gradientScale)
        let kernels = kernels
        eachPiece(of: x.count, Self.elementsPerPiece) { start, count in
            withUnsafePointer(to: c) {
                kernels.adamW(
                    count, x.pointer + start, gradient.pointer + start, first.pointer + start, second.pointer + start,
                    $0)
            }
        }
    }
}

extension AdamWConstants {
    /// 1 − βᵗ, in double precision.
    func correction(_ beta: Float) -> Float {
        var power = 1.0
        for _ in 0..<step { power *= Double(beta) }
        return Float(1 - power)
    }
}

extension Tensor {
    /// Element `index` on, whatever the element is.
    func place(_ index: Int) -> UnsafeMutableRawPointer { bytes + index * element.size }

    var isHalf: Bool { element == .bfloat16 }
}
