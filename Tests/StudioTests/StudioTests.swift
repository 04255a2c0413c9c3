import Foundation
import FoundationNetworking
import Generation
import Studio
import SwiftletTesting
import Testing
import Tokenization
import ToolUse

/// The server over a live socket, with a tiny model of random numbers.
@Suite(.serialized)
struct StudioTests {
    private func serving(_ body: (String) async throws -> Void) async throws {
        let tokenizer = try TinyTokenizer.make()
        let chat = try ChatGenerator(TextGenerator(TinyModels.model(vocabulary: tokenizer.vocabularySize), tokenizer))
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let server = StudioServer(assistant: Assistant(chat, tools: try ToolRegistry([])), modelName: "tiny", port: 0)
        let task = Task { try await server.run { _, port in continuation.yield(port) } }
        defer { task.cancel() }
        var iterator = ports.makeAsyncIterator()
        let port = try #require(await iterator.next())
        try await body("http://127.0.0.1:\(port)")
    }

    private func post(_ url: String, _ body: String) async throws -> (Int, String) {
        var request = URLRequest(url: try #require(URL(string: url)))
        request.httpMethod = "POST"
        request.httpBody = Data(body.utf8)
        let (data, response) = try await URLSession.shared.data(for: request)
        return ((response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: data, as: UTF8.self))
    }

    private func get(_ url: String) async throws -> (Int, String) {
        let (data, response) = try await URLSession.shared.data(from: try #require(URL(string: url)))
        return ((response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: data, as: UTF8.self))
    }

    @Test func healthModelsAndPagesAreServed() async throws {
        try await serving { (url: String) async throws -> Void in
            #expect(try await get(url + "/health") == (200, #"{"status":"ok"}"#))
            #expect(try await get(url + "/v1/models").1.contains(#""id":"tiny""#))
            #expect(try await get(url + "/v1/models/other").0 == 404)
            #expect(try await get(url + "/").1.contains("<title>Swiftlet</title>"))
            for file in [
                "main.js", "api.js", "chat.js", "tokens.js", "settings.js", "answer.js", "toolCard.js", "style.css",
                "favicon.svg",
            ] {
                #expect(try await get("\(url)/\(file)").0 == 200)
            }
        }
    }

    @Test func streamedAndWholeAnswersAreTheSame() async throws {
        try await serving { (url: String) async throws -> Void in
            let fields = #""messages":[{"role":"user","content":"hello"}],"max_tokens":12,"seed":3"#
            let whole = try await post(url + "/v1/chat/completions", "{\(fields)}")
            let streamed = try await post(
                url + "/v1/chat/completions", "{\(fields),\"stream\":true,\"stream_options\":{\"include_usage\":true}}")
            #expect(whole.0 == 200 && streamed.0 == 200)
            let frames = streamed.1.components(separatedBy: "\n\n").filter { !$0.isEmpty }
            #expect(frames.allSatisfy { $0.hasPrefix("data: ") } && frames.last == "data: [DONE]")
            var text = ""
            for frame in frames.dropLast() {
                let object = try #require(
                    try JSONSerialization.jsonObject(with: Data(frame.dropFirst(6).utf8)) as? [String: Any])
                #expect(object["object"] as? String == "chat.completion.chunk")
                let choice = (object["choices"] as? [[String: Any]])?.first
                text += (choice?["delta"] as? [String: Any])?["content"] as? String ?? ""
            }
            let object = try #require(try JSONSerialization.jsonObject(with: Data(whole.1.utf8)) as? [String: Any])
            let message = (object["choices"] as? [[String: Any]])?.first?["message"] as? [String: Any]
            #expect(message?["content"] as? String == text)
            #expect((object["usage"] as? [String: Int])?["completion_tokens"] == 12)
            #expect(frames[frames.count - 2].contains(#""completion_tokens":12"#))
        }
    }

    @Test func stopTextsCutStreamedAndWholeAnswersAlike() async throws {
        try await serving { (url: String) async throws -> Void in
            func ask(_ more: String) async throws -> String {
                let fields = #""messages":[{"role":"user","content":"hello"}],"max_tokens":24,"seed":5,"temperature":1"#
                return try await post(url + "/v1/chat/completions", "{\(fields)\(more)}").1
            }
            func content(_ text: String) throws -> String {
                let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
                let choice = try #require((object?["choices"] as? [[String: Any]])?.first)
                return try #require(
                    ((choice["message"] ?? choice["delta"]) as? [String: Any])?["content"] as? String ?? "")
            }
            let whole = try content(try await ask(""))
            try #require(whole.count > 6)
            let middle = whole.index(whole.startIndex, offsetBy: whole.count / 2)
            let stop = String(whole[middle...].prefix(2))
            let expected = String(whole[..<(try #require(whole.range(of: stop)).lowerBound)])
            let escaped = try JSONEncoder().encode(stop)
            let more = ",\"stop\":\(String(decoding: escaped, as: UTF8.self))"
            #expect(try content(try await ask(more)) == expected)
            let frames = try await ask(more + ",\"stream\":true").components(separatedBy: "\n\n").filter { !$0.isEmpty }
            let pieces = try frames.dropLast().map { try content(String($0.dropFirst(6))) }
            #expect(pieces.joined() == expected)
        }
    }

    @Test func toolsAndThinkingOfEarlierTurnsAreShownToTheModel() async throws {
        try await serving { (url: String) async throws -> Void in
            let call = #"{"id":"x","type":"function","function":{"name":"search","arguments":"cats"}}"#
            let tokens = try await post(
                url + "/api/tokens",
                #"{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":null,"reasoning_content":"b","#
                    + #""tool_calls":[\#(call)]},{"role":"tool","tool_call_id":"x","name":"search","content":"<|end|>"}]}"#
            )
            for part in [
                #""text":"<|think|>""#, #""text":"<|tool_call|>""#, #""text":"<|tool_result|>""#, #""kind":"thinking""#,
                #""kind":"call""#, #""kind":"result""#,
            ] { #expect(tokens.0 == 200 && tokens.1.contains(part), "\(tokens)") }
            let wrong = try await post(
                url + "/v1/chat/completions",
                #"{"messages":[{"role":"assistant","tool_calls":[{"function":{"name":"a b","arguments":""}}]}]}"#)
            #expect(wrong.0 == 400 && wrong.1.contains("a b") && wrong.1.contains(#""param":"messages""#))
        }
    }

    @Test func wrongRequestsAreExplained() async throws {
        try await serving { (url: String) async throws -> Void in
            let chat = url + "/v1/chat/completions"
            for (body, status, part) in [
                ("{", 400, "invalid_json"), ("{}", 400, #""param":"messages""#),
                (#"{"messages":[]}"#, 400, #""param":"messages""#),
                (#"{"messages":[{"role":"king","content":"x"}]}"#, 400, "king"),
                (#"{"messages":[{"role":"user","content":"x"}],"temperature":7}"#, 400, #""param":"temperature""#),
                (#"{"messages":[{"role":"user","content":"x"}],"max_tokens":0}"#, 400, #""param":"max_tokens""#),
                (#"{"messages":[{"role":"user","content":"x"}],"model":"other"}"#, 404, "model_not_found"),
                (
                    "{\"messages\":[{\"role\":\"user\",\"content\":\"\(String(repeating: "x ", count: 400))\"}]}", 400,
                    "context_length_exceeded"
                ),
            ] {
                let answer = try await post(chat, body)
                #expect(answer.0 == status && answer.1.contains(part), "\(body.prefix(60)): \(answer)")
            }
            #expect(try await get(url + "/nothing").0 == 404)
            #expect(try await post(url + "/v1/completions", #"{"prompt":[[99999]]}"#).0 == 400)
        }
    }

    @Test func foreignNamesAndLargeBodiesAreRefused() async throws {
        try await serving { (url: String) async throws -> Void in
            var request = URLRequest(url: try #require(URL(string: url + "/health")))
            for (name, status) in [
                ("localhost:80", 200), ("127.0.0.1", 200), ("127.evil.example", 403), ("evil.example", 403),
            ] {
                request.setValue(name, forHTTPHeaderField: "Host")
                let (_, response) = try await URLSession.shared.data(for: request)
                #expect((response as? HTTPURLResponse)?.statusCode == status, "\(name)")
            }
            let large = "{\"messages\":[{\"role\":\"user\",\"content\":\"\(String(repeating: "x", count: 5 << 20))\"}]}"
            #expect(try await post(url + "/v1/chat/completions", large).0 == 413)
        }
    }

    @Test func tokensAreShownAsTheModelSeesThem() async throws {
        try await serving { (url: String) async throws -> Void in
            let answer = try await post(
                url + "/api/tokens", #"{"messages":[{"role":"user","content":"hello <|end|>"}]}"#)
            let tokens = try #require(try JSONSerialization.jsonObject(with: Data(answer.1.utf8)) as? [[String: Any]])
            #expect(
                tokens.first?["text"] as? String == "<|endoftext|>"
                    && tokens.last?["text"] as? String == "<|assistant|>")
            #expect(tokens.count { $0["special"] as? Bool == true } == 4)
            let events = try await post(
                url + "/api/chat", #"{"messages":[{"role":"user","content":"hello"}],"max_tokens":5}"#)
            #expect(events.1.contains(#""type":"end""#) && events.1.contains(#""alternatives""#))
        }
    }

    @Test func completionsGoOnWithTheText() async throws {
        try await serving { (url: String) async throws -> Void in
            let answer = try await post(
                url + "/v1/completions", #"{"prompt":"the cat","max_tokens":4,"echo":true,"temperature":0}"#)
            #expect(answer.0 == 200 && answer.1.contains(#""text":"the cat"#))
        }
    }

    @Test func portInUseIsNamed() async throws {
        try await serving { (url: String) async throws -> Void in
            let port = try #require(Int(url.split(separator: ":").last ?? ""))
            let tokenizer = try TinyTokenizer.make()
            let chat = try ChatGenerator(
                TextGenerator(TinyModels.model(vocabulary: tokenizer.vocabularySize), tokenizer))
            await #expect(throws: StudioError.portInUse(port: port)) {
                try await StudioServer(
                    assistant: Assistant(chat, tools: try ToolRegistry([])), modelName: "tiny", port: port
                ).run { _, _ in }
            }
        }
    }
}
