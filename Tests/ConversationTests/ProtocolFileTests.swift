import Conversation
import Foundation
import SwiftletTesting
import Testing

struct ProtocolFileTests {
    private func read(_ json: String) throws -> ChatProtocol {
        try ScratchFolder.with("protocol.json") { url in
            try Data(json.utf8).write(to: url)
            return try ChatProtocol(contentsOf: url)
        }
    }

    @Test(arguments: ChatProtocol.known)
    func protocolsAreValues(chatProtocol: ChatProtocol) throws {
        let json = String(decoding: try JSONEncoder().encode(chatProtocol), as: UTF8.self)
        #expect(try read(json) == chatProtocol)
        #expect(try ChatProtocol(named: chatProtocol.name) == chatProtocol)
    }

    /// A protocol that nobody built in: another spelling of our own tokens.
    @Test func aProtocolCanBeAFile() throws {
        let made = try read(
            #"""
            {
              "name": "house", "tokens": ["<|user|>", "<|assistant|>", "<|end|>", "<|tool_call|>", "<|think|>"],
              "openings": {"user": "<|user|>Q: ", "assistant": "<|assistant|>A: "},
              "thinking": ["<|think|>({text})<|think|>"], "calls": [{"template": "<|tool_call|>{call}"}],
              "callObject": {"name": "tool", "arguments": "with"}, "endOfTurn": "<|end|>", "afterTurn": "\n---\n"
            }
            """#)
        let renderer = try ChatRenderer(made, tokenizer: TinyTokenizer.make())
        let messages = [
            Message(.user, "Q: hello"),
            Message(
                .assistant,
                parts: [
                    .thinking("(a)"), .text(")"), .toolCall(ToolCall(name: "f", arguments: "{\"x\": 1}", id: "call_1")),
                ]), Message(.user, ""),
        ]
        #expect(renderer.parse(try renderer.render(messages).ids) == messages)
    }

    @Test func descriptionsThatCannotWorkAreRefused() throws {
        func changed(_ change: (inout ChatProtocol) -> Void) -> ChatProtocol {
            var copy = ChatProtocol.swiftlet
            change(&copy)
            return copy
        }
        let tokenizer = try TinyTokenizer.make()
        for (made, field) in [
            (changed { $0.openings[.user] = nil }, "openings"), (changed { $0.openings[.user] = "user: " }, "openings"),
            (changed { $0.openings[.user] = "<|user|>{text}" }, "openings"), (changed { $0.text = [] }, "text"),
            (changed { $0.text = ["<|think|>{text}"] }, "text"), (changed { $0.thinking = ["<|think|>"] }, "thinking"),
            (changed { $0.thinking = ["{text}"] }, "thinking"),
            (changed { $0.thinking = ["<|think|>{text}{text}"] }, "thinking"),
            (changed { $0.thinking = ["<|think|>{text}<|end|><|end|>"] }, "thinking"),
            (changed { $0.calls = [.init("<|tool_call|>{text}")] }, "call"),
            (changed { $0.calls = [.init("<|tool_call|>{name}{arguments}")] }, "call"),
            (changed { $0.calls = [.init("<|tool_call|>{arguments}{name}")] }, "calls"),
        ] {
            do {
                _ = try ChatRenderer(made, tokenizer: tokenizer)
                Issue.record("\(field) should be refused")
            } catch let error as ConversationError {
                guard case .badProtocol(_, let named, _) = error else { Issue.record("\(error)"); continue }
                #expect(named.contains(field), "\(error)")
            }
        }
        #expect(throws: ConversationError.missingToken(name: "<|no|>", chatProtocol: "swiftlet")) {
            _ = try ChatRenderer(changed { $0.tokens.append("<|no|>") }, tokenizer: tokenizer)
        }
        #expect(throws: ConversationError.unknownProtocol(name: "morse")) { _ = try ChatProtocol(named: "morse") }
        #expect(throws: ConversationError.self) { _ = try read(#"{"name": "x"}"#) }
    }

    @Test func toolsAreAnnouncedInTheSystemMessage() {
        let tools = [ToolAnnouncement(name: "search"), ToolAnnouncement(name: "python", description: "a \"b\"")]
        let asked = [Message(.user, "Hi")]
        #expect(
            ChatProtocol.swiftlet.announcing(tools, in: asked) == [Message(.system, "Tools: search, python.")] + asked)
        let told = ChatProtocol.swiftlet.announcing(tools, in: [Message(.system, "Be kind.")] + asked)
        #expect(told == [Message(.system, "Be kind.\n\nTools: search, python.")] + asked)
        #expect(ChatProtocol.swiftlet.announcing([], in: asked) == asked)
        #expect(ChatProtocol.chatML.announcing(tools, in: asked) == asked)
        let described = ChatProtocol.qwen.announcing(tools, in: asked)[0].content
        #expect(described.contains(#""name":"python","description":"a \"b\"""#))
    }
}
