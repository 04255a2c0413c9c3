import Foundation
import Glibc
import SwiftletTesting
import Testing
import TinyWeb
import ToolUse

struct SearchIndexTests {
    private let scratch: ScratchFolder
    private var folder: URL { scratch.url }
    private var place: URL { folder.appendingPathComponent("pages.sqlite") }

    init() throws { scratch = try ScratchFolder() }

    private func files() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path) }

    private func index(_ documents: [SearchDocument]) throws -> SearchIndex {
        try SearchIndex.build(at: place, from: documents)
        return try SearchIndex(place)
    }

    private static let pages = [
        SearchDocument(
            url: "https://a.example/1", title: "Ann Holt", text: "Ann Holt was born in Oslo. She is a pilot."),
        SearchDocument(
            url: "https://a.example/2", title: "Oslo", text: "Oslo lies on a fjord. Many pilots live there."),
        SearchDocument(url: "https://a.example/3", title: "Tea", text: "Tea is a drink. Ann likes it. Holt is a name."),
    ]

    @Test func pagesAreFoundByQuestions() async throws {
        let index = try index(Self.pages)
        let found = try await index.search("Where was Ann Holt born?", count: 5)
        #expect(found.map(\.url) == ["https://a.example/1", "https://a.example/3"])
        #expect(found.first?.title == "Ann Holt" && found.first?.snippet.contains("born in Oslo") == true)
        #expect(found.allSatisfy { $0.score > 0 } && found[0].score > found[1].score)
        // Words are found in their other forms and without their accents.
        #expect(
            try await index.search("piloting Ósló", count: 5).map(\.url).sorted() == [
                "https://a.example/1", "https://a.example/2",
            ])
        #expect(try await index.search("zebra", count: 5) == [])
        #expect(try await index.search("Ann", count: 1).count == 1)
        #expect(try await index.search("Ann", count: 0) == [])
        #expect(try await index.search("Ann", count: -3) == [])
    }

    @Test(arguments: [
        "", " ", "\"", "\"\"", "'", "ann\" OR \"", "ann AND", "NOT ann", "NEAR(ann holt, 2)", "title: ann", "ann*",
        "^ann",
        "-ann", "(ann", "ann) OR (", "{title text}: ann", "ann + holt", "'; DROP TABLE page; --", "\u{0}ann\u{0}",
        "ann\u{202E}", "数 größe 👍 ann", "𝔸𝕟𝕟", "e\u{301}\u{301}\u{301}", "\u{301}", "rank", "%s%n", "ann\\", "\u{FFFF}",
        String(repeating: "\"", count: 100_000), String(repeating: "ann ", count: 25_000),
        String(repeating: "a", count: 100_000), String(repeating: "👍🏽", count: 12_500),
    ])
    func anyTextIsAQuery(text: String) async throws {
        let index = try index(Self.pages)
        _ = try await index.search(text, count: 5)
        #expect(try await index.search("Ann", count: 5).count == 2)
    }

    @Test func randomTextIsAQuery() async throws {
        let index = try index(Self.pages)
        var random = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            _ = try await index.search(String(decoding: bytes, as: UTF8.self), count: 3)
        }
    }

    @Test func equalPagesComeInTheirOrder() async throws {
        let same = (0..<40).map {
            SearchDocument(url: "https://a.example/\($0)", title: "Tea", text: "Tea is a drink.")
        }
        let index = try index(same)
        let found = try await index.search("tea", count: 10)
        #expect(found.map(\.url) == (0..<10).map { "https://a.example/\($0)" })
        for _ in 0..<5 { #expect(try await index.search("tea", count: 10) == found) }
    }

    @Test func aLongPageShowsThePassageThatFits() async throws {
        let filler = (0..<4000).map { "Sentence number \($0) tells of rain and wind." }
        var sentences = filler
        sentences.insert("The Rung Bridge was built by Tonvia Lelvard.", at: 2500)
        let index = try index([
            SearchDocument(url: "https://a.example/long", title: "Weather", text: sentences.joined(separator: " "))
        ])
        let found = try await index.search("Who built the Rung Bridge?", count: 5)
        #expect(found.count == 1 && found[0].snippet.contains("built by Tonvia Lelvard"))
        #expect(found[0].snippet.split(separator: " ").count <= index.snippetWords + 2)
    }

    @Test func whatIsCountedIsWhatIsThere() throws {
        var progress: [SearchIndexSummary] = []
        let documents =
            Self.pages + [Self.pages[0]] + [SearchDocument(url: "https://a.example/4", title: "x", text: " ")]
        let summary = try SearchIndex.build(at: place, from: documents) { progress.append($0) }
        #expect(summary.documents == 3 && summary.repeated == 1 && summary.empty == 1 && summary.passages == 3)
        #expect(progress.last == summary)
    }

    @Test func controlCharactersOfPagesAreDropped() async throws {
        let hostile = "Ann \u{1}\u{2}\u{1B}[31m was\u{202E} born\u{0} in Oslo"
        let index = try index([SearchDocument(url: "https://a.example/\n1", title: hostile, text: hostile)])
        let found = try #require(try await index.search("Ann", count: 1).first)
        for text in [found.url, found.title, found.snippet] {
            #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E })
        }
    }

    @Test func aFailedBuildLeavesTheFormerIndex() async throws {
        struct Broken: Error {}
        struct Documents: Sequence, IteratorProtocol {
            var left = 2000
            mutating func next() -> SearchDocument? {
                left -= 1
                return left < 0 ? nil : SearchDocument(url: "https://b.example/\(left)", title: "", text: "other text")
            }
        }
        _ = try index(Self.pages)
        let task = Task { [place] in try SearchIndex.build(at: place, from: Documents()) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await SearchIndex(place).search("Ann", count: 5).count == 2)
        #expect(try files() == ["pages.sqlite"])
        // A new one takes its place at once, also below an open index.
        let open = try SearchIndex(place)
        try SearchIndex.build(at: place, from: Documents())
        #expect(try await open.search("Ann", count: 5).count == 2)
        #expect(try await SearchIndex(place).search("other", count: 5).count == 5)
        #expect(try files() == ["pages.sqlite"])
    }

    @Test func whatAKilledBuildLeftIsRemoved() throws {
        // A number that no process has.
        let left = folder.appendingPathComponent(".pages.sqlite.2147483646.7.tmp")
        try Data("half".utf8).write(to: left)
        let own = folder.appendingPathComponent(".pages.sqlite.\(getpid()).7.tmp")
        try Data("half".utf8).write(to: own)
        _ = try index(Self.pages)
        #expect(try files().sorted() == [own.lastPathComponent, "pages.sqlite"].sorted())
    }

    @Test func otherFilesAreNoIndex() throws {
        #expect(throws: SearchError.missing(path: place.path)) { try SearchIndex(place) }
        try Data("not a database, only text that is long enough to be read".utf8).write(to: place)
        #expect { try SearchIndex(place) } throws: { error in
            if case SearchError.notAnIndex = error { true } else { false }
        }
        try Data().write(to: place)
        #expect { try SearchIndex(place) } throws: { error in
            if case SearchError.notAnIndex = error { true } else { false }
        }
        #expect { try SearchIndexBuilder(URL(fileURLWithPath: "/nowhere/at/all.sqlite")) } throws: { $0 is SearchError }
    }

    @Test func damagedIndexesAreErrorsAndNoTraps() async throws {
        _ = try index(
            (0..<300).map { SearchDocument(url: "u\($0)", title: "Page \($0)", text: "Ann Holt number \($0)") })
        let whole = try Data(contentsOf: place)
        for cut in stride(from: 0, to: whole.count, by: max(1, whole.count / 12)) {
            try whole.prefix(cut).write(to: place)
            if let index = try? SearchIndex(place) { _ = try? await index.search("Ann Holt", count: 3) }
            var flipped = whole
            for step in 0..<40 { flipped[(cut + step * 97) % flipped.count] ^= 0xFF }
            try flipped.write(to: place)
            if let index = try? SearchIndex(place) { _ = try? await index.search("Ann Holt", count: 3) }
        }
    }

    @Test func manyAskAtTheSameTime() async throws {
        let provider = LocalSearchProvider(try index(Self.pages))
        let alone = try await provider.search("Ann", count: 3)
        try await withThrowingTaskGroup(of: [SearchResult].self) { group in
            for _ in 0..<50 { group.addTask { try await provider.search("Ann", count: 3) } }
            for try await found in group { #expect(found == alone) }
        }
    }

    /// Questions about the invented web, each of which some page answers.
    @Test func questionsAboutEntitiesFindTheirPages() async throws {
        let web = TinyWeb(seed: 3, entities: 150, pages: 1200)
        let labels = (0..<web.count).map { web.page(at: $0) }.filter { !$0.label.isRubbish }.map(\.label)
        let index = try index(
            labels.map { label in
                SearchDocument(
                    url: label.url, title: label.text.split(separator: "\n").first.map(String.init) ?? "",
                    text: label.text)
            })
        let byURL = Dictionary(labels.map { ($0.url, $0) }, uniquingKeysWith: { first, _ in first })
        func normal(_ text: String) -> String {
            " " + text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ") + " "
        }
        func answers(_ label: PageLabel?, _ question: FactQuestion) -> Bool {
            guard let label, label.entities.contains(question.fact.entity) else { return false }
            return question.accepted.contains { normal(label.text).contains(normal($0)) }
        }
        var (asked, first, five) = (0, 0, 0)
        for fact in web.world.ranked.flatMap(\.facts).enumerated().filter({ $0.offset % 3 == 0 }).map(\.element) {
            for phrasing in World.heldOutPhrasings {
                let question = web.world.question(fact, phrasing: phrasing)
                guard labels.contains(where: { answers($0, question) }) else { continue }
                let found = try await index.search(question.question, count: 5).map { answers(byURL[$0.url], question) }
                asked += 1
                first += found.first == true ? 1 : 0
                five += found.contains(true) ? 1 : 0
            }
        }
        #expect(asked > 250)
        #expect(Double(first) / Double(asked) > 0.9, "hit@1: \(first) of \(asked)")
        #expect(Double(five) / Double(asked) > 0.97, "hit@5: \(five) of \(asked)")
    }
}
