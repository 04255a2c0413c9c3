import Conversation
import SwiftletTesting
import Testing
import Tokenization

struct MaskTests {
    private let messages = [
        Message(.system, "the dog"), Message(.user, "the cat"),
        Message(
            .assistant,
            parts: [.thinking("hello"), .text("and"), .toolCall(ToolCall(name: "search", arguments: "the mat"))]),
        Message(.tool, parts: [.toolResult(ToolResult(name: "search", text: "the world"))]),
        Message(.assistant, parts: [.thinking("sat"), .text("ran")]),
    ]

    private func shown(_ rendered: RenderedConversation, _ tokenizer: Tokenizer, where isShown: (Int) -> Bool) -> String
    {
        rendered.ids.indices.filter(isShown).map { index in
            tokenizer.specialName(rendered.ids[index]) ?? tokenizer.decode([rendered.ids[index]])
        }.joined()
    }

    @Test func exactlyWhatTheAssistantMakesIsTrained() throws {
        let renderer = try ChatRenderer(tokenizer: TinyTokenizer.make())
        let rendered = try renderer.render(messages)
        #expect(
            shown(rendered, renderer.tokenizer) { rendered.mask[$0] }
                == "<|think|>hello<|/think|>and<|tool_call|>search\nthe mat<|end|><|think|>sat<|/think|>ran<|end|>")
        #expect(
            shown(rendered, renderer.tokenizer) { !rendered.mask[$0] }
                == "<|endoftext|><|system|>the dog<|end|><|user|>the cat<|end|><|assistant|>"
                + "<|tool_result|>search\nthe world<|end|><|assistant|>")
        #expect(zip(rendered.mask, rendered.roles).allSatisfy { !$0 || $1 == .assistant })
    }

    @Test func everyTokenHasARoleAndAKind() throws {
        let renderer = try ChatRenderer(tokenizer: TinyTokenizer.make())
        let rendered = try renderer.render(messages)
        let count = rendered.ids.count
        #expect(rendered.mask.count == count && rendered.roles.count == count && rendered.kinds.count == count)
        for (kind, text) in [
            (RenderedConversation.Kind.start, "<|endoftext|>"),
            (.header, "<|system|><|user|><|assistant|><|tool_result|>search\n<|assistant|>"),
            (.text, "the dogthe catandran"), (.thinking, "hellosat"), (.call, "searchthe mat"),
            (.result, "the world"), (.mark, "<|think|><|/think|><|tool_call|>\n<|think|><|/think|>"),
            (.end, "<|end|><|end|><|end|><|end|><|end|>"), (.separator, ""),
        ] {
            #expect(shown(rendered, renderer.tokenizer) { rendered.kinds[$0] == kind } == text, "\(kind)")
        }
    }

    @Test func harmonyTrainsEachAnswerAsItIsMade() throws {
        let renderer = try TestVocabulary.renderer(.harmony)
        let turns = [
            Message(.user, "one"), Message(.assistant, parts: [.thinking("a"), .text("b")]), Message(.user, "two"),
            Message(.assistant, parts: [.thinking("c"), .text("d")]),
        ]
        let examples = try renderer.trainingExamples(turns)
        #expect(
            examples.map { example in shown(example, renderer.tokenizer) { example.mask[$0] } } == [
                "<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>final<|message|>b<|return|>",
                "<|channel|>analysis<|message|>c<|end|><|start|>assistant<|channel|>final<|message|>d<|return|>",
            ])
        #expect(
            shown(examples[1], renderer.tokenizer) { !examples[1].mask[$0] }
                == "<|start|>user<|message|>one<|end|><|start|>assistant<|channel|>final<|message|>b<|end|>"
                + "<|start|>user<|message|>two<|end|><|start|>assistant")
        // Rendered in one piece, the end of an earlier answer is not what the model should make.
        let whole = try renderer.render(turns)
        #expect(shown(whole, renderer.tokenizer) { whole.mask[$0] }.contains("b<|channel|>"))
    }

    @Test func protocolsThatKeepAllAreOneExample() throws {
        let renderer = try ChatRenderer(tokenizer: TinyTokenizer.make())
        #expect(try renderer.trainingExamples(messages + messages.dropFirst()).count == 1)
        let qwen = try TestVocabulary.renderer(.qwen)
        let plain = [Message(.user, "a"), Message(.assistant, "b"), Message(.user, "c"), Message(.assistant, "d")]
        #expect(try qwen.trainingExamples(plain).count == 1)
        #expect(try qwen.trainingExamples(messages + messages.dropFirst()).count == 2)
    }

    @Test func whatAProtocolCannotWriteIsRefusedByMessage() throws {
        let renderer = try TestVocabulary.renderer(.chatML)
        for (message, part) in [
            (Message(.assistant, parts: [.thinking("x")]), "thinking"),
            (Message(.assistant, parts: [.toolCall(ToolCall(name: "x", arguments: ""))]), "calls"),
            (Message(.tool, "x"), "role 'tool'"),
        ] {
            do {
                _ = try renderer.render([Message(.user, "a"), message])
                Issue.record("it should be refused")
            } catch let error as ConversationError {
                #expect(error.description.contains("message 2") && error.description.contains(part))
            }
        }
        let own = try ChatRenderer(tokenizer: TinyTokenizer.make())
        for parts: [Message.Part] in [
            [.toolCall(ToolCall(name: "two words", arguments: ""))],
            [.toolCall(ToolCall(name: "", arguments: ""))],
            [.toolCall(ToolCall(name: "x", arguments: "")), .text("after")],
            [.toolResult(ToolResult(name: "x", text: ""))],
        ] {
            #expect(throws: ConversationError.self) { _ = try own.render([Message(.assistant, parts: parts)]) }
        }
        #expect(throws: ConversationError.self) { _ = try own.render([Message(.user, parts: [.thinking("x")])]) }
    }

    @Test func developersSpeakAsSystemWhereTheyHaveNoRole() throws {
        let own = try ChatRenderer(tokenizer: TinyTokenizer.make())
        #expect(try own.render([Message(.developer, "x")]) == own.render([Message(.system, "x")]))
        let harmony = try TestVocabulary.renderer(.harmony)
        let messages = [Message(.system, "x"), Message(.developer, "y")]
        #expect(harmony.parse(try harmony.render(messages).ids) == messages)
    }
}
