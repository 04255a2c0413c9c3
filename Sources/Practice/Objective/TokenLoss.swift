import Foundation
import Tensors

/// What one made token is trained with.
struct PracticeToken: Sendable, Equatable {
    /// log p when it was made.
    var old: Float
    /// log p under the reference; equal to `old` where there is none.
    var reference: Float
    /// A.
    var advantage: Float
    /// w, what the normalization gives it.
    var weight: Float
}

extension PolicyObjective {
    /// The loss of a token at log p and its slope there; see the type.
    ///
    /// The entropy's gradient is estimated by the one token that was made: ∇H = −E[log p · ∇log p], so that the slope of −H is log p.
    func loss(of token: PracticeToken, at logProbability: Float) -> Tape.RowLoss {
        let ratio = exp(logProbability - token.old)
        let bounds = clip.bounds
        let kept = min(max(ratio, bounds.lowerBound), bounds.upperBound)
        let (free, held) = (ratio * token.advantage, kept * token.advantage)
        var value = -min(free, held)
        var slope = free <= held ? -free : 0
        if clip == .likelihood { (value, slope) = (-token.advantage * logProbability, -token.advantage) }
        if case .loss(let beta) = penalty {
            let log = token.reference - logProbability
            value += beta * (exp(log) - log - 1)
            slope += beta * (1 - exp(log))
        }
        if entropy > 0 {
            value += entropy * logProbability
            slope += entropy * logProbability
        }
        return (value * token.weight, slope * token.weight)
    }

    /// Whether the clip leaves this token without a gradient.
    func isClipped(_ token: PracticeToken, at logProbability: Float) -> Bool {
        let ratio = exp(logProbability - token.old)
        return token.advantage > 0 && ratio > clip.bounds.upperBound
            || token.advantage < 0 && ratio < clip.bounds.lowerBound
    }
}
