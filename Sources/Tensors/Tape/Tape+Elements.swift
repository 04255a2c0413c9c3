extension Tape {
    /// a + b.
    public func add(_ a: Variable, _ b: Variable) -> Variable {
        result(backend.add(a.value, b.value), of: [a, b]) { [backend] gradient in
            // The two share storage: whoever adds to a gradient in place takes a copy of a shared one first.
            if a.requiresGradient { a.addGradient(gradient, backend) }
            if b.requiresGradient { b.addGradient(gradient, backend) }
        }
    }

    /// a·b, element by element.
    public func multiply(_ a: Variable, _ b: Variable) -> Variable {
        result(backend.multiply(a.value, b.value), of: [a, b]) { [backend] gradient in
            if a.requiresGradient { a.addGradient(backend.multiply(gradient, b.value), backend) }
            if b.requiresGradient { b.addGradient(backend.multiply(gradient, a.value), backend) }
        }
    }

    /// factor·x.
    public func scale(_ x: Variable, by factor: Float) -> Variable {
        let y = Tensor(zeros: x.value.shape)
        backend.blend(factor, x.value, 0, into: y)
        return result(y, of: [x]) { [backend] gradient in
            let scaled = Tensor(zeros: gradient.shape)
            backend.blend(factor, gradient, 0, into: scaled)
            x.addGradient(scaled, backend)
        }
    }

    /// Σ x, a scalar.
    public func sum(_ x: Variable) -> Variable {
        result(Tensor([backend.sum(x.value)], shape: []), of: [x]) { [backend] gradient in
            x.addGradient(
                Tensor([Float](repeating: gradient.scalar, count: x.value.count), shape: x.value.shape), backend)
        }
    }

    /// The same values under another shape.
    public func reshape(_ x: Variable, _ shape: [Int]) -> Variable {
        result(x.value.reshaped(shape), of: [x]) { [backend] gradient in
            x.addGradient(gradient.reshaped(x.value.shape), backend)
        }
    }

    /// silu(gate)·up, with silu(x) = x / (1 + e⁻ˣ) (Shazeer 2020).
    public func swiGLU(gate: Variable, up: Variable) -> Variable {
        result(backend.swiGLU(gate: gate.value, up: up.value), of: [gate, up]) { [backend] gradient in
            let gradients = backend.swiGLUBackward(gate: gate.value, up: up.value, gradient: gradient)
            gate.addGradient(gradients.gate, backend)
            up.addGradient(gradients.up, backend)
        }
    }

    /// GELU in its tanh form (Hendrycks & Gimpel 2016).
    public func gelu(_ x: Variable) -> Variable { activation(.gelu, x) }

    /// max(x, 0)² (So et al. 2021).
    public func reluSquared(_ x: Variable) -> Variable { activation(.reluSquared, x) }

    private func activation(_ kind: Activation, _ x: Variable) -> Variable {
        result(backend.activation(kind, x.value), of: [x]) { [backend] gradient in
            x.addGradient(backend.activationBackward(kind, x.value, gradient: gradient), backend)
        }
    }
}
