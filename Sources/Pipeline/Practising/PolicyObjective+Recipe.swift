import Artifacts
import Practice

extension PolicyObjective {
    /// A preset, and what a section has otherwise, part by part.
    ///
    /// | key | values |
    /// |---|---|
    /// | `algorithm` | a preset |
    /// | `advantage` | `mean`, `deviation`, `others`, `value`, `best`, `right` |
    /// | `clip` | `none`, `likelihood`, a width, or `[low, high]` |
    /// | `normalization` | `token`, `sequence`, `constant` |
    /// | `penalty`, `penalized` | β, and where it is: in the `loss` or in the `reward` |
    /// | `entropy` | η |
    /// | `mixed` | whether groups are drawn until they are mixed |
    /// | `cut` | `counted`, `masked`, `shaped` |
    /// | `passes`, `steps` | passes over an update's answers, steps of each |
    ///
    /// - Parameters:
    ///   - algorithm: the preset where the section names none.
    ///   - penalty: what holds the policy near the reference where the section says nothing; nil for the preset's own.
    public init(_ section: RecipeSection, algorithm: String, penalty standard: ReferencePenalty? = nil) throws {
        let name = try section.string("algorithm", default: algorithm, oneOf: Self.presets.map(\.name))
        self = Self.preset(name) ?? PolicyObjective()
        penalty = standard ?? penalty
        advantage = try section.choice("advantage", Advantage.named) ?? advantage
        clip = try RatioClip(section) ?? clip
        let shares = Dictionary(uniqueKeysWithValues: LossNormalization.allCases.map { ($0.rawValue, $0) })
        normalization = try section.choice("normalization", shares) ?? normalization
        penalty = try ReferencePenalty(section, otherwise: penalty)
        entropy = Float(try section.double("entropy", default: Double(entropy), in: 0...10))
        drawsUntilMixed = try section.bool("mixed", default: drawsUntilMixed)
        cut = try section.choice("cut", CutAnswers.named) ?? cut
        passes = try section.int("passes", default: passes, in: 1...1000)
        steps = try section.int("steps", default: steps, in: 1...1000)
    }

    /// The parts as a stage's parameters.
    var parameters: JSONValue {
        [
            "advantage": .string("\(advantage)"), "clip": .string("\(clip)"),
            "normalization": .string(normalization.rawValue), "penalty": .string("\(penalty)"),
            "entropy": .number(Double(entropy)), "mixed": .bool(drawsUntilMixed), "cut": .string("\(cut)"),
            "passes": .int(passes), "steps": .int(steps),
        ]
    }
}

extension Advantage {
    fileprivate static let named: [String: Advantage] = [
        "mean": .groupMean, "deviation": .groupDeviation, "others": .leaveOneOut, "best": .best, "right": .accepted,
        "value": .value(gamma: 1, lambda: 0.95),
    ]
}

extension PolicyObjective.CutAnswers {
    fileprivate static let named: [String: Self] = [
        "counted": .counted, "masked": .masked, "shaped": .shaped(zone: 16, most: 0.5),
    ]
}

extension RatioClip {
    /// What a section says; nil where it is silent.
    fileprivate init?(_ section: RecipeSection) throws {
        let texts = try section.list("clip")
        let widths = texts.compactMap(Float.init).filter { $0 > 0 && $0.isFinite }
        switch (texts, widths.count) {
        case ([], _): return nil
        case (["none"], _): self = .none
        case (["likelihood"], _): self = .likelihood
        case (_, 1) where texts.count == 1: self = .symmetric(widths[0])
        case (_, 2) where texts.count == 2: self = .asymmetric(low: widths[0], high: widths[1])
        default: throw section.refused("clip", texts, "none, likelihood, a width above 0, or [low, high]")
        }
    }
}

extension ReferencePenalty {
    /// What a section says; where it names a place alone or a number alone, the other is the preset's.
    fileprivate init(_ section: RecipeSection, otherwise preset: ReferencePenalty) throws {
        let (beta, place): (Float, String) =
            switch preset {
            case .none: (0, "reward")
            case .loss(let beta): (beta, "loss")
            case .reward(let beta): (beta, "reward")
            }
        let number = Float(try section.double("penalty", default: Double(beta), in: 0...100))
        let isInLoss = try section.string("penalized", default: place, oneOf: ["loss", "reward"]) == "loss"
        self = number == 0 ? .none : isInLoss ? .loss(number) : .reward(number)
    }
}
