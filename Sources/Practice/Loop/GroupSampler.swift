import Conversation
import Foundation
import Generation
import ToolUse
import Transformer

/// Draws problems, samples answers and grades them.
struct GroupSampler: Sendable {
    let sampler: RolloutSampler
    let problems: any PracticeProblems
    let verifiers: Verifiers
    let settings: PracticeSettings

    /// Groups of an update: all that were drawn, and those of them that are trained on.
    struct Drawn {
        var all: [GradedGroup] = []
        var groups: [GradedGroup] = []
        var withoutSignal = 0
        /// Seconds of generation alone.
        var seconds = 0.0
    }

    /// The groups of an update; with dynamic sampling those without signal are replaced, as long as draws are left.
    func groups(update: Int) async throws -> Drawn {
        var result = Drawn()
        let rounds = settings.objective.drawsUntilMixed ? settings.furtherDraws + 1 : 1
        for _ in 0..<rounds {
            let missing = settings.problems - result.groups.count
            guard missing > 0 else { break }
            let places = result.all.count..<result.all.count + missing
            let drawn = try await draw(update: update, places: places, seconds: &result.seconds)
            let teaching = drawn.filter { Advantage.hasSignal($0.advantages(settings.objective)) }
            result.all += drawn
            result.withoutSignal += drawn.count - teaching.count
            result.groups += settings.objective.drawsUntilMixed ? teaching : drawn
        }
        return result
    }

    private func draw(update: Int, places: Range<Int>, seconds: inout Double) async throws -> [GradedGroup] {
        let drawn = places.map { problems.problem(update: update, place: $0) }
        let seeds = places.map { Self.seed(settings.seed, update: update, place: $0) }
        let conversations = try zip(drawn, seeds).map { problem, seed in
            try verifiers[problem.verifier].conversation(problem, seed: seed)
        }
        let requests = try drawn.indices.map { index in
            RolloutRequest(
                prompt: try prompt(drawn[index]), count: settings.answers, seed: seeds[index],
                partner: conversations[index])
        }
        let began = Date()
        let sampled = try await sampler.sample(requests)
        seconds += Date().timeIntervalSince(began)
        var groups: [GradedGroup] = []
        for index in drawn.indices {
            groups.append(try await graded(drawn[index], sampled[index], conversations[index]))
        }
        return groups
    }

    /// What the model gets to see of a problem.
    func prompt(_ problem: PracticeProblem) throws -> [Int32] {
        let tools = sampler.tools.tools.map { ToolAnnouncement(name: $0.name) }
        let system = settings.system.map { [Message(.system, $0)] } ?? []
        let messages = sampler.renderer.chatProtocol.announcing(tools, in: system + [Message(.user, problem.question)])
        return try sampler.renderer.render(messages, addingPrompt: true).ids
    }

    /// Each group's coins are its own: the seed, the update and the place, mixed (splitmix64).
    static func seed(_ seed: UInt64, update: Int, place: Int) -> UInt64 {
        var z = seed &+ UInt64(update) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(place) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    private func graded(
        _ problem: PracticeProblem, _ rollouts: [Rollout], _ conversation: (any GradedConversation)?
    ) async throws -> GradedGroup {
        let turns = rollouts.map { sampler.renderer.parseTurns($0.ids).filter { $0.role == .assistant } }
        let texts = turns.map {
            conversation == nil ? $0.last?.content ?? "" : $0.map(\.content).joined(separator: " ")
        }
        let grades =
            if let conversation {
                turns.enumerated().map { conversation.grade($1.map(\.content), member: $0) }
            } else {
                try await verifiers[problem.verifier].grades(texts, to: problem)
            }
        let answers = rollouts.indices.map { index in
            let (rollout, grade) = (rollouts[index], grades[index])
            let reward =
                grade.worth + (grade.isFormed ? settings.formReward : 0)
                - settings.objective.cutPenalty(length: rollout.madeCount, limit: settings.sampling.maxTokens)
            return GradedGroup.Answer(
                rollout: rollout, text: texts[index], thinking: turns[index].last?.thinking, grade: grade,
                reward: reward)
        }
        return GradedGroup(problem: problem, answers: answers)
    }
}
