import Generation
import Tensors
import Training
import Transformer

/// The model that practice began with, and stays near.
struct ReferencePolicy {
    let model: LanguageModel
    let tokensPerPass: Int

    /// log p of each id of each answer, 0 where it was not made.
    func logProbabilities(of rollouts: [Rollout]) -> [[Float]] {
        var found = rollouts.map { [Float](repeating: 0, count: $0.ids.count) }
        let lengths = rollouts.map { $0.prompt.count + $0.ids.count - 1 }
        for pack in ConversationPacking.packs(Array(rollouts.indices), lengths: lengths, capacity: tokensPerPass) {
            var batch = PracticeBatch()
            for index in pack { batch.append(rollouts[index]) }
            let values = model.logProbabilities(
                batch.tokens, targets: batch.targets, segments: batch.segments, on: model.tape(recording: false))
            for (index, segment) in zip(pack, batch.segments) {
                let first = segment.start + rollouts[index].prompt.count - 1
                for place in found[index].indices where rollouts[index].isMade[place] {
                    found[index][place] = values[first + place]
                }
            }
        }
        return found
    }

    /// Gives each answer its log-probabilities under this model; with a penalty in the reward it is taken off.
    ///
    /// - Parameter perToken: whether the penalty is taken off each token's reward instead, by the critic.
    func judge(_ groups: inout [GradedGroup], _ penalty: ReferencePenalty, perToken: Bool) {
        var found = logProbabilities(of: groups.flatMap { $0.answers.map(\.rollout) })[...]
        for group in groups.indices {
            for answer in groups[group].answers.indices {
                let reference = found.removeFirst()
                groups[group].answers[answer].reference = reference
                if case .reward(let beta) = penalty, !perToken {
                    let own = groups[group].answers[answer].rollout.logProbabilities
                    let divergence = zip(own, reference).reduce(Float(0)) { $0 + $1.0 - $1.1 }
                    groups[group].answers[answer].reward -= beta * divergence
                }
            }
        }
    }
}
