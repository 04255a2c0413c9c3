extension Tape {
    /// `body(x)`, for a part of a network whose inner values need not be remembered.
    ///
    /// A tape that recomputes remembers x alone: `body` runs without being recorded now, and is run again, recorded on a tape of
    /// its own, when the backward pass arrives. That costs one more forward pass and saves all inner values but those of one
    /// part at a time (Chen et al. 2016). The gradients have the same bits.
    public func recomputable(_ x: Variable, _ body: @escaping (_ x: Variable, _ tape: Tape) -> Variable) -> Variable {
        guard isRecording, recomputes, x.requiresGradient else { return body(x, self) }
        let value = body(Variable(x.value), Tape(backend: backend, recording: false)).value
        return result(value, of: [x]) { [backend] gradient in
            let tape = Tape(backend: backend, recording: true)
            let input = Variable(x.value, requiresGradient: true)
            tape.backward(body(input, tape), gradient: gradient)
            if let gradient = input.gradient { x.addGradient(gradient, backend) }
        }
    }
}
