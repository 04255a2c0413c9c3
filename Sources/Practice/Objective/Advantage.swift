/// How much better an answer is than could be expected: what its tokens' log-probabilities are multiplied by.
public enum Advantage: Codable, Sendable, Equatable {
    /// r − mean of the group: REINFORCE with a baseline (Dr. GRPO, nanochat).
    case groupMean
    /// (r − mean) / (deviation + 10⁻⁴) (GRPO): easy and hard questions weigh more than those in between.
    case groupDeviation
    /// r − mean of the *other* answers (RLOO; Kool et al. 2019): r − mean, times G / (G − 1).
    case leaveOneOut
    /// 1 for the best right answer of the group, the shortest of them; 0 for all others: the talk's own simplest way.
    case best
    /// 1 for every right answer, 0 for the others: rejection sampling and fine-tuning.
    case accepted
    /// A_t = Σ (γλ)ˡ·δ_{t+l}, δ_t = r_t + γ·V_{t+1} − V_t, with a value function V of its own (GAE; Schulman et al. 2016): each token
    /// has its own advantage, and no group is needed.
    case value(gamma: Float, lambda: Float)

    /// The advantages of one group's answers; with a value function only a stand-in for them, until `Critic` has looked.
    ///
    /// - Parameters:
    ///   - rewards: the answers' rewards.
    ///   - isRight: whether each is right.
    ///   - lengths: how many tokens each has.
    public func of(rewards: [Float], isRight: [Bool], lengths: [Int]) -> [Float] {
        let count = Float(rewards.count)
        // The mean of equal numbers is not always that number; what is left over would be an advantage, and as long as any over its own deviation.
        let isEven = rewards.allSatisfy { $0 == rewards.first }
        let mean = isEven ? rewards.first ?? 0 : rewards.reduce(0, +) / count
        switch self {
        case .groupMean, .value: return rewards.map { $0 - mean }
        case .groupDeviation:
            let variance = rewards.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(1, count)
            return rewards.map { ($0 - mean) / (variance.squareRoot() + 1e-4) }
        case .leaveOneOut: return rewards.map { ($0 - mean) * count / max(1, count - 1) }
        case .accepted: return isRight.map { $0 ? 1 : 0 }
        case .best:
            let right = rewards.indices.filter { isRight[$0] }
            let best = right.min { (-rewards[$0], lengths[$0], $0) < (-rewards[$1], lengths[$1], $1) }
            return rewards.indices.map { $0 == best ? 1 : 0 }
        }
    }

    /// Whether a group teaches anything: whether its advantages are not all zero.
    static func hasSignal(_ advantages: [Float]) -> Bool { advantages.contains { $0 != 0 } }
}
