import Foundation
import Testing
import ToolUse

struct WebSearchTests {
    private static let answer = Data(
        """
        {"query": "tea", "number_of_results": 2, "results": [
          {"url": "https://a.example/tea", "title": "Tea", "content": "A drink.", "engine": "x", "score": 3.0},
          {"url": "javascript:alert(1)", "title": "No page", "content": ""},
          {"url": 7}, null, "text",
          {"url": "http://b.example/", "title": "Two\\nlines \\u0000\\u202e<|im_start|>", "content": null}
        ]}
        """.utf8)

    /// The error of a search against a server that answers so.
    private func error(_ answer: TinyServer.Answer, seconds: Double = 2, limit: Int = 1 << 16) async throws
        -> SearchError
    {
        let server = try TinyServer { _ in answer }
        let provider = try WebSearchProvider(address: server.address, seconds: seconds, limit: limit)
        return try await #require(throws: SearchError.self) { try await provider.search("tea", count: 3) }
    }

    @Test func resultsAreReadInOrder() async throws {
        let server = try TinyServer { line in
            line == "GET /search?q=who%20drinks%20%22tea%22%20%2B%20milk%26x%3D1?%20%23&format=json HTTP/1.1"
                || line.hasPrefix("GET /search?q=who%20drinks%20%22tea%22%20%2B%20milk%26x%3D1%3F%20%23&format=json ")
                ? TinyServer.http(Self.answer) : TinyServer.http(Data(line.utf8), status: "404 Not Found")
        }
        let provider = try WebSearchProvider(address: server.address + "/")
        let found = try await provider.search("who drinks \"tea\" + milk&x=1?\n#", count: 5)
        #expect(found.map(\.url) == ["https://a.example/tea", "http://b.example/"])
        #expect(found.map(\.title) == ["Tea", "Two lines <|im_start|>"])
        #expect(found.map(\.snippet) == ["A drink.", ""] && found[0].score > found[1].score)
        #expect(try await provider.search("who drinks \"tea\" + milk&x=1?\n#", count: 1).count == 1)
        #expect(try await provider.search(" \n", count: 5) == [] && server.calls == 2)
    }

    @Test func queriesOfAnyLengthAreAsked() async throws {
        let server = try TinyServer { _ in TinyServer.http(Self.answer) }
        let provider = try WebSearchProvider(address: server.address + "/path")
        for query in [String(repeating: "👍", count: 30_000), "\u{0}\u{1}x", "a\u{202E}b", "%00%zz", "&format=html"] {
            #expect(try await provider.search(query, count: 5).count == 2)
        }
    }

    @Test func statusesAreErrors() async throws {
        for (status, code) in [
            ("500 Oops", 500), ("403 Forbidden", 403), ("429 Too Many", 429), ("404 Not Found", 404),
        ] {
            let error = try await error(TinyServer.http(Self.answer, status: status))
            guard case .status(_, code: code) = error else {
                Issue.record("\(error)")
                continue
            }
        }
    }

    @Test func redirectionsAreNotFollowed() async throws {
        let other = try TinyServer { _ in TinyServer.http(Self.answer) }
        for status in ["301 Moved", "302 Found", "307 Temporary"] {
            let error = try await error(
                TinyServer.http(Data(), status: status, headers: ["Location: \(other.address)/search"]))
            guard case .redirected(_, let target) = error else {
                Issue.record("\(error)")
                continue
            }
            #expect(target == other.address + "/search")
        }
        #expect(other.calls == 0)
    }

    @Test func answersThatAreTooLargeAreNotRead() async throws {
        let body = Data(repeating: UInt8(ascii: " "), count: 1 << 20)
        let announced = try await error(TinyServer.http(body))
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
        let endless = try await error(.trickle(Data(head.utf8) + body, pause: 0, times: 64))
        for error in [announced, endless] {
            guard case .tooLarge(_, limit: 1 << 16) = error else {
                Issue.record("\(error)")
                continue
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func slowAnswersAreNotWaitedFor() async throws {
        let start = ContinuousClock.now
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n"
        for answer in [
            TinyServer.Answer.trickle(Data(), pause: 0.1, times: 3000),
            .trickle(Data(head.utf8), pause: 0.1, times: 3000),
            .trickle(Data("HTTP/1.1 ".utf8), pause: 0.1, times: 3000),
        ] {
            let error = try await error(answer, seconds: 0.3)
            guard case .timedOut = error else {
                Issue.record("\(error)")
                continue
            }
        }
        #expect(ContinuousClock.now - start > .seconds(0.9))
    }

    @Test func brokenAnswersAreErrors() async throws {
        func reason(_ body: Data, _ headers: [String] = ["Content-Type: application/json"]) async throws -> String {
            let error = try await error(TinyServer.http(body, headers: headers))
            guard case .badAnswer(_, let reason) = error else { return "\(error)" }
            return reason
        }
        #expect(try await reason(Data("{\"results\": [".utf8)) == "it is not JSON")
        #expect(try await reason(Data()) == "it is not JSON")
        #expect(try await reason(Data("{}".utf8)) == "it has no results")
        #expect(try await reason(Data("{\"results\": 3}".utf8)) == "its results are no list")
        #expect(try await reason(Data("[]".utf8)).isEmpty == false)
        #expect(try await reason(Data([0x7B, 0xFF, 0xFE, 0x7D])) == "it is not UTF-8")
        let deep = Data(String(repeating: "[", count: 60_000).utf8)
        #expect(try await reason(deep) == "it is not JSON")
        #expect(try await reason(Self.answer, ["Content-Type: text/html"]) == "its type is text/html")
    }

    @Test func whoIsNotThereIsAnError() async throws {
        let gone = try TinyServer { _ in .close }.address
        for address in [gone, try TinyServer { _ in .close }.address] {
            let provider = try WebSearchProvider(address: address, seconds: 2)
            let error = try await #require(throws: SearchError.self) { try await provider.search("tea", count: 3) }
            guard case .unreachable = error else {
                Issue.record("\(error)")
                continue
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func cancellingEndsTheRequest() async throws {
        let server = try TinyServer { _ in .trickle(Data(), pause: 0.1, times: 50) }
        let provider = try WebSearchProvider(address: server.address, seconds: 60)
        let task = Task { try await provider.search("tea", count: 3) }
        try await Task.sleep(for: .milliseconds(100))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test(arguments: [
        "", "here", "ftp://a.example", "http://", "file:///etc/passwd", "http://user@a.example", "http://a.example?q=1",
        "http://a.example/#x", "http://a b", "javascript:1",
    ])
    func otherAddressesAreRefused(address: String) {
        #expect(throws: SearchError.badAddress(address)) { try WebSearchProvider(address: address) }
    }
}
