import Foundation
import Synchronization
import Testing
import ToolUse

struct ToolTests {
    /// Finds what it was given.
    private struct Fixed: SearchProvider {
        let name = "fixed"
        var results: [SearchResult] = []
        var error: SearchError?

        func search(_ query: String, count: Int) async throws -> [SearchResult] {
            if let error { throw error }
            return Array(results.prefix(count))
        }
    }

    private struct Echo: CodeRunner {
        let name = "echo"
        var outcome: CodeOutcome?

        func run(_ source: String) async -> CodeOutcome { outcome ?? CodeOutcome(output: source, ending: .finished) }
    }

    /// Sleeps until it is cancelled, and tells so.
    private final class Sleeper: Tool {
        let name = "sleep"
        let description = "sleeps"
        let parameters = ToolParameters([])
        private let cancelled = Atomic(false)
        private let ended = Atomic(false)
        var wasCancelled: Bool { cancelled.load(ordering: .relaxed) }
        var hasEnded: Bool { ended.load(ordering: .relaxed) }
        let isStubborn: Bool

        init(isStubborn: Bool = false) { self.isStubborn = isStubborn }

        func run(_ call: ToolInvocation) async -> ToolOutcome {
            if isStubborn { await OffPool.run { Thread.sleep(forTimeInterval: 300) } }
            try? await Task.sleep(for: .seconds(300))
            cancelled.store(Task.isCancelled, ordering: .relaxed)
            ended.store(true, ordering: .relaxed)
            return ToolOutcome("slept")
        }
    }

    private static let pages = [
        SearchResult(url: "https://a.example/1", title: "Ann Holt", snippet: "Ann Holt was born in Oslo.", score: 2),
        SearchResult(url: "https://a.example/2", title: "Oslo", snippet: "Oslo lies on a fjord.", score: 1),
    ]

    private func session(_ tools: [any Tool], _ limits: ToolLimits = ToolLimits(), forbidden: Set<String> = []) throws
        -> ToolSession
    {
        ToolSession(try ToolRegistry(tools), limits: limits, forbidden: forbidden)
    }

