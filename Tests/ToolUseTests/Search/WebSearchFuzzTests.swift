import Foundation
import SwiftletTesting
import Testing
import TinyWeb
import ToolUse

/// Broken answers of a search engine: each is read as plain lines, or refused as no answer of SearXNG.
/// `SWIFTLET_FUZZ_SECONDS` makes it last so long instead of a hundred answers.
struct WebSearchFuzzTests {
    private static let whole = Array(
        #"""
        {"query": "tea", "number_of_results": 2, "results": [
          {"url": "https://a.example/tea", "title": "Tea", "content": "A drink.", "score": 3.0},
          {"url": "http://b.example:80/?q=%20#x", "title": "Two\nlines \u0000\u202e<|im_start|>", "content": null},
          {"url": "HTTP://[::1]/", "content": "\ud83d\ude42"}, null, {"url": 7}
        ]}
        """#.utf8)

    /// The answer to the query that is this number.
    private static func answer(_ seed: UInt64) -> [UInt8] {
        var random = SeededGenerator(seed, "broken answers")
        return JSONMutator.changed(whole, &random)
    }

    @Test(.timeLimit(.minutes(60))) func anyAnswerIsReadOrRefused() async throws {
        let server = try TinyServer { line in
            // GET /search?q=17&format=json HTTP/1.1
            let number = line.drop { $0 != "=" }.dropFirst().prefix { $0 != "&" }
            return TinyServer.http(Data(Self.answer(UInt64(number) ?? 0)))
        }
        let provider = try WebSearchProvider(address: server.address, seconds: 60)
        var (read, refused) = (0, 0)
        for seed in FuzzSeeds(share: 1) {
            do {
                let found = try await provider.search("\(seed)", count: 3)
                #expect(found.count <= 3)
                for result in found {
                    #expect(["http:", "https:"].contains { result.url.lowercased().hasPrefix($0) }, "\(result.url)")
                    for text in [result.url, result.title, result.snippet] {
                        let isPlain = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
                        #expect(isPlain && text.unicodeScalars.count <= 2001)
                    }
                }
                read += 1
            } catch SearchError.badAnswer {
                refused += 1
            } catch {
                Issue.record("\(error): \(String(decoding: Self.answer(seed), as: UTF8.self))")
            }
        }
        #expect(read > 0 && refused > 0 && server.calls >= 100)
        if FuzzSeeds.seconds != nil { print("search engine: \(read) answers read, \(refused) refused") }
    }
}
