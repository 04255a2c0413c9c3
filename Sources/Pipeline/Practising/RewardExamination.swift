import Conversation
import Foundation
import Practice
import TinyWeb

/// Rated answers with their prompt and what true taste says of them, which no training sees.
struct RatedWriting: Sendable {
    var prompt: WritingPrompt
    var answers: RatedAnswers
    var gold: [Double]
}

/// Answers that no reward model has learned from, to examine reward models with.
struct RewardExamination {
    private let rated: [RatedWriting]
    private let sequences: [[[Int32]]]

    init(_ rated: [RatedWriting], _ renderer: ChatRenderer) throws {
        self.rated = rated
        sequences = try rated.map { try $0.answers.ranked(renderer).sequences }
    }

    /// The share of the raters' pairs that true taste itself has the same way: what it would be to know it and nothing of the raters.
    var ceiling: Double { PairAgreement(rated.map { $0.answers.ordering.agreement(with: $0.gold) }).share }

    /// How a model does.
    func row(_ model: RewardModel, size: String, prompts: Int) -> RewardReport.Row {
        let scores = sequences.map { model.scores(of: $0) }
        let agreed = zip(rated, scores).map { $0.answers.ordering.agreement(with: $1) }
        let kinds = Dictionary(grouping: rated.indices) { rated[$0].prompt.kind.rawValue }
        return RewardReport.Row(
            size: size, prompts: prompts, accuracy: PairAgreement(agreed).share, gold: gold(scores),
            kinds: kinds.mapValues { places in PairAgreement(places.map { agreed[$0] }).share },
            calibration: calibration(scores))
    }

    /// The orders that a model gets wrong most.
    func worst(_ count: Int, _ model: RewardModel) -> [RewardDisagreement] {
        let all = zip(rated, sequences).map { rated, sequences in
            let scores = model.scores(of: sequences)
            return RewardDisagreement(
                rated.answers, scores: scores, agreed: rated.answers.ordering.agreement(with: scores).share)
        }
        let order = all.indices.sorted { (all[$0].agreed, $0) < (all[$1].agreed, $1) }
        return order.prefix(count).map { all[$0] }
    }

    /// The share of pairs that scores order as true taste does.
    private func gold(_ scores: [[Float]]) -> Double {
        PairAgreement(
            zip(rated, scores).map { rated, scores in
                let pairs = scores.indices.flatMap { first in
                    scores.indices.filter { rated.gold[first] > rated.gold[$0] }.map { (first, $0) }
                }
                return PairAgreement(same: pairs.count { scores[$0.0] > scores[$0.1] }, all: pairs.count)
            }
        ).share
    }

    /// The raters' pairs by the chance that a model gives to the answer it likes better; tenths with few pairs are left out.
    private func calibration(_ scores: [[Float]]) -> [[Double]] {
        var tenths = [[Double]](repeating: [0, 0, 0], count: 10)
        for (rated, scores) in zip(rated, scores) {
            for pair in rated.answers.ordering.pairs {
                let chance = 1 / (1 + exp(-Double(abs(scores[pair.better] - scores[pair.worse]))))
                let tenth = min(9, Int(chance * 10))
                tenths[tenth][0] += chance
                tenths[tenth][1] += scores[pair.better] > scores[pair.worse] ? 1 : 0
                tenths[tenth][2] += 1
            }
        }
        return tenths.filter { $0[2] >= 20 }.map { [$0[0] / $0[2], $0[1] / $0[2]] }
    }
}
