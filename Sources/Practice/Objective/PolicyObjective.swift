/// What practice makes larger: one objective, put together from named parts.
///
/// For the made token t of answer i, with ratio ρ = p(token) / p(token when it was made), advantage A and weight w,
///
///     loss = −w · min(ρ·A, clip(ρ)·A) + w·β·k₃ − w·entropy·H,
///
/// where k₃ = r − log r − 1 with r = p_ref / p (Schulman 2020) is the estimate of KL(p ‖ p_ref) that is never negative. Each part has
/// a name of its own, and each well-known method is a choice of parts: see `presets`.
public struct PolicyObjective: Codable, Sendable, Equatable {
    /// How rewards of a group become advantages.
    public var advantage = Advantage.groupMean
    /// How far an update may go from the policy that made the answers.
    public var clip = RatioClip.none
    /// What a token's loss is divided by.
    public var normalization = LossNormalization.token
    /// What holds the policy near the reference.
    public var penalty = ReferencePenalty.none
    /// Multiplies the entropy of the tokens' distributions.
    public var entropy: Float = 0
    /// Whether groups that are all right or all wrong are left out and others drawn in their place (DAPO's dynamic sampling).
    public var drawsUntilMixed = false
    /// What becomes of answers that were cut.
    public var cut = CutAnswers.counted
    /// How often an update's answers are passed.
    public var passes = 1
    /// Into how many steps of the optimizer a pass is divided.
    public var steps = 1

    /// REINFORCE with the group's mean as baseline.
    public init() {}

    /// What becomes of answers that did not end by themselves.
    public enum CutAnswers: Codable, Sendable, Equatable {
        /// They count like others, with the reward that they got.
        case counted
        /// Their tokens are not trained on; their reward counts in the group's baseline (DAPO's overlong filtering).
        case masked
        /// The reward falls over the last `zone` tokens before the limit, by up to `most` (DAPO's soft punishment).
        case shaped(zone: Int, most: Float)
    }
}

/// How far an update may go: bounds for ρ = p / p_old beyond which a token has no gradient any more.
public enum RatioClip: Codable, Sendable, Equatable {
    /// Not bounded: right only while the answers come from the policy itself.
    case none
    /// No ratio at all: −A·log p, fine-tuning's loss. For advantages that are never negative, however old the answers are.
    case likelihood
    /// 1 − ε … 1 + ε (Schulman et al. 2017).
    case symmetric(Float)
    /// 1 − low … 1 + high: more room upwards keeps unlikely tokens alive (DAPO's clip-higher).
    case asymmetric(low: Float, high: Float)

    /// The bounds of ρ.
    var bounds: ClosedRange<Float> {
        switch self {
        case .none, .likelihood: 0 ... .infinity
        case .symmetric(let width): 1 - width...1 + width
        case .asymmetric(let low, let high): 1 - low...1 + high
        }
    }
}

/// What a token's loss is divided by.
public enum LossNormalization: String, Codable, Sendable, CaseIterable {
    /// All made tokens of the update: each token counts the same (DAPO).
    case token
    /// The tokens of its answer, and the number of answers: each answer counts the same, whatever its length (GRPO).
    case sequence
    /// The number of answers times the most tokens that one may have: no length is favoured (Dr. GRPO).
    case constant
}

/// What holds the policy near the reference, the model that practice began with.
public enum ReferencePenalty: Codable, Sendable, Equatable {
    /// Nothing; there is no reference then.
    case none
    /// β·k₃ in the loss (GRPO).
    case loss(Float)
    /// β·(log p − log p_ref) taken off the answer's reward (RLOO), or off each token's (PPO).
    case reward(Float)
}