    @Test func searchShowsNumberedPagesAndKeepsThem() async throws {
        let session = try session([SearchTool(Fixed(results: Self.pages))])
        let result = await session.call("search", text: "Where was Ann Holt born?")
        #expect(
            result.text == """
                [1] Ann Holt — Ann Holt was born in Oslo. (https://a.example/1)
                [2] Oslo — Oslo lies on a fjord. (https://a.example/2)
                """)
        #expect(result.sources.map(\.number) == [1, 2] && !result.isError && result.seconds > 0)
        // Numbers go on, so that each names one page of the answer.
        let second = await session.call("search", text: "Oslo")
        #expect(second.sources.map(\.number) == [3, 4] && second.text.hasPrefix("[3] "))
        #expect(await session.sources.map(\.number) == [1, 2, 3, 4])
    }

    @Test func whatGoesWrongIsTextForTheModel() async throws {
        let failing = SearchTool(Fixed(error: .timedOut(host: "x", seconds: 2)))
        let session = try session([failing, CodeTool(Echo())], ToolLimits(calls: 100))
        let failed = await session.call("search", text: "tea")
        #expect(failed.isError && failed.text.hasPrefix("Error: the search engine at x did not answer in 2.0 seconds"))
        #expect(await session.call("search", text: "  ").text == "Error: the query is empty")
        #expect(await session.call("python", text: "").text == "Error: there is no code")
        #expect(
            await session.call("fly\u{1B}", text: "").text
                == "Error: there is no tool fly; these may be called: search, python")
        #expect(
            await session.call("search", ToolArguments([:])).text == "Error: the argument query is missing")
        #expect(
            await session.call("search", ToolArguments(["query": .integer(3)])).text
                == "Error: the argument query must be a string")
        #expect(
            await session.call("search", ToolArguments(["query": .string("x"), "no": .integer(3)])).text
                == "Error: there is no argument no")
        #expect(
            await SearchTool(Fixed()).run(ToolInvocation(ToolArguments(["query": .string("x")]))).text
                == "No pages found.")
    }

    @Test func codeIsTextWithItsError() async throws {
        func text(_ outcome: CodeOutcome) async -> ToolOutcome {
            await CodeTool(Echo(outcome: outcome)).run(ToolInvocation(ToolArguments(["code": .string("x")])))
        }
        #expect(await text(CodeOutcome(output: "42\n", ending: .finished)) == ToolOutcome("42"))
        #expect(await text(CodeOutcome(output: "", ending: .finished)) == ToolOutcome("(no output)"))
        #expect(
            await text(CodeOutcome(output: "1\n", error: "ValueError: x", ending: .failed))
                == ToolOutcome("1\nError: ValueError: x", isError: true))
        #expect(
            await text(CodeOutcome(output: "a\u{1B}[31m\u{0}b\tc\u{202E}", ending: .finished, outputIsCut: true))
                == ToolOutcome("a[31mb\tc\n… (output cut)", isCut: true))
        #expect(await text(.refused("no layer")).text == "Error: no layer")
    }

    @Test func callsAreCounted() async throws {
        let session = try session([CodeTool(Echo())], ToolLimits(calls: 2))
        #expect(await session.call("nothing", text: "").isError)
        #expect(await session.call("python", text: "1").text == "1")
        #expect(
            await session.call("python", text: "2").text
                == "Error: no more than 2 calls of tools are allowed in an answer")
    }

    @Test func forbiddenToolsAreNotCalled() async throws {
        let session = try session([CodeTool(Echo()), SearchTool(Fixed())], forbidden: ["python"])
        #expect(session.allowed.map(\.name) == ["search"])
        #expect(
            await session.call("python", text: "1").text
                == "Error: the tool python may not be used now; these may be called: search")
    }

    @Test func longResultsAreCut() async throws {
        let session = try session([CodeTool(Echo())], ToolLimits(characters: 10))
        let result = await session.call("python", text: String(repeating: "é", count: 100))
        #expect(result.text == String(repeating: "é", count: 10) + "…" && result.isCut)
    }

    @Test(.timeLimit(.minutes(1))) func slowToolsAreCancelled() async throws {
        let sleeper = Sleeper()
        let session = try session([sleeper], ToolLimits(seconds: 0.1))
        #expect(await session.call("sleep", text: "").text == "Error: no answer within 0.1 seconds")
        for _ in 0..<100 where !sleeper.wasCancelled {
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(sleeper.wasCancelled)
    }

    @Test(.timeLimit(.minutes(1))) func stubbornToolsAreNotWaitedFor() async throws {
        let sleeper = Sleeper(isStubborn: true)
        let session = try session([sleeper], ToolLimits(seconds: 0.1))
        #expect(await session.call("sleep", text: "").isError && !sleeper.hasEnded)
    }

    @Test(.timeLimit(.minutes(1))) func aCancelledAnswerCancelsItsTool() async throws {
        let sleeper = Sleeper()
        let session = try session([sleeper], ToolLimits(seconds: 60))
        let task = Task { await session.call("sleep", text: "") }
        try await Task.sleep(for: .milliseconds(50))
        task.cancel()
        #expect(await task.value.text == "Error: the call was cancelled")
        for _ in 0..<100 where !sleeper.wasCancelled {
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(sleeper.wasCancelled)
    }

    @Test func whatModelsWriteBecomesArguments() {
        let parameters = ToolParameters([
            .init("query", .string, "q"), .init("count", .integer, "n", isRequired: false),
        ])
        func values(_ text: String) -> [String: ToolValue] { ToolArguments(text: text, for: parameters).values }
        #expect(values("tea") == ["query": .string("tea")])
        #expect(values(" {\"query\": \"tea\", \"count\": 3}") == ["query": .string("tea"), "count": .integer(3)])
        // What only looks like JSON is the text itself: a dict is a program, too.
        for text in ["{\"a\": 1}", "{", "{}", "{1: 2}[1]", "{\"query\": [1]}", "[1]", "null"] {
            #expect(values(text) == ["query": .string(text)])
        }
        #expect(ToolArguments(text: "x", for: ToolParameters([])).values == [:])
    }

    @Test func parametersAreAJSONSchema() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let schema = String(decoding: try encoder.encode(SearchTool(Fixed()).parameters), as: UTF8.self)
        #expect(
            schema == #"{"additionalProperties":false,"properties":{"query":{"description":"what to look for","#
                + #""type":"string"}},"required":["query"],"type":"object"}"#)
    }

    @Test func toolsHaveNamesOfTheirOwn() {
        #expect(throws: ToolError.duplicate(name: "python")) {
            try ToolRegistry([CodeTool(Echo()), CodeTool(Echo())])
        }
    }
}
