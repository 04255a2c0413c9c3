/// The learning rate over the updates: a linear warm-up, a constant part, a linear decay.
public struct Schedule: Sendable, Equatable {
    /// The rate of the constant part.
    public var rate: Float
    /// Updates in all.
    public var steps: Int
    /// Updates of warm-up.
    public var warmup: Int
    /// The share of the updates, at the end, over which the rate falls.
    public var decayShare: Float
    /// What is left of the rate at the end, as a share.
    public var finalShare: Float

    /// A schedule; see the properties.
    public init(rate: Float, steps: Int, warmup: Int, decayShare: Float = 0.5, finalShare: Float = 0.05) {
        self.rate = rate
        self.steps = steps
        self.warmup = warmup
        self.decayShare = decayShare
        self.finalShare = finalShare
    }

    /// The rate of update `step`, from 1 to `steps`.
    public func rate(at step: Int) -> Float {
        let warm = warmup > 0 ? min(1, Float(step) / Float(warmup)) : 1
        let decaySteps = Float(steps) * decayShare
        let left = Float(steps - step)
        let cool = decaySteps > 0 && left < decaySteps ? finalShare + (1 - finalShare) * left / decaySteps : 1
        return rate * min(warm, cool)
    }
}
