import Generation
import Tensors
import Training

/// Answers laid out for a forward and backward pass: tokens, what should follow each, and what each made token is trained with.
struct PracticeBatch: Sendable {
    private(set) var tokens: [Int32] = []
    private(set) var targets: [Int32] = []
    private(set) var segments: [Segment] = []
    /// What the targets that are not ignored are trained with, in their order.
    var made: [PracticeToken] = []

    /// Appends a prompt with its answer, of which only the made tokens are targets.
    ///
    /// - Parameters:
    ///   - reference: log p of each id under the reference; nil where there is none.
    ///   - advantages: the advantage of each id; nil where all have `advantage`.
    mutating func append(
        _ rollout: Rollout, reference: [Float]? = nil, advantage: Float = 0, advantages: [Float]? = nil,
        weight: Float = 0
    ) {
        let ids = rollout.prompt + rollout.ids
        segments.append(Segment(start: tokens.count, count: ids.count - 1))
        tokens += ids.dropLast()
        targets += Array(repeating: Tape.ignoredTarget, count: rollout.prompt.count - 1)
        for place in rollout.ids.indices {
            guard rollout.isMade[place] else {
                targets.append(Tape.ignoredTarget)
                continue
            }
            targets.append(rollout.ids[place])
            let old = rollout.logProbabilities[place]
            made.append(
                PracticeToken(
                    old: old, reference: reference?[place] ?? old, advantage: advantages?[place] ?? advantage,
                    weight: weight))
        }
    }

    /// Groups as batches of so many tokens at most, each answer whole; answers that teach nothing are left out unless `keepsAll`.
    static func batches(
        _ groups: [GradedGroup], _ objective: PolicyObjective, tokensPerPass: Int, limit: Int, keepsAll: Bool
    ) -> [PracticeBatch] {
        var rows: [(answer: GradedGroup.Answer, advantage: Float)] = []
        for group in groups {
            for (answer, advantage) in zip(group.answers, group.advantages(objective))
            where objective.trains(answer) && (keepsAll || advantage != 0) {
                rows.append((answer, advantage))
            }
        }
        let answers = Float(groups.reduce(0) { $0 + $1.answers.count })
        let all = Float(groups.reduce(0) { $0 + $1.answers.reduce(0) { $0 + $1.rollout.madeCount } })
        let lengths = rows.map { $0.answer.rollout.prompt.count + $0.answer.rollout.ids.count - 1 }
        return ConversationPacking.packs(Array(rows.indices), lengths: lengths, capacity: tokensPerPass).map { pack in
            var batch = PracticeBatch()
            for (answer, advantage) in pack.map({ rows[$0] }) {
                let weight =
                    switch objective.normalization {
                    case .token: 1 / max(1, all)
                    case .sequence: 1 / (answers * Float(max(1, answer.rollout.madeCount)))
                    case .constant: 1 / (answers * Float(limit))
                    }
                batch.append(
                    answer.rollout, reference: answer.reference, advantage: advantage,
                    advantages: answer.tokenAdvantages, weight: weight)
            }
            return batch
        }
    }
}
