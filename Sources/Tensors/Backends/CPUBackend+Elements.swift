import CKernels

extension CPUBackend {
    public func swiGLU(gate: Tensor, up: Tensor) -> Tensor {
        let (y, kernels) = (Tensor(uninitialized: gate.shape), kernels)
        eachPiece(of: y.count, Self.elementsPerPiece) { start, count in
            kernels.swiGLU(count, gate.pointer + start, up.pointer + start, y.pointer + start)
        }
        return y
    }

    public func swiGLUBackward(gate: Tensor, up: Tensor, gradient: Tensor) -> (gate: Tensor, up: Tensor) {
        let (dgate, dup) = (Tensor(uninitialized: gate.shape), Tensor(uninitialized: gate.shape))
        let kernels = kernels
        eachPiece(of: gate.count, Self.elementsPerPiece) { start, count in
            kernels.swiGLUBackward(
                count, gate.pointer + start, up.pointer + start, gradient.pointer + start, dgate.pointer + start,
                dup.pointer + start)
        }
        return (dgate, dup)
    }

    public func activation(_ kind: Activation, _ x: Tensor) -> Tensor {
        let (y, kernels) = (Tensor(uninitialized: x.shape), kernels)
        eachPiece(of: x.count, Self.elementsPerPiece) { start, count in
            switch kind {
            case .gelu: kernels.gelu(count, x.pointer + start, y.pointer + start)
            case .reluSquared: kernels.reluSquared(count, x.pointer + start, y.pointer + start)
            }
        }
        return y
    }

    public func activationBackward(_ kind: Activation, _ x: Tensor, gradient: Tensor) -> Tensor {
        let (dx, kernels) = (Tensor(uninitialized: x.shape), kernels)
        eachPiece(of: x.count, Self.elementsPerPiece) { start, count in
            let (from, slope, to) = (x.pointer + start, gradient.pointer + start, dx.pointer + start)
            switch kind {
            case .gelu: kernels.geluBackward(count, from, slope, to)
            case .reluSquared: kernels.reluSquaredBackward(count, from, slope, to)
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

    public func blend(_ a: Float, _ x: Tensor, _ b: Float, into y: Tensor) {
        let kernels = kernels
        eachPiece(of: y.count, Self.elementsPerPiece) { start, count in
            kernels.blend(count, a, x.pointer + start, b, y.pointer + start)
        }
    }

    public func squaredSum(_ x: Tensor) -> Double { kernels.squaredSum(x.count, x.pointer) }

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
