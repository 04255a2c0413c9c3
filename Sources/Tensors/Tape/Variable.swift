import Synchronization

/// A value on the tape; a parameter is a variable with a name that requires its gradient.
public final class Variable: @unchecked Sendable {
    /// The name in a checkpoint, for parameters.
    public let name: String?
    /// The value. Whoever changes its numbers in place says so with `valueChanged()`.
    public var value: Tensor {
        didSet { valueChanged() }
    }
    /// The gradient of the loss for this value, once `Tape.backward` has reached it.
    public var gradient: Tensor?
    /// Whether a gradient is wanted.
    public let requiresGradient: Bool
    private let preparation = Mutex<PreparedOperand?>(nil)

    /// A variable of a value.
    public init(_ value: Tensor, name: String? = nil, requiresGradient: Bool = false) {
        self.value = value
        self.name = name
        self.requiresGradient = requiresGradient
    }

    /// Forgets what was made of the value's numbers.
    public func valueChanged() { preparation.withLock { $0 = nil } }

    /// The value (out×in) as the right operand of x·Wᵀ: made once, and again after a change.
    func prepared(by backend: any Backend) -> PreparedOperand {
        preparation.withLock { kept in
            if let kept, kept.layout == backend.layout { return kept }
            let made = backend.prepare(value, transposed: true)
            kept = made
            return made
        }
    }

    /// The gradient to add to in place: made of zeros when there is none yet, copied when others share it.
    func gradientToAddTo() -> Tensor {
        if gradient == nil {
            gradient = Tensor(zeros: value.shape)
        } else if gradient?.isUniquelyOwned() == false {
            gradient = gradient?.copy()
        }
        return gradient ?? Tensor(zeros: value.shape)
    }

    /// Where to write the gradient, which it is from now on, and what to add to it first: nothing, the present gradient in
    /// place, or one that others share.
    func gradientPlace() -> (into: Tensor, addend: Tensor?) {
        let isOurs = gradient?.isUniquelyOwned() ?? false
        let addend = gradient
        let into = isOurs ? addend ?? Tensor(uninitialized: value.shape) : Tensor(uninitialized: value.shape)
        gradient = into
        return (into, addend)
    }

    /// Adds a gradient; a first one is taken over as it is, even if others share it.
    func addGradient(_ tensor: Tensor, _ backend: any Backend) {
        guard let present = gradient else {
            gradient = tensor
            return
        }
        gradient = backend.add(tensor, present)
    }
}
