extension PolicyObjective {
    /// The well-known methods by name, each a choice of parts.
    public static let presets: [(name: String, objective: PolicyObjective)] = [
        ("reinforce", PolicyObjective()), ("grpo", grpo), ("dr_grpo", drGRPO), ("dapo", dapo), ("rloo", rloo),
        ("ppo", ppo), ("best", best), ("reject", rejection),
    ]

    /// The method of a name.
    public static func preset(_ name: String) -> PolicyObjective? { presets.first { $0.name == name }?.objective }

    /// Group relative policy optimization (Shao et al. 2024): deviation, symmetric clip 0.2, sequences of equal weight, KL 0.04.
    private static var grpo: PolicyObjective {
        var made = PolicyObjective()
        made.advantage = .groupDeviation
        made.clip = .symmetric(0.2)
        made.normalization = .sequence
        made.penalty = .loss(0.04)
        return made
    }

    /// GRPO done right (Liu et al. 2025): no deviation, no length in the normalization, no KL.
    private static var drGRPO: PolicyObjective {
        var made = PolicyObjective()
        made.clip = .symmetric(0.2)
        made.normalization = .constant
        return made
    }

    /// DAPO (Yu et al. 2025): deviation, clip-higher, tokens of equal weight, groups drawn until they are mixed, soft punishment of
    /// long answers.
    private static var dapo: PolicyObjective {
        var made = PolicyObjective()
        made.advantage = .groupDeviation
        made.clip = .asymmetric(low: 0.2, high: 0.28)
        made.drawsUntilMixed = true
        made.cut = .shaped(zone: 16, most: 0.5)
        made.steps = 2
        return made
    }

    /// REINFORCE leave-one-out (Ahmadian et al. 2024): the others' mean as baseline, KL in the reward.
    private static var rloo: PolicyObjective {
        var made = PolicyObjective()
        made.advantage = .leaveOneOut
        made.normalization = .sequence
        made.penalty = .reward(0.01)
        return made
    }

    /// PPO (Schulman et al. 2017; Ouyang et al. 2022): a value function, symmetric clip 0.2, two passes, KL in each token's reward.
    private static var ppo: PolicyObjective {
        var made = PolicyObjective()
        made.advantage = .value(gamma: 1, lambda: 0.95)
        made.clip = .symmetric(0.2)
        made.penalty = .reward(0.01)
        made.passes = 2
        return made
    }

    /// The talk's own: of each group's answers the best one is trained on.
    private static var best: PolicyObjective {
        var made = PolicyObjective()
        made.advantage = .best
        made.clip = .likelihood
        return made
    }

    /// Rejection sampling and fine-tuning: every right answer is trained on, twice, in steps as fine-tuning would.
    private static var rejection: PolicyObjective {
        var made = PolicyObjective()
        made.advantage = .accepted
        made.clip = .likelihood
        (made.steps, made.passes) = (4, 2)
        return made
    }
}
