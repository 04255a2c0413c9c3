import Foundation
import Pipeline
import SwiftletTesting
import Testing
import Tokenization
import ToolUse
import Transformer

/// Chat models that were not trained here, and the tools that they are offered.
extension SmokeTests {
    /// The directory of a chat model with a vocabulary that has these control tokens.
    private func model(_ tokens: [String], in home: URL) throws -> String {
        let folder = home.appendingPathComponent("model-\(tokens.count)")
        let tokenizer = try TinyTokenizer.make(specialTokens: tokens)
        try Checkpoint.save(TinyModels.model(vocabulary: tokenizer.vocabularySize), to: folder)
        try tokenizer.save(to: folder.appendingPathComponent("tokenizer.json"))
        try Data("{{ messages }}".utf8).write(to: folder.appendingPathComponent("chat_template.jinja"))
        return folder.path
    }

    @Test func foreignModelsSpeakWhatTheirVocabularyIsMadeFor() throws {
        let home = scratch.url
        let task = home.appendingPathComponent("task.jsonl")
        try Data(#"{"question": "hello", "answer": "world"}"#.utf8).write(to: task)
        let plain = try model(["<|im_start|>", "<|im_end|>"], in: home)
        let unknown = try model(["<|user|>", "<|assistant|>", "<|end|>"], in: home)
        let evaluation = ["eval", "task", task.path, "--max-tokens", "3", "--model"]
        let cases: [([String], Int32, String)] = [
            (evaluation + [plain], 0, ""),
            (evaluation + [plain, "--protocol", "chatml"], 65, "'<|im_sep|>'"),
            (evaluation + [plain, "--protocol", "morse"], 64, "chatml-3.5"),
            (evaluation + [plain, "--protocol", "chatml-3.5", "--base"], 64, "not both"),
            (evaluation + [unknown], 65, "--base"), (evaluation + [unknown, "--base"], 0, ""),
            (["chat", unknown], 65, "--protocol"),
            (["chat", plain, "--search-url", "http://127.0.0.1:8888"], 64, "chatml-3.5"),
            (["chat", plain, "--search-url", "ftp://127.0.0.1"], 64, "is not the address"),
            (["chat", plain, "--index", home.appendingPathComponent("no").path], 66, "no search index"),
            (["chat", plain, "--index", "x", "--search-url", "y"], 64, "not both"),
            (["serve", plain, "--tool-calls", "0"], 64, "positive"),
            (["eval", "edges", plain, "--tool-seconds", "nan"], 64, "positive"),
        ]
        for (arguments, status, part) in cases {
            let result = try run(arguments, home: home)
            #expect(
                result.status == status && (part.isEmpty || result.errors.contains(part)), "\(arguments): \(result)")
        }
    }

    @Test func everyModelIsOfferedPythonAndARunsAssistantItsSearch() async throws {
        let home = scratch.url
        let run = home.appendingPathComponent("runs/r")
        let index = run.appendingPathComponent(IndexStage.name)
        try FileManager.default.createDirectory(at: index, withIntermediateDirectories: true)
        let place = index.appendingPathComponent(IndexStage.fileName)
        let page = SearchDocument(url: "https://a.example/tea", title: "Tea", text: "Tea is a drink.")
        try SearchIndex.build(at: place, from: [page])
        let (own, other) = (run.appendingPathComponent(AssistantStage.name), run.appendingPathComponent("sft"))
        func tools(_ model: URL, _ search: SearchSource? = nil) throws -> [String] {
            try RunTools.offered(to: model, search: search).tools.map(\.name)
        }
        #expect(try tools(own) == ["search", "python"])
        #expect(try tools(other) == ["python"])
        #expect(try tools(other, .index(place)) == ["search", "python"])
        #expect(try tools(other, .engine("http://127.0.0.1:8888")) == ["search", "python"])
        // Addresses are left out for the assistant alone, which was taught to read results without them.
        for (model, showsAddress) in [(own, false), (other, true)] {
            let session = ToolSession(try RunTools.offered(to: model, search: .index(place)))
            let found = await session.call("search", text: "tea").text
            #expect(found.contains("Tea is a drink") && found.contains(page.url) == showsAddress, "\(found)")
        }
    }
}
