/// Runs operations at once and, when it records, remembers how to go back.
///
/// A tape is used by one thread at a time and for one forward and backward pass.
public final class Tape {
    /// Where the arithmetic runs.
    public let backend: any Backend
    /// Takes the values of a forward pass under their names.
    public typealias Observer = (_ name: String, _ value: Tensor) -> Void
    /// Whether gradients are wanted.
    public let isRecording: Bool
    /// Whether recomputable parts are computed again in the backward pass, not remembered.
    public let recomputes: Bool
    private let observer: Observer?
    private var steps: [() -> Void] = []

    /// A tape on a backend; an observed one does not record.
    public init(
        backend: any Backend = CPUBackend.standard, recording: Bool, recomputing: Bool = false,
        observer: Observer? = nil
    ) {
        precondition(!recording || observer == nil, "what an observer asks for must not get onto a tape")
        self.backend = backend
        isRecording = recording
        recomputes = recomputing
        self.observer = observer
    }

    /// Shows a value to the observer; where there is none, neither the name nor the value is made.
    public func note(_ name: @autoclosure () -> String, _ value: @autoclosure () -> Variable) {
        if let observer { observer(name(), value().value) }
    }

    /// Sets the loss's gradient to 1 and goes back over all operations, adding to the gradient of every variable that
    /// requires one. Values kept for an operation are freed as soon as it is done.
    public func backward(_ loss: Variable) {
        precondition(loss.value.count == 1, "only a scalar has a gradient of its own")
        backward(loss, gradient: Tensor([1], shape: loss.value.shape))
    }

    /// Goes back over all operations from a gradient for `output`.
    func backward(_ output: Variable, gradient: Tensor) {
        output.gradient = gradient
        while let step = steps.popLast() { step() }
    }

    /// The result of an operation, with the step that carries its gradient back to the inputs.
    func result(_ value: Tensor, of inputs: [Variable], back: @escaping (Tensor) -> Void) -> Variable {
        results([value], of: inputs) { gradients in
            if let gradient = gradients[0] { back(gradient) }
        }[0]
    }

    /// Several results of one operation; their gradients are nil where the loss does not depend on them.
    func results(_ values: [Tensor], of inputs: [Variable], back: @escaping ([Tensor?]) -> Void) -> [Variable] {
        guard isRecording, inputs.contains(where: \.requiresGradient) else { return values.map { Variable($0) } }
        let outputs = values.map { Variable($0, requiresGradient: true) }
        steps.append {
            let gradients = outputs.map(\.gradient)
            guard gradients.contains(where: { $0 != nil }) else { return }
            for output in outputs { output.gradient = nil }
            back(gradients)
        }
        return outputs
    }
}
