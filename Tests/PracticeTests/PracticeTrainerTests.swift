import Conversation
import Foundation
import Generation
import Practice
import SwiftletTesting
import Synchronization
import Tensors
import Testing
import ToolUse
import Training
import Transformer

/// Right is what has an "a" in it.
private struct HasA: Verifier {
    static let name = "has-a"
    func grade(_ answer: String, to problem: PracticeProblem) -> Grade {
        let isRight = answer.contains("a")
        return Grade(isRight: isRight, isRightLeniently: isRight, isFormed: !answer.isEmpty)
    }
}

private struct Questions: PracticeProblems {
    func problem(update: Int, place: Int) -> PracticeProblem {
        PracticeProblem(question: "\(update) \(place)", answer: "", verifier: HasA.name)
    }
}

@Suite("The loop of practice")
struct PracticeTrainerTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    private func model(_ precision: Precision = .f32) -> LanguageModel { TinyModels.model(precision: precision) }

    private func settings(_ objective: PolicyObjective, updates: Int) -> PracticeSettings {
        var settings = PracticeSettings(updates: updates, rate: 1e-2)
        settings.objective = objective
        (settings.problems, settings.answers, settings.sampling.maxTokens) = (3, 6, 8)
        settings.optimizer.decay = 0
        settings.checkpointSeconds = 0
        settings.tokensPerPass = 100
        return settings
    }

    private func trainer(
        _ model: LanguageModel, _ settings: PracticeSettings, in folder: URL
    ) throws -> PracticeTrainer {
        let renderer = try ChatRenderer(tokenizer: TinyTokenizer.make())
        let sampler = RolloutSampler(model, renderer, tools: try ToolRegistry([]), settings.sampling)
        return PracticeTrainer(
            sampler, Questions(), settings, reference: self.model(), critic: self.model(),
            directory: folder, verifiers: Verifiers([HasA()]))
    }

    @Test(arguments: PolicyObjective.presets.map(\.name))
    func everyPresetLearnsAndAgreesWithItsSampling(name: String) async throws {
        var objective = try #require(PolicyObjective.preset(name))
        // Answers of eight tokens all lie in the zone where length is punished.
        objective.cut = .counted
        var records: [PracticeRecord] = []
        try await trainer(model(), settings(objective, updates: 40), in: scratch.url).run { records.append($0) }
        #expect(records.count == 40 && records.allSatisfy { $0.mismatch == 0 })
        func mean(_ part: some Collection<PracticeRecord>) -> Float {
            part.reduce(0) { $0 + $1.accuracy } / Float(part.count)
        }
        #expect(mean(records.suffix(5)) > mean(records.prefix(5)) + 0.1, "\(records.map(\.accuracy))")
        let hasReference = objective.penalty != .none
        #expect(records.allSatisfy { ($0.divergence != nil) == hasReference })
    }

    @Test(arguments: ["grpo", "ppo"])
    func interruptedAndResumedEqualsUninterrupted(name: String) async throws {
        let (whole, parts) = try (scratch.folder("whole"), scratch.folder("parts"))
        var objective = try #require(PolicyObjective.preset(name))
        (objective.passes, objective.steps) = (2, 2)
        let settings = settings(objective, updates: 6)
        let one = model()
        var figures: [[Float]] = []
        try await trainer(one, settings, in: whole).run { figures.append([$0.reward, $0.loss, $0.gradientNorm]) }
        let first = Mutex<[[Float]]>([])
        nonisolated(unsafe) let interrupted = try trainer(model(), settings, in: parts)
        let running = Task {
            try await interrupted.run { record in
                first.withLock { $0.append([record.reward, record.loss, record.gradientNorm]) }
                if record.step == 3 { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        await #expect(throws: CancellationError.self) { try await running.value }
        let other = model()
        var rest: [[Float]] = []
        try await trainer(other, settings, in: parts).run { rest.append([$0.reward, $0.loss, $0.gradientNorm]) }
        #expect(first.withLock { $0.count } == 3 && first.withLock { $0 } + rest == figures)
        #expect(one.parameters.map { $0.value.toArray() } == other.parameters.map { $0.value.toArray() })
    }

    @Test func dynamicSamplingReplacesGroupsWithoutSignal() async throws {
        var objective = PolicyObjective()
        objective.drawsUntilMixed = true
        var settings = settings(objective, updates: 3)
        settings.answers = 2
        var groups: [[GradedGroup]] = []
        try await trainer(model(), settings, in: scratch.url).run(watch: { groups.append($1) })
        for group in groups.flatMap({ $0 }) {
            #expect(Set(group.answers.map(\.grade.isRight)).count == 2)
        }
    }
}
