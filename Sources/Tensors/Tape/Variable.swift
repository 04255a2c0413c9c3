/// A value on the tape; a parameter is a variable with a name that requires its gradient.
public final class Variable: @unchecked Sendable {
    /// The name in a checkpoint, for parameters.
    public let name: String?
    /// The value.
    public var value: Tensor
    /// The gradient of the loss for this value, once `Tape.backward` has reached it.
    public var gradient: Tensor?
    /// Whether a gradient is wanted.
    public let requiresGradient: Bool

    /// A variable of a value.
    public init(_ value: Tensor, name: String? = nil, requiresGradient: Bool = false) {
        self.value = value
        self.name = name
        self.requiresGradient = requiresGradient
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

    /// Adds a gradient; a first one is taken over as it is, even if others share it.
    func addGradient(_ tensor: Tensor, _ backend: any Backend) {
        guard let present = gradient else {
            gradient = tensor
            return
        }
        gradient = backend.add(tensor, present)
    }
}
