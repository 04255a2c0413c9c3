import Conversation
import Foundation
import Testing

struct MessageTests {
    private func coded(_ message: Message) throws -> (json: String, again: Message) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(message)
        return (String(decoding: data, as: UTF8.self), try JSONDecoder().decode(Message.self, from: data))
    }

    private func decoded(_ json: String) throws -> Message {
        try JSONDecoder().decode(Message.self, from: Data(json.utf8))
    }

    @Test func plainMessagesAreTwoFields() throws {
        #expect(try coded(Message(.user, "Hi")).json == #"{"content":"Hi","role":"user"}"#)
        #expect(try coded(Message(.assistant, "")).json == #"{"content":"","role":"assistant"}"#)
    }

    @Test func callsAndResultsAreAsOpenAIWritesThem() throws {
        let call = Message(
            .assistant, parts: [.thinking("hm"), .toolCall(ToolCall(name: "f", arguments: "{}", id: "call_1"))])
        #expect(
            try coded(call).json == #"{"content":null,"reasoning_content":"hm","role":"assistant","tool_calls":"#
                + #"[{"function":{"arguments":"{}","name":"f"},"id":"call_1","type":"function"}]}"#)
        let result = Message(.tool, parts: [.toolResult(ToolResult(name: "f", text: "1", callID: "call_1"))])
        #expect(try coded(result).json == #"{"content":"1","name":"f","role":"tool","tool_call_id":"call_1"}"#)
    }

    @Test func anyMessageIsReadAsItWasWritten() throws {
        for chatProtocol in ChatProtocol.known {
            var conversations = RandomConversations(chatProtocol, seed: 9)
            for _ in 0..<100 {
                for message in conversations.next() { #expect(try coded(message).again == message) }
            }
        }
        let odd = Message(.assistant, parts: [.text("a"), .thinking("b"), .thinking("c"), .text("d")])
        #expect(try coded(odd).again == odd)
    }

    @Test func contentMayBePartsAndArgumentsAnObject() throws {
        #expect(
            try decoded(#"{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}"#)
                == Message(.user, "ab"))
        let call = try decoded(
            #"{"role":"assistant","tool_calls":[{"function":{"name":"f","arguments":{"b":1.5,"a":[true,null]}}}]}"#)
        #expect(call.toolCalls == [ToolCall(name: "f", arguments: #"{"a": [true, null], "b": 1.5}"#)])
    }

    @Test func whatCannotBeReadIsNamed() {
        for (json, part) in [
            (#"{"role":"king","content":"x"}"#, "king"), (#"{"role":"user"}"#, "content"),
            (#"{"role":"user","content":[{"type":"image_url"}]}"#, "image_url"),
            (#"{"role":"user","content":"x","tool_calls":[{"function":{"name":"f","arguments":""}}]}"#, "only"),
        ] {
            do {
                _ = try decoded(json)
                Issue.record("\(json) should be refused")
            } catch {
                #expect("\(error)".contains(part), "\(error)")
            }
        }
    }

    @Test func messagesHaveOneForm() {
        #expect(Message(.user, parts: [.text("a"), .text(""), .text("b")]) == Message(.user, "ab"))
        #expect(Message(.assistant, "").parts.isEmpty)
        #expect(Message(.tool, "x").toolResults == [ToolResult(name: "", text: "x")])
        #expect(Message(.tool, "x").content == "x")
    }

    @Test func resultsAreNamedAfterTheCallsTheyAnswer() {
        let messages = [
            Message(
                .assistant,
                parts: ["a", "b", "a"].map { .toolCall(ToolCall(name: $0, arguments: "", id: "own")) }),
            Message(.tool, parts: ["b", "", "a", "c"].map { .toolResult(ToolResult(name: $0, text: "")) }),
        ].numberingCalls()
        #expect(messages[0].toolCalls.map(\.id) == ["call_1", "call_2", "call_3"])
        #expect(messages.dropFirst().map { $0.toolResults.count } == [1, 1, 1, 1])
        #expect(messages.flatMap(\.toolResults).map(\.callID) == ["call_2", "call_1", "call_3", nil])
        #expect(messages.flatMap(\.toolResults).map(\.name) == ["b", "a", "a", "c"])
    }
}
