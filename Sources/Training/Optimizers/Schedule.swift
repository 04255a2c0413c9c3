import Foundation

/// The learning rate over the updates: a linear warm-up, a constant part, a decay.
public struct Schedule: Sendable, Equatable {
    /// How the rate falls, with p from 1 to 0 over the decay.
    public enum Decay: String, Sendable, CaseIterable {
        /// p: the trapezoid of Hägele et al. 2024.
        case linear
        /// (1 − cos πp) / 2: half a wave (Loshchilov & Hutter 2017).
        case cosine
    }

    /// The rate of the constant part.
    public var rate: Float
    /// Updates in all.
    public var steps: Int
    /// Updates of warm-up.
    public var warmup: Int
    /// How the rate falls at the end.
    public var decay: Decay
    /// The share of the updates, at the end, over which the rate falls.
    public var decayShare: Float
    /// What is left of the rate at the end, as a share.
    public var finalShare: Float

    /// A schedule; see the properties.
    public init(
        rate: Float, steps: Int, warmup: Int, decay: Decay = .linear, decayShare: Float = 0.5, finalShare: Float = 0.05
    ) {
        self.rate = rate
        self.steps = steps
        self.warmup = warmup
        self.decay = decay
        self.decayShare = decayShare
        self.finalShare = finalShare
    }

    /// The rate of update `step`, from 1 to `steps`.
    public func rate(at step: Int) -> Float {
        let warm = warmup > 0 ? min(1, Float(step) / Float(warmup)) : 1
        let decaySteps = Float(steps) * decayShare
        let left = Float(steps - step)
        let cool = decaySteps > 0 && left < decaySteps ? finalShare + (1 - finalShare) * fall(left / decaySteps) : 1
        return rate * min(warm, cool)
    }

    private func fall(_ left: Float) -> Float {
        switch decay {
        case .linear: left
        case .cosine: Float((1 - cos(Double.pi * Double(left))) / 2)
        }
    }
}
