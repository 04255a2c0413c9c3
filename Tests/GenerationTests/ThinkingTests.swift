import Conversation
import Generation
import SwiftletTesting
import Testing
import Tokenization
import ToolUse
import Transformer

/// Budgets of thinking, with a model that knows a thoughtful answer by heart: at each place the id of that place.
@Suite("Thinking")
struct ThinkingTests {
    private let question = [Message(.user, "hello")]
    private let answer = Message(.assistant, parts: [.thinking("one two three"), .text("four")])

    /// The chat, the prompt, and the ids of the answer.
    private func reciting() throws -> (chat: ChatGenerator, prompt: [Int32], ids: [Int32]) {
        let tokenizer = try TinyTokenizer.make()
        let renderer = try ChatRenderer(tokenizer: tokenizer)
        let prompt = try renderer.render(question, addingPrompt: true).ids
        let whole = try renderer.render(question + [answer]).ids
        let model = TinyModels.reciting(whole, vocabulary: tokenizer.vocabularySize)
        return (try ChatGenerator(TextGenerator(model, tokenizer)), prompt, Array(whole.dropFirst(prompt.count)))
    }

    /// The answer where the thought ends after so many tokens.
    private func cut(_ ids: [Int32], after tokens: Int, _ renderer: ChatRenderer) throws -> [Int32] {
        let bounds = try #require(renderer.thinkingBounds)
        var expected = ids
        expected[tokens + 1] = bounds.close
        return expected
    }

    @Test(arguments: [0, 1, 3])
    func thoughtsEndWhereTheBudgetIsSpent(tokens: Int) async throws {
        let (chat, prompt, ids) = try reciting()
        var options = GenerationOptions()
        (options.sampling.temperature, options.thinkingTokens) = (0, tokens)
        let made = try chat.generator.complete([prompt], chat.stopping(options))[0]
        #expect(made == (try cut(ids, after: tokens, chat.renderer)))
        let thought = chat.renderer.parseAnswer(made).thinking ?? ""
        #expect("one two three".hasPrefix(thought) && thought.count < "one two three".count)
    }

    @Test(arguments: [nil, 100])
    func budgetsThatAreNotSpentChangeNothing(tokens: Int?) async throws {
        let (chat, prompt, ids) = try reciting()
        var options = GenerationOptions()
        (options.sampling.temperature, options.thinkingTokens) = (0, tokens)
        #expect(try chat.generator.complete([prompt], chat.stopping(options))[0] == ids)
    }

    @Test func whatEndsAThoughtInARolloutIsReadAndNotMade() async throws {
        let (chat, prompt, ids) = try reciting()
        var options = RolloutOptions()
        (options.temperature, options.thinkingTokens) = (0, 2)
        let sampler = RolloutSampler(chat.generator.model, chat.renderer, tools: try ToolRegistry([]), options)
        let rollout = try await sampler.sample([RolloutRequest(prompt: prompt, count: 1, seed: 1)])[0][0]
        #expect(rollout.ids == (try cut(ids, after: 2, chat.renderer)))
        #expect(rollout.isMade.enumerated().allSatisfy { $0.element == ($0.offset != 3) })
        #expect(rollout.logProbabilities[3] == 0 && rollout.finish == .stop)
    }

    @Test func onlyTokensOfTheirOwnBoundThoughts() throws {
        let own = try ChatRenderer(tokenizer: TinyTokenizer.make())
        #expect(own.thinkingBounds?.ending == own.thinkingBounds.map { [$0.close] })
        for (chatProtocol, hasBounds) in [(ChatProtocol.qwen, true), (.harmony, false), (.llama3, false)] {
            let names = chatProtocol.tokens
            let tokenizer = try TinyTokenizer.make(specialTokens: names)
            let renderer = try ChatRenderer(chatProtocol, tokenizer: tokenizer)
            #expect((renderer.thinkingBounds != nil) == hasBounds, "\(chatProtocol.name)")
        }
    }
}
