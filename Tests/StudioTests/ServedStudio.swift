import Foundation
import FoundationNetworking
import Generation
import Studio
import SwiftletTesting
import Testing
import Tokenization
import ToolUse

/// A server over a live socket with a run's folder, and a client of it.
struct ServedStudio {
    /// What came back.
    struct Answer {
        let status: Int
        let text: String
        let headers: [String: String]

        var object: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]) ?? [:]
        }
        var code: String? { (object["error"] as? [String: Any])?["code"] as? String }
    }

    let run: URL
    let address: String

    var labels: URL { run.appendingPathComponent("labels.sqlite") }
    var conversations: URL { run.appendingPathComponent("sft/conversations.jsonl") }

    /// - Parameters:
    ///   - tools: what the assistant may call.
    ///   - reciting: the conversation that the model knows by heart; nil for one of random numbers.
    static func serving(
        tools: [any Tool] = [], reciting: [Int32]? = nil, _ body: (ServedStudio) async throws -> Void
    ) async throws {
        try await ScratchFolder.with { run in
            for folder in ["sft", "probe"] {
                try FileManager.default.createDirectory(
                    at: run.appendingPathComponent(folder), withIntermediateDirectories: true)
            }
            let tokenizer = try TinyTokenizer.make()
            let model =
                reciting.map { TinyModels.reciting($0, vocabulary: tokenizer.vocabularySize) }
                ?? TinyModels.model(vocabulary: tokenizer.vocabularySize)
            let chat = try ChatGenerator(TextGenerator(model, tokenizer))
            let (ports, continuation) = AsyncStream<Int>.makeStream()
            let server = StudioServer(
                assistant: Assistant(chat, tools: try ToolRegistry(tools)), modelName: "tiny", run: run,
                conversations: run.appendingPathComponent("sft/conversations.jsonl"),
                labels: run.appendingPathComponent("labels.sqlite"), port: 0)
            let task = Task { try await server.run { _, port in continuation.yield(port) } }
            defer { task.cancel() }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            try await body(ServedStudio(run: run, address: "http://127.0.0.1:\(port)"))
        }
    }

    func send(
        _ method: String, _ path: String, _ body: String? = nil, type: String = "application/json"
    ) async throws -> Answer {
        var request = URLRequest(url: try #require(URL(string: address + path)))
        request.httpMethod = method
        request.httpBody = body.map { Data($0.utf8) }
        if body != nil { request.setValue(type, forHTTPHeaderField: "Content-Type") }
        let (data, response) = try await URLSession.shared.data(for: request)
        let http = try #require(response as? HTTPURLResponse)
        var headers: [String: String] = [:]
        for (name, value) in http.allHeaderFields { headers["\(name)".lowercased()] = "\(value)" }
        return Answer(status: http.statusCode, text: String(decoding: data, as: UTF8.self), headers: headers)
    }

    func get(_ path: String) async throws -> Answer { try await send("GET", path) }

    func write(_ text: String, to file: URL) throws { try Data(text.utf8).write(to: file) }
}
