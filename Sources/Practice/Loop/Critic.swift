import Generation
import Tensors
import Training
import Transformer

/// The value function of PPO: a network of its own that foretells, at each token, the reward that is still to come.
final class Critic {
    let values: RewardModel
    let optimizer: Optimizer
    private let gamma: Float
    private let lambda: Float
    private let tokensPerPass: Int
    /// What each id's value should have been, by answer.
    private var targets: [[Float]] = []

    /// A critic that begins as a copy of the policy; nil for an objective without one.
    init?(_ objective: PolicyObjective, network: LanguageModel?, _ settings: Optimizer.Settings, tokensPerPass: Int) {
        guard case .value(let gamma, let lambda) = objective.advantage, let network else { return nil }
        (self.gamma, self.lambda, self.tokensPerPass) = (gamma, lambda, tokensPerPass)
        values = RewardModel(network)
        optimizer = Optimizer(network, settings, more: [values.head])
    }

    /// Gives each id of each answer its advantage, and remembers what the values should have been.
    func judge(_ groups: inout [GradedGroup], _ penalty: ReferencePenalty) {
        let rollouts = groups.flatMap { $0.answers.map(\.rollout) }
        var found = values(of: rollouts)[...]
        targets = []
        for group in groups.indices {
            for index in groups[group].answers.indices {
                let answer = groups[group].answers[index]
                let values = found.removeFirst()
                let advantages = Self.advantages(
                    values: values, rewards: rewards(of: answer, penalty), isMade: answer.rollout.isMade, gamma: gamma,
                    lambda: lambda)
                groups[group].answers[index].tokenAdvantages = advantages
                targets.append(zip(values, advantages).map { $0 + $1 })
            }
        }
    }

    /// The reward of each id: the answer's at the last one that was made, and the penalty for leaving the reference at each.
    private func rewards(of answer: GradedGroup.Answer, _ penalty: ReferencePenalty) -> [Float] {
        var rewards = [Float](repeating: 0, count: answer.rollout.ids.count)
        if case .reward(let beta) = penalty, let reference = answer.reference {
            for place in rewards.indices where answer.rollout.isMade[place] {
                rewards[place] = -beta * (answer.rollout.logProbabilities[place] - reference[place])
            }
        }
        if let last = answer.rollout.isMade.lastIndex(of: true) { rewards[last] += answer.reward }
        return rewards
    }

    /// A_t = δ_t + γλ·A_{t+1} with δ_t = r_t + γ·V_{t+1} − V_t over the made ids; 0 for the others.
    static func advantages(
        values: [Float], rewards: [Float], isMade: [Bool], gamma: Float, lambda: Float
    ) -> [Float] {
        var advantages = [Float](repeating: 0, count: values.count)
        var (next, nextValue) = (Float(0), Float(0))
        for place in values.indices.reversed() where isMade[place] {
            next = rewards[place] + gamma * nextValue - values[place] + gamma * lambda * next
            nextValue = values[place]
            advantages[place] = next
        }
        return advantages
    }

    /// One step towards the remembered targets: ½ (V − target)², the mean over the made ids.
    func train(on groups: [GradedGroup], rate: Float, clip: Float) {
        let rollouts = groups.flatMap { $0.answers.map(\.rollout) }
        let count = Float(max(1, rollouts.reduce(0) { $0 + $1.madeCount }))
        for (pack, batch, rows) in passes(rollouts) {
            let tape = values.network.tape(recording: true)
            let found = values.values(batch.tokens, segments: batch.segments, rows: rows, on: tape)
            let wanted = pack.flatMap { index in zip(targets[index], rollouts[index].isMade).filter(\.1).map(\.0) }
            let errors = zip(found.value.toArray(), wanted).map { $0 - $1 }
            let loss = errors.reduce(0) { $0 + $1 * $1 } / (2 * count)
            let gradient = Tensor(errors.map { $0 / count }, shape: found.value.shape)
            tape.backward(tape.loss(of: found, loss, gradient: gradient))
        }
        let norm = optimizer.gradientNorm
        if norm.isFinite { optimizer.update(rate: rate, gradientScale: norm > clip ? clip / norm : 1) }
        optimizer.clearGradients()
    }

    /// V at the row before each id; 0 for ids that were not made.
    private func values(of rollouts: [Rollout]) -> [[Float]] {
        var found = rollouts.map { [Float](repeating: 0, count: $0.ids.count) }
        for (pack, batch, rows) in passes(rollouts) {
            let tape = values.network.tape(recording: false)
            var made = values.values(batch.tokens, segments: batch.segments, rows: rows, on: tape).value.toArray()[...]
            for index in pack {
                for place in found[index].indices where rollouts[index].isMade[place] {
                    found[index][place] = made.removeFirst()
                }
            }
        }
        return found
    }

    private func passes(_ rollouts: [Rollout]) -> [(pack: [Int], batch: PracticeBatch, rows: [Int32])] {
        let lengths = rollouts.map { $0.prompt.count + $0.ids.count - 1 }
        return ConversationPacking.packs(Array(rollouts.indices), lengths: lengths, capacity: tokensPerPass).map {
            pack in
            var batch = PracticeBatch()
            for index in pack { batch.append(rollouts[index]) }
            let rows = batch.targets.indices.filter { batch.targets[$0] != Tape.ignoredTarget }.map(Int32.init)
            return (pack, batch, rows)
        }
    }
}
