import Conversation
import SwiftletTesting
import Testing
import Tokenization

/// Streams as models make them: in pieces, cut off, and wrong.
struct StreamTests {
    private func ids(_ text: String, _ renderer: ChatRenderer) -> [Int32] {
        renderer.tokenizer.encode(text, allowingSpecial: Set(renderer.tokenizer.specialTokens.keys))
    }

    private func events(_ text: String, _ chatProtocol: ChatProtocol = .swiftlet, isAnswer: Bool = false) throws
        -> [ChatEvent]
    {
        let renderer = try TestVocabulary.renderer(chatProtocol)
        var parser = isAnswer ? StreamParser(answerOf: renderer) : StreamParser(renderer)
        return (ids(text, renderer).flatMap { parser.append($0) } + parser.finish()).joined
    }

    @Test func anAnswerWithAThoughtAndACallComesAsEvents() throws {
        #expect(
            try events("<|think|>hm<|/think|>Let me look.<|tool_call|>search\ncats<|end|>", isAnswer: true) == [
                .thinkingBegan, .thinking("hm"), .thinkingEnded, .text("Let me look."), .callBegan(name: "search"),
                .arguments("cats"), .callEnded, .turnEnded(.called),
            ])
    }

    @Test func conversationsBeginAndEnd() throws {
        #expect(
            try events("<|endoftext|><|user|>a<|end|><|assistant|>b<|end|><|endoftext|><|user|>c") == [
                .turnBegan(.user), .text("a"), .turnEnded(.finished), .turnBegan(.assistant), .text("b"),
                .turnEnded(.finished), .conversationEnded, .turnBegan(.user), .text("c"), .turnEnded(.interrupted),
            ])
    }

    @Test func textComesInWholeCharactersAsSoonAsItIsCertain() throws {
        let renderer = try TestVocabulary.renderer(.swiftlet)
        var parser = StreamParser(answerOf: renderer)
        var pieces: [[ChatEvent]] = []
        for byte in "a🙂b".utf8 { pieces.append(parser.append(Int32(byte))) }
        #expect(pieces == [[.text("a")], [], [], [], [.text("🙂")], [.text("b")]])
        // A character that never becomes whole is U+FFFD, once.
        #expect(parser.append(0xF0) == [] && parser.append(0x9F) == [])
        #expect(parser.append(0x41) == [.text("\u{FFFD}A")])
        #expect(parser.append(0xE2) == [] && parser.finish() == [.text("\u{FFFD}"), .turnEnded(.interrupted)])
    }

    @Test func argumentsOfAnObjectStreamWhileTheyCome() throws {
        let renderer = try TestVocabulary.renderer(.qwen)
        var parser = StreamParser(answerOf: renderer)
        var seen: [ChatEvent] = []
        for id in ids("<tool_call>\n{\"name\": \"f\", \"arguments\": {\"a\": ", renderer) { seen += parser.append(id) }
        #expect(seen.joined == [.callBegan(name: "f"), .arguments("{\"a\": ")])
        for id in ids("\"}\"}}\n</tool_call>", renderer) { seen += parser.append(id) }
        #expect(seen.joined.suffix(2) == [.arguments("{\"a\": \"}\"}"), .callEnded])
    }

    @Test func callsAreReadHoweverTheyAreSpaced() throws {
        for text in [
            "{\"name\":\"f\",\"arguments\":{\"a\":1}}", " {\n \"arguments\": {\"a\":1},\n \"name\": \"f\" }\n",
            "\n{\"id\": [1], \"name\": \"f\", \"parameters\": {\"a\":1}}",
        ] {
            #expect(
                try events("<tool_call>\(text)</tool_call><|im_end|>", .qwen, isAnswer: true) == [
                    .callBegan(name: "f"), .arguments("{\"a\":1}"), .callEnded, .turnEnded(.called),
                ], "\(text)")
        }
    }

    @Test func callsThatCannotBeReadAreCallsWithoutAName() throws {
        #expect(
            try events("<tool_call>\nwhat\n</tool_call><|im_end|>", .qwen, isAnswer: true) == [
                .callBegan(name: ""), .arguments("\nwhat"), .malformed(.unreadableCall("\nwhat")), .callEnded,
                .turnEnded(.called),
            ])
        #expect(
            try events("<|tool_call|>2 + 2<|end|>", isAnswer: true) == [
                .malformed(.unreadableCall("<|tool_call|>2 ")), .callBegan(name: ""), .arguments("2 + 2"), .callEnded,
                .turnEnded(.called),
            ])
        #expect(
            try events("<|tool_call|><|end|>", isAnswer: true) == [
                .malformed(.unreadableCall("<|tool_call|>")), .callBegan(name: ""), .callEnded, .turnEnded(.called),
            ])
    }

    @Test func plainCodeIsACallOfPythonInLlama() throws {
        #expect(
            try events("<|python_tag|>print(1)<|eom_id|>", .llama3, isAnswer: true) == [
                .callBegan(name: "python"), .arguments("print(1)"), .callEnded, .turnEnded(.called),
            ])
    }

    @Test func harmonyIsReadAsModelsVaryIt() throws {
        let call: [ChatEvent] = [.callBegan(name: "f"), .arguments("{}"), .callEnded, .turnEnded(.called)]
        for text in [
            "<|channel|>commentary to=functions.f <|constrain|>json<|message|>{}<|call|>",
            "<|channel|>commentary to=functions.f json<|message|>{}<|call|>",
            "<|channel|>commentary to=functions.f<|message|>{}<|call|>",
            " to=functions.f<|channel|>commentary <|constrain|>json<|message|>{}<|call|>",
            " to=functions.f<|channel|>commentary json<|message|>{}<|call|>",
        ] { #expect(try events(text, .harmony, isAnswer: true) == call, "\(text)") }
        #expect(
            try events("<|channel|>analysis to=python code<|message|>1<|call|>", .harmony, isAnswer: true).first
                == .callBegan(name: "python"))
        #expect(
            try events("<|message|>plain<|return|>", .harmony, isAnswer: true) == [
                .text("plain"), .turnEnded(.finished),
            ])
    }

    @Test func whatIsWrongIsSaidAndNothingIsLost() throws {
        #expect(try events("stray") == [.malformed(.strayText("stray"))])
        #expect(
            try events("<|user|>a<|unused|>b<|think|>c<|end|>") == [
                .turnBegan(.user), .text("a"), .malformed(.unexpectedToken("<|unused|>")), .text("b"),
                .malformed(.unexpectedToken("<|think|>")), .text("c"), .turnEnded(.finished),
            ])
        #expect(
            try events("<|assistant|>a<|user|>b") == [
                .turnBegan(.assistant), .text("a"), .turnEnded(.interrupted), .turnBegan(.user), .text("b"),
                .turnEnded(.interrupted),
            ])
        #expect(
            try events("<|im_start|>king\nx<|im_end|>", .qwen) == [
                .malformed(.unknownHeader("<|im_start|>k")), .malformed(.strayText("ing\nx")),
                .malformed(.unexpectedToken("<|im_end|>")),
            ])
        #expect(
            try events("<|think|>a<|end|>", isAnswer: true) == [
                .thinkingBegan, .thinking("a"), .thinkingEnded, .malformed(.unclosedPart), .turnEnded(.finished),
            ])
        #expect(
            try events("<|channel|>other<|message|>x<|return|>", .harmony, isAnswer: true).contains(.text("x")))
        let renderer = try TestVocabulary.renderer(.swiftlet)
        var parser = StreamParser(renderer)
        #expect(parser.append(-1) == [.malformed(.unknownID(-1))])
        #expect(parser.append(.max) == [.malformed(.unknownID(.max))])
    }

    @Test func aResultInAUsersTurnIsATools() throws {
        #expect(
            try events("<|im_start|>user\n<tool_response>\na\n</tool_response><|im_end|>\n", .qwen) == [
                .turnBegan(.tool), .resultBegan(name: nil), .result("a"), .turnEnded(.finished),
            ])
        #expect(
            try events("<|im_start|>user\n<|im_end|>\n", .qwen) == [.turnBegan(.user), .turnEnded(.finished)])
    }

    @Test func answersAreMessages() throws {
        let renderer = try TestVocabulary.renderer(.swiftlet)
        let answer = renderer.parseAnswer(ids("<|think|>a<|/think|>b<|end|>", renderer))
        #expect(answer == Message(.assistant, parts: [.thinking("a"), .text("b")]))
        #expect(renderer.parseAnswer(ids("b<|user|>c<|end|>", renderer)).content == "b")
        #expect(renderer.parseAnswer([]) == Message(.assistant, ""))
    }
}
