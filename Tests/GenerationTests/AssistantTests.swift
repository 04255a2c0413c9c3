import Conversation
import Foundation
import Generation
import SwiftletTesting
import Testing
import Tokenization
import ToolUse
import Transformer

/// Answers with tools, by a model that knows one conversation by heart.
struct AssistantTests {
    private let question = [Message(.user, "hello")]

    private func call(_ text: String, saying said: String = "") -> Message {
        Message(.assistant, parts: [.text(said), .toolCall(ToolCall(name: "tick", arguments: text))])
    }

    private func result(_ text: String) -> Message {
        Message(.tool, parts: [.toolResult(ToolResult(name: "tick", text: text))])
    }

    /// An assistant that answers the question with these messages, and the ids that they are.
    private func reciting(
        _ answer: [Message], announcing: Bool = true, limits: ToolLimits = ToolLimits(), context: Int = 256,
        _ work: @escaping @Sendable (String) async -> ToolOutcome
    ) throws -> (Assistant, [Int32]) {
        let tokenizer = try TinyTokenizer.make()
        let renderer = try ChatRenderer(tokenizer: tokenizer)
        let opening = announcing ? [Message(.system, "Tools: tick.")] : []
        let prompt = try renderer.render(opening + question, addingPrompt: true).ids
        let whole = try renderer.render(opening + question + answer).ids
        let model = TinyModels.reciting(whole, vocabulary: tokenizer.vocabularySize, context: context)
        let tools = try ToolRegistry([ScriptedTool(work: work)])
        let assistant = Assistant(try ChatGenerator(TextGenerator(model, tokenizer)), tools: tools, limits: limits)
        return (assistant, Array(whole.dropFirst(prompt.count)))
    }

    private var greedy: GenerationOptions {
        var options = GenerationOptions()
        options.sampling.temperature = 0
        return options
    }

    @Test func resumedSequencesGoOnAsIfAllHadBeenThePrompt() async throws {
        let tokenizer = try TinyTokenizer.make()
        let generator = try TextGenerator(TinyModels.model(vocabulary: tokenizer.vocabularySize), tokenizer)
        var options = greedy
        options.maxTokens = 20
        for (prompt, forced) in [([1, 2, 3], [7, 8, 9]), ([60, 61], [5]), ([9, 9, 9, 9], [70, 80, 90, 100, 110])]
            as [([Int32], [Int32])]
        {
            options.stopTokens = []
            let stop = try generator.complete([prompt], options)[0][4]
            options.stopTokens = [stop]
            let generation = try await generator.begin(prompt, options)
            var turns: [[Int32]] = [[]]
            for await event in generation.events {
                switch event {
                case .token(let token): turns[turns.count - 1].append(token.token.id)
                case .paused where turns.count == 1:
                    turns.append([])
                    await generation.resume(forced)
                case .paused: await generation.end()
                case .finished: break
                }
            }
            try #require(turns.count == 2 && turns[0].last == stop)
            var rest = options
            rest.maxTokens -= turns[0].count
            let fresh = try generator.complete([prompt + turns[0] + forced], rest)[0]
            #expect(turns[1] == fresh && !fresh.isEmpty)
        }
    }

    @Test func answersAreTheRenderedConversation() async throws {
        let answer = [call("the cat", saying: "and "), result("the dog"), Message(.assistant, "the mat [1]")]
        let source = ToolSource(number: 1, url: "http://a.example/", title: "A", snippet: "a")
        let (assistant, ids) = try reciting(answer) { text in
            ToolOutcome(text == "the cat" ? "the dog" : "wrong: \(text)", sources: [source])
        }
        let made = try await assistant.completeAnswer(question, greedy)
        #expect(made.ids == ids && made.reason == .stop)
        #expect(made.message == Message(.assistant, "the mat [1]") && made.sources == [source])
        #expect(made.uses.map(\.call.arguments) == ["the cat"])
        #expect(made.statistics.completionTokens < ids.count)
    }

    @Test func othersGoOnWhileOneWaits() async throws {
        let (opened, gate) = AsyncStream<Void>.makeStream()
        let (began, begins) = AsyncStream<Void>.makeStream()
        let (assistant, ids) = try reciting([call("x"), result("open"), Message(.assistant, "hello")]) { _ in
            begins.yield()
            for await _ in opened { return ToolOutcome("open") }
            return .error("never opened")
        }
        async let waiting = assistant.completeAnswer(question, greedy)
        for await _ in began { break }
        var options = greedy
        options.maxTokens = 10
        var count = 0
        for try await event in try await assistant.chat.generator.generate([1, 2, 3], options) {
            if case .token = event { count += 1 }
        }
        #expect(count == 10)
        gate.yield()
        #expect(try await waiting.ids == ids)
    }

    @Test func cancellingEndsTheTool() async throws {
        let (began, begins) = AsyncStream<Void>.makeStream()
        let (ended, ends) = AsyncStream<Bool>.makeStream()
        let (assistant, _) = try reciting([call("x"), result("late"), Message(.assistant, "hello")]) { _ in
            begins.yield()
            try? await Task.sleep(for: .seconds(60))
            ends.yield(Task.isCancelled)
            return ToolOutcome("late")
        }
        let options = greedy
        let task = Task { [question] in
            for try await event in try await assistant.answer(question, options) {
                if case .answered = event { Issue.record("the tool was waited for") }
            }
        }
        for await _ in began { break }
        task.cancel()
        for await isCancelled in ended {
            #expect(isCancelled)
            break
        }
        _ = await task.result
    }

    @Test func forbiddenToolsAreNeitherAnnouncedNorRun() async throws {
        let refusal = "Error: the tool tick may not be used now"
        let (assistant, ids) = try reciting(
            [call("x"), result(refusal), Message(.assistant, "hello")], announcing: false
        ) { _ in
            Issue.record("a forbidden tool ran")
            return ToolOutcome("")
        }
        let made = try await assistant.completeAnswer(question, greedy, forbidden: ["tick"])
        #expect(made.ids == ids && made.uses.map(\.outcome.isError) == [true])
        #expect(made.message.content == "hello")
        #expect(assistant.announced(question, forbidden: ["tick"]) == question)
        #expect(assistant.announced(question).first == Message(.system, "Tools: tick."))
    }

    @Test func callsAreLimited() async throws {
        let refusal = "Error: no more than 1 calls of tools are allowed in an answer"
        let (assistant, ids) = try reciting(
            [call("a"), result("b"), call("c"), result(refusal), Message(.assistant, "hello")],
            limits: ToolLimits(calls: 1)
        ) { _ in ToolOutcome("b") }
        let made = try await assistant.completeAnswer(question, greedy)
        #expect(made.ids == ids && made.uses.map(\.outcome.isError) == [false, true])
    }

    @Test func resultsThatTheContextCannotHoldEndTheAnswer() async throws {
        let (assistant, _) = try reciting([call("x"), result("")], context: 64) { _ in
            ToolOutcome(String(repeating: "z", count: 64))
        }
        let made = try await assistant.completeAnswer(question, greedy)
        #expect(made.reason == .length && made.uses.count == 1 && made.message.content.isEmpty)
    }

    @Test func withoutToolsACallEndsTheAnswer() async throws {
        let (assistant, _) = try reciting([call("x"), result("y")], announcing: false) { _ in ToolOutcome("y") }
        let bare = Assistant(assistant.chat, tools: try ToolRegistry([]))
        let made = try await bare.completeAnswer(question, greedy)
        #expect(made.reason == .stop && made.uses.isEmpty && made.message.toolCalls.map(\.arguments) == ["x"])
    }
}
