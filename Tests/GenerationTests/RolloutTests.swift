import Conversation
import Generation
import SwiftletTesting
import Tensors
import Testing
import Tokenization
import ToolUse
import Transformer

@Suite("Answers that are sampled for practice")
struct RolloutTests {
    private func sampler(
        _ model: LanguageModel, tools: [any Tool] = [], batch: Int = 256, maxTokens: Int = 24
    ) throws -> RolloutSampler {
        var options = RolloutOptions()
        (options.batch, options.maxTokens) = (batch, maxTokens)
        let renderer = try ChatRenderer(tokenizer: TinyTokenizer.make())
        return RolloutSampler(model, renderer, tools: try ToolRegistry(tools), options)
    }

    private let requests = [
        RolloutRequest(prompt: [5, 6, 7], count: 5, seed: 1), RolloutRequest(prompt: [9], count: 3, seed: 2),
        RolloutRequest(prompt: [4, 4, 4, 4, 8, 2], count: 1, seed: 3), RolloutRequest(prompt: [1], count: 0, seed: 4),
    ]

    @Test(arguments: Precision.allCases)
    func logProbabilitiesAreThoseOfTraining(precision: Precision) async throws {
        let model = TinyModels.model(precision: precision)
        let rollouts = try await sampler(model).sample(requests).flatMap { $0 }
        #expect(rollouts.count == 9 && rollouts.allSatisfy { $0.madeCount > 0 })
        // All side by side in one pass, as training reads them.
        var (tokens, targets, segments): ([Int32], [Int32], [Segment]) = ([], [], [])
        for rollout in rollouts {
            let ids = rollout.prompt + rollout.ids
            segments.append(Segment(start: tokens.count, count: ids.count - 1))
            tokens += ids.dropLast()
            targets += Array(repeating: Tape.ignoredTarget, count: rollout.prompt.count - 1) + rollout.ids
        }
        let made = rollouts.flatMap(\.logProbabilities)
        var seen: [Float] = []
        let tape = model.tape(recording: true)
        let loss = model.targetLoss(tokens, targets: targets, segments: segments, on: tape) { index, logProbability in
            #expect(index == seen.count)
            seen.append(logProbability)
            return (-logProbability, -1)
        }
        #expect(seen == made)
        #expect(abs(loss.value.scalar + made.reduce(0, +)) < 1e-2)
    }

    @Test func answersDependOnTheirRequestAlone() async throws {
        let model = TinyModels.model()
        let together = try await sampler(model).sample(requests)
        let narrow = try await sampler(model, batch: 2).sample(requests)
        let reversed = try await sampler(model).sample(requests.reversed())
        #expect(together == narrow && together == reversed.reversed())
        let other = try await sampler(model).sample([RolloutRequest(prompt: [5, 6, 7], count: 5, seed: 100)])
        #expect(other[0] != together[0])
        #expect(Set(together[0].map(\.ids)).count > 1, "members of a group draw coins of their own")
        // Member i of a group is what the generator makes alone with seed + i.
        let tokenizer = try TinyTokenizer.make()
        let generator = try TextGenerator(model, tokenizer)
        var options = GenerationOptions()
        (options.maxTokens, options.sampling.temperature) = (24, 1)
        options.stopTokens = try ChatRenderer(tokenizer: tokenizer).stopTokens
        for member in 0..<5 {
            options.sampling.seed = 1 + UInt64(member)
            #expect(try generator.complete([[5, 6, 7]], options) == [together[0][member].ids])
        }
    }

    @Test func whatToolsAnswerIsReadAndNotMade() async throws {
        let tokenizer = try TinyTokenizer.make()
        let renderer = try ChatRenderer(tokenizer: tokenizer)
        let opening = [Message(.system, "Tools: tick."), Message(.user, "hello")]
        let answer = [
            Message(.assistant, parts: [.toolCall(ToolCall(name: "tick", arguments: "the cat"))]),
            Message(.tool, parts: [.toolResult(ToolResult(name: "tick", text: "the dog"))]),
            Message(.assistant, "the mat"),
        ]
        let prompt = try renderer.render(opening, addingPrompt: true).ids
        let whole = try renderer.render(opening + answer)
        let model = TinyModels.reciting(whole.ids, vocabulary: tokenizer.vocabularySize)
        let tool = ScriptedTool { text in ToolOutcome(text == "the cat" ? "the dog" : "wrong: \(text)") }
        let rollouts = try await sampler(model, tools: [tool], maxTokens: 64).sample([
            RolloutRequest(prompt: prompt, count: 3, seed: 1)
        ])[0]
        for rollout in rollouts {
            #expect(rollout.prompt + rollout.ids == whole.ids && rollout.calls == 1 && rollout.finish == .stop)
            #expect(rollout.isMade == Array(whole.mask.dropFirst(prompt.count)))
            #expect(zip(rollout.isMade, rollout.logProbabilities).allSatisfy { $0 || $1 == 0 })
        }
        let cut = try await sampler(model, tools: [tool], maxTokens: 3).sample([
            RolloutRequest(prompt: prompt, count: 1, seed: 1)
        ])[0][0]
        #expect(cut.finish == .length && cut.ids.count == 3)
    }

    @Test func promptsWithoutRoomAreRefused() async throws {
        let sampler = try sampler(TinyModels.model())
        await #expect(throws: GenerationError.emptyPrompt) {
            try await sampler.sample([RolloutRequest(prompt: [], count: 1, seed: 1)])
        }
        await #expect(throws: GenerationError.promptTooLong(tokens: 64, context: 64)) {
            try await sampler.sample([RolloutRequest(prompt: Array(repeating: 3, count: 64), count: 1, seed: 1)])
        }
        let full = try await sampler.sample([RolloutRequest(prompt: Array(repeating: 3, count: 63), count: 2, seed: 1)])
        #expect(full[0].allSatisfy { $0.ids.count == 1 })
    }
}
