import Foundation
import SwiftletTesting
import Testing
import ToolUse

struct SearchSourceTests {
    @Test func anIndexIsOpenedWithSnippetsOfALength() async throws {
        try await ScratchFolder.with { folder in
            let place = folder.appendingPathComponent("pages.sqlite")
            let text = "Tea is a drink. " + String(repeating: "It is hot and good. ", count: 10)
            try SearchIndex.build(at: place, from: [SearchDocument(url: "https://a.example", title: "Tea", text: text)])
            let long = try await SearchSource.index(place).provider().search("tea", count: 1)
            let short = try await SearchSource.index(place).provider(snippetWords: 5).search("tea", count: 1)
            #expect(long.map(\.url) == ["https://a.example"] && short.map(\.url) == ["https://a.example"])
            #expect((short.first?.snippet.count ?? 0) < (long.first?.snippet.count ?? 0))
            let missing = folder.appendingPathComponent("none.sqlite")
            #expect(throws: SearchError.missing(path: missing.path)) { _ = try SearchSource.index(missing).provider() }
        }
    }

    @Test func anEngineIsAskedAtItsAddress() async throws {
        let answer = Data(#"{"results": [{"url": "https://b.example/", "title": "B"}]}"#.utf8)
        let server = try TinyServer { _ in TinyServer.http(answer) }
        let engine = try SearchSource.engine(server.address).provider()
        #expect(server.calls == 0)
        #expect(try await engine.search("tea", count: 3).map(\.url) == ["https://b.example/"])
        #expect(throws: SearchError.badAddress("ftp://b.example")) {
            _ = try SearchSource.engine("ftp://b.example").provider()
        }
    }
}
