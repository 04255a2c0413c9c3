import Conversation
import Foundation
import Generation
import SwiftletTesting
import Testing
import Tokenization
import ToolUse

/// Tools in answers over the API, by a model that knows one conversation by heart.
@Suite(.serialized)
struct ToolTests {
    private struct Lookup: Tool {
        let name = "look"
        let description = "Looks."
        let parameters = ToolParameters([.init("text", .string, "anything")])

        func run(_ call: ToolInvocation) async -> ToolOutcome {
            ToolOutcome(
                "[1] the dog",
                sources: [ToolSource(number: 1, url: "http://dogs.example/", title: "Dogs", snippet: "the dog")])
        }
    }

    private let fields = #""messages":[{"role":"user","content":"hello"}],"temperature":0"#

    private func call(_ name: String) -> Message {
        Message(.assistant, parts: [.text("and "), .toolCall(ToolCall(name: name, arguments: "the cat"))])
    }

    private func result(_ text: String) -> Message {
        Message(.tool, parts: [.toolResult(ToolResult(name: "look", text: text))])
    }

    /// A server whose model says this.
    private func serving(_ conversation: [Message], _ body: (ServedStudio) async throws -> Void) async throws {
        let ids = try ChatRenderer(tokenizer: TinyTokenizer.make()).render(conversation).ids
        try await ServedStudio.serving(tools: [Lookup(), CodeTool(InterpreterRunner())], reciting: ids, body)
    }

    private var looking: [Message] {
        [
            Message(.system, "Tools: look, python."), Message(.user, "hello"), call("look"), result("[1] the dog"),
            Message(.assistant, "the mat [1]"),
        ]
    }

    private func events(_ text: String) throws -> [[String: Any]] {
        try text.components(separatedBy: "\n\n").filter { $0.hasPrefix("data: {") }.map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.dropFirst(6).utf8)) as? [String: Any])
        }
    }

    private func choice(_ object: [String: Any]) -> [String: Any] {
        (object["choices"] as? [[String: Any]])?.first ?? [:]
    }

    @Test func toolsAreListedAndAnnounced() async throws {
        try await serving(looking) { studio in
            let list = try await studio.get("/api/tools").text
            #expect(list.contains(#""name":"look""#) && list.contains(#""runner":"built-in interpreter""#))
            func seen(_ more: String) async throws -> String {
                try await studio.send("POST", "/api/tokens", "{\(fields)\(more)}").text
            }
            #expect(try await seen("").contains(#""role":"system""#))
            #expect(try await !seen(#","tool_choice":"none""#).contains(#""role":"system""#))
            #expect(try await !seen(#","forbidden":["look","python"]"#).contains(#""role":"system""#))
        }
    }

    @Test func thePageHearsOfCallsResultsAndForcedTokens() async throws {
        try await serving(looking) { studio in
            let events = try events(try await studio.send("POST", "/api/chat", "{\(fields)}").text)
            let types = events.compactMap { $0["type"] as? String }
            #expect(types.filter { $0 != "token" } == ["call", "result", "forced", "end"])
            #expect(events.compactMap { $0["text"] as? String }.joined() == "and [1] the dogthe mat [1]")
            let call = try #require(events.first { $0["type"] as? String == "call" })
            #expect(call["number"] as? Int == 1 && call["arguments"] as? String == "the cat")
            let result = try #require(events.first { $0["type"] as? String == "result" })
            let source = (result["sources"] as? [[String: Any]])?.first
            #expect(source?["url"] as? String == "http://dogs.example/" && source?["number"] as? Int == 1)
            #expect(result["error"] as? Bool == false && result["seconds"] as? Double != nil)
            let forced = try #require(events.first { $0["type"] as? String == "forced" }?["tokens"] as? [[String: Any]])
            #expect(forced.contains { $0["kind"] as? String == "result" })
            #expect(forced.last?["text"] as? String == "<|assistant|>")
            #expect(events.last?["reason"] as? String == "stop")
        }
    }

    @Test func serverSideToolsRunInsideOpenAIsAnswers() async throws {
        try await serving(looking) { studio in
            let path = "/v1/chat/completions"
            let whole = choice(try await studio.send("POST", path, "{\(fields)}").object)
            let message = try #require(whole["message"] as? [String: Any])
            #expect(whole["finish_reason"] as? String == "stop" && message["tool_calls"] == nil)
            #expect(message["content"] as? String == "and \n\nthe mat [1]")
            let use = try #require((message["swiftlet_tools"] as? [[String: Any]])?.first)
            #expect(use["name"] as? String == "look" && use["text"] as? String == "[1] the dog")
            #expect((use["sources"] as? [Any])?.count == 1)

            let chunks = try events(try await studio.send("POST", path, #"{\#(fields),"stream":true}"#).text)
            let deltas = chunks.compactMap { choice($0)["delta"] as? [String: Any] }
            #expect(deltas.compactMap { $0["content"] as? String }.joined() == message["content"] as? String)
            #expect(deltas.allSatisfy { $0["tool_calls"] == nil })
            #expect(deltas.count { $0["swiftlet_tool_call"] != nil } == 1)
            #expect(deltas.count { $0["swiftlet_tool_result"] != nil } == 1)
            #expect(chunks.last.map(choice)?["finish_reason"] as? String == "stop")
        }
    }

    @Test func clientsRunTheirOwnTools() async throws {
        let conversation = [Message(.system, "Tools: theirs."), Message(.user, "hello"), call("theirs")]
        try await serving(conversation) { studio in
            let own = #","tools":[{"type":"function","function":{"name":"theirs","parameters":{"type":"object"}}}]"#
            let whole = choice(try await studio.send("POST", "/v1/chat/completions", "{\(fields)\(own)}").object)
            #expect(whole["finish_reason"] as? String == "tool_calls")
            let message = try #require(whole["message"] as? [String: Any])
            let call = try #require((message["tool_calls"] as? [[String: Any]])?.first?["function"] as? [String: Any])
            #expect(call["name"] as? String == "theirs" && call["arguments"] as? String == "the cat")
            #expect(message["swiftlet_tools"] == nil)
        }
    }

    @Test func forbiddenToolsDoNotRun() async throws {
        let refusal = "Error: the tool look may not be used now"
        let answer = [Message(.user, "hello"), call("look"), result(refusal), Message(.assistant, "the mat")]
        try await serving(answer) { studio in
            let none = #"{\#(fields),"tool_choice":"none"}"#
            let whole = choice(try await studio.send("POST", "/v1/chat/completions", none).object)
            let message = try #require(whole["message"] as? [String: Any])
            #expect(message["content"] as? String == "and \n\nthe mat" && whole["finish_reason"] as? String == "stop")
            #expect((message["swiftlet_tools"] as? [[String: Any]])?.first?["error"] as? Bool == true)
        }
    }

    @Test func wrongFieldsAreExplained() async throws {
        try await serving(looking) { studio in
            for (more, part) in [
                (#""forbidden":["fly"]"#, "there is no tool 'fly' to forbid; there are: look, python"),
                (#""tool_choice":"required""#, "a call cannot be forced here"),
                (#""tools":[{"type":"function","function":{"name":"a b"}}]"#, "'a b' cannot be the name of a tool"),
                (#""tools":[{"type":"code","function":{"name":"a"}}]"#, "only functions"),
            ] {
                for path in ["/api/chat", "/v1/chat/completions"] {
                    let answer = try await studio.send("POST", path, "{\(fields),\(more)}")
                    #expect(answer.status == 400 && answer.text.contains(part), "\(path) \(more): \(answer.text)")
                }
            }
        }
    }
}
