import Conversation
import Testing
import Tokenization

struct RoundTripTests {
    private static let rounds = 300

    private func joinedEvents(_ ids: [Int32], _ renderer: ChatRenderer) -> [ChatEvent] {
        var parser = StreamParser(renderer)
        return (ids.flatMap { parser.append($0) } + parser.finish()).joined
    }

    @Test(arguments: ChatProtocol.known)
    func renderedThenParsedIsTheSame(chatProtocol: ChatProtocol) throws {
        let renderer = try TestVocabulary.renderer(chatProtocol)
        var conversations = RandomConversations(chatProtocol, seed: 1)
        var thoughts = 0
        for round in 0..<Self.rounds {
            let messages = conversations.next()
            let visible = chatProtocol.visible(messages)
            // What was thought earlier may be left out; nothing else may.
            if !chatProtocol.dropsEarlierThinking { #expect(visible == messages) }
            thoughts += visible.count { $0.thinking != nil }
            let rendered = try renderer.render(messages)
            let parsed = renderer.parse(rendered.ids)
            #expect(parsed == visible, "round \(round)")
            guard parsed == visible else { return }
            let events = joinedEvents(rendered.ids, renderer)
            #expect(!events.contains { if case .malformed = $0 { true } else { false } })
        }
        #expect(thoughts > 20 || chatProtocol.thinking.isEmpty)
    }

    /// Text cannot be cut between tokens, so the cuts are other ones: each byte a token of its own.
    @Test(arguments: ChatProtocol.known)
    func eventsDoNotDependOnHowTextIsCut(chatProtocol: ChatProtocol) throws {
        let renderer = try TestVocabulary.renderer(chatProtocol)
        let tokenizer = renderer.tokenizer
        var conversations = RandomConversations(chatProtocol, seed: 2)
        for _ in 0..<Self.rounds / 3 {
            let ids = try renderer.render(conversations.next()).ids
            let bytes = ids.flatMap { id in
                tokenizer.specialName(id) != nil ? [id] : tokenizer.tokenBytes(id).map { Int32($0) }
            }
            #expect(joinedEvents(ids, renderer) == joinedEvents(bytes, renderer))
        }
    }

    /// What is trained on is exactly what generation makes: after each prompt, up to a token at which it stops.
    @Test(arguments: ChatProtocol.known)
    func promptAndTrainedTokensAreTheConversation(chatProtocol: ChatProtocol) throws {
        let renderer = try TestVocabulary.renderer(chatProtocol)
        var conversations = RandomConversations(chatProtocol, seed: 3)
        for _ in 0..<Self.rounds / 3 {
            let messages = conversations.next()
            for example in try renderer.trainingExamples(messages) {
                let runs = trainedRuns(example)
                for (index, run) in runs.enumerated() {
                    #expect(example.ids[run.upperBound - 1] == renderer.endOfTurn || index + 1 < runs.count)
                    #expect(renderer.stopTokens.contains(example.ids[run.upperBound - 1]))
                    #expect(!run.dropLast().contains { example.kinds[$0] == .end && !isCallEnd(example, $0, renderer) })
                }
            }
            // Cut before the last turn of the assistant: prompt, what it makes, and nothing else.
            guard let last = messages.lastIndex(where: { $0.role == .assistant }), last == messages.count - 1 else {
                continue
            }
            let prompt = try renderer.render(Array(messages[..<last]), addingPrompt: true)
            let whole = try renderer.render(messages)
            #expect(whole.ids.starts(with: prompt.ids))
            let made =
                Array(
                    whole.ids[prompt.ids.count...].prefix { id in
                        id != renderer.endOfTurn
                    }) + [renderer.endOfTurn]
            #expect(renderer.parseAnswer(made) == chatProtocol.visible(messages).last)
        }
    }

    @Test(arguments: ChatProtocol.known.filter { !$0.calls.isEmpty })
    func toolResultsContinueTheStream(chatProtocol: ChatProtocol) throws {
        let renderer = try TestVocabulary.renderer(chatProtocol)
        var conversations = RandomConversations(chatProtocol, seed: 4)
        var continued = 0
        for _ in 0..<Self.rounds / 3 {
            let messages = conversations.next()
            for call in messages.indices where messages[call].toolCalls.count == 1 {
                let results = Array(messages[(call + 1)...].prefix { $0.role == .tool })
                let prompt = try renderer.render(Array(messages[..<call]), addingPrompt: true).ids
                let called = try renderer.render(Array(messages[...call])).ids
                // What the model makes ends with the call; what the protocol puts after a turn is not made.
                let stop = try #require(called.lastIndex { renderer.stopTokens.contains($0) })
                #expect(called.starts(with: prompt))
                let all = try renderer.render(Array(messages[...(call + results.count)]), addingPrompt: true).ids
                #expect(Array(called[...stop]) + (try renderer.continuation(results).ids) == all)
                continued += 1
            }
        }
        #expect(continued > 30)
    }

    private func trainedRuns(_ example: RenderedConversation) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for index in example.mask.indices where example.mask[index] {
            if let last = runs.last, last.upperBound == index {
                runs[runs.count - 1] = last.lowerBound..<index + 1
            } else {
                runs.append(index..<index + 1)
            }
        }
        return runs
    }

    private func isCallEnd(_ example: RenderedConversation, _ index: Int, _ renderer: ChatRenderer) -> Bool {
        renderer.stopTokens.contains(example.ids[index]) && example.ids[index] != renderer.endOfTurn
    }
}
