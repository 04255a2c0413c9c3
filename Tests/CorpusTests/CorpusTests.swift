import Corpus
import Foundation
import SwiftletTesting
import Testing

private let shared = ProcessInfo.processInfo.environment["SWIFTLET_TEST_DATA"].flatMap {
    $0.isEmpty ? nil : URL(fileURLWithPath: $0)
}

struct CorpusTests {
    private let scratch: ScratchFolder
    private var folder: URL { scratch.url }

    init() throws { scratch = try ScratchFolder() }

    private let page = """
        <html><head><title>A day</title><style>p{}</style><script>var navigation = 1;</script></head><body>
        <nav><ul><li><a href="/">Home</a></li><li><a href="/x">Topics of the day</a></li></ul></nav>
        <div class="cookie-banner"><p>We use cookies, accept them all now please.</p></div>
        <article><h1>A day</h1><p>The old farmer walked slowly to the market in the morning &amp; bought seven apples for his sister.</p>
        <ul><li>seven apples</li><li>one loaf</li></ul><table><tr><td>dog</td><td>Hund</td></tr><tr><td>cat</td><td>Katze</td></tr></table>
        <p>In the evening he came home, told everybody what he had seen, and fell asleep in his chair near the fire.</p></article>
        <div class="related"><p>Related: ten more stories that you will love to read today.</p></div>
        <footer><p>All rights reserved.</p></footer></body></html>
        """

    @Test func mainTextIsFoundAndTheRestGoes() {
        let text = MainTextExtractor().extract(Data(page.utf8)).text
        #expect(text.contains("morning & bought seven apples"))
        #expect(text.contains("seven apples\none loaf"))
        #expect(text.contains("dog | Hund\ncat | Katze"))
        for gone in ["cookies", "Topics", "Related", "rights", "navigation"] {
            #expect(!text.contains(gone), "\(gone)")
        }
    }

    @Test func charsetsAreHonoured() throws {
        let html =
            "<html><body><p>\(String(repeating: "Zwölf Boxkämpfer jagen Viktor über den Sylter Deich. ", count: 5))</p></body></html>"
        for (encoding, name) in [(String.Encoding.utf8, "utf-8"), (.isoLatin1, "iso-8859-1"), (.isoLatin1, "")] {
            let body = try #require(html.data(using: encoding))
            #expect(MainTextExtractor().extract(body, charset: name).text.contains("Zwölf Boxkämpfer"))
        }
    }

    @Test func crawlFilesAreWrittenAndReadBack() throws {
        let url = folder.appendingPathComponent("a.warc.gz")
        let writer = try WARCWriter(url, software: "test")
        for index in 0..<3 {
            try writer.writeResponse(
                url: "https://a.example/\(index)", date: "2026-01-01T00:00:00Z", status: 200,
                headers: [("Content-Type", "text/html; charset=utf-8")], body: Data(page.utf8))
        }
        try writer.close()
        let reader = try WARCReader(url)
        var types: [String] = []
        while let record = try reader.next() { types.append(record.type) }
        #expect(types == ["warcinfo", "response", "response", "response"])
        let funnel = try CorpusPipeline(DocumentSource([folder])).run(to: folder)
        #expect(funnel.pages == 3 && funnel.documents == 1)
        #expect(funnel.steps.last?.removed == ["exact": 2])
        var texts: [String] = []
        try DocumentReader.read(folder.appendingPathComponent("documents.jsonl.zst")) { texts.append($0.text) }
        #expect(texts.count == 1 && texts[0].contains("seven apples"))
    }

    @Test func damagedCrawlFilesThrowTypedErrorsAndNeverTrap() throws {
        let url = folder.appendingPathComponent("a.warc.gz")
        let writer = try WARCWriter(url, software: "test")
        try writer.writeResponse(
            url: "https://a.example/", date: "2026-01-01T00:00:00Z", status: 200,
            headers: [("Content-Type", "text/html"), ("Transfer-Encoding", "chunked")],
            body: Data("5\r\nhello\r\n0\r\n\r\n".utf8))
        try writer.close()
        let whole = try Data(contentsOf: url)
        var strict = CorpusPipeline.Settings()
        strict.isStrict = true
        let cut = folder.appendingPathComponent("cut/a.warc.gz")
        try FileManager.default.createDirectory(at: cut.deletingLastPathComponent(), withIntermediateDirectories: true)
        try whole.dropLast(20).write(to: cut)
        #expect(throws: CorpusError.self) { _ = try CorpusPipeline(DocumentSource([cut]), strict).run(to: folder) }
        let lenient = try CorpusPipeline(DocumentSource([cut])).run(to: folder)
        #expect(lenient.steps[0].removed["broken"] == 1)
        var seed: UInt64 = 1
        for round in 0..<300 {
            var data = whole
            for _ in 0..<3 {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                data[Int(seed >> 33) % data.count] = UInt8(truncatingIfNeeded: seed >> 20)
            }
            if round % 3 == 0 { data = data.prefix(Int(seed >> 33) % data.count) }
            try data.write(to: cut)
            _ = try CorpusPipeline(DocumentSource([cut])).run(to: folder)
        }
    }

    @Test func wrongLengthsNameFileAndRecord() throws {
        let url = folder.appendingPathComponent("a.warc")
        let record = "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\nhello world\r\n\r\n"
        try Data((record + record.replacingOccurrences(of: "5", with: "11")).utf8).write(to: url)
        let reader = try WARCReader(url)
        do {
            _ = try reader.next()
            Issue.record("it should throw")
        } catch let error as CorpusError {
            guard case .badRecord(let file, let number, _, _) = error else { Issue.record("\(error)"); return }
            #expect(file == url.path && number == 1)
        }
        #expect(reader.recover())
        #expect(try reader.next()?.block == Data("hello world".utf8))
    }

    @Test func emptyFoldersAndBadLinesAreRefused() throws {
        #expect(throws: CorpusError.nothingToRead(path: folder.path)) { _ = try DocumentSource([folder]) }
        #expect(throws: CorpusError.missing(path: "/nowhere")) {
            _ = try DocumentSource([URL(fileURLWithPath: "/nowhere")])
        }
        let url = folder.appendingPathComponent("a.jsonl")
        try Data("{\"text\": \"x\"}\n{\"txt\": \"y\"}\n".utf8).write(to: url)
        var strict = CorpusPipeline.Settings()
        strict.isStrict = true
        do {
            _ = try CorpusPipeline(DocumentSource([url]), strict).run(to: folder)
            Issue.record("it should throw")
        } catch let error as CorpusError {
            guard case .badLine(_, let line, _) = error else { Issue.record("\(error)"); return }
            #expect(line == 2)
        }
    }

    @Test func qualityRulesDropRubbishAndKeepListsAndTables() {
        let rules = QualityRules()
        let good = String(
            repeating:
                "The cat sat quietly near the warm fire and looked at the dog. It was a good day for both of them. ",
            count: 3)
        #expect(rules.violation(good) == nil)
        let table =
            "Learn German words, ten of them every single day, and read them aloud with a friend.\n\n"
            + [
                "dog | Hund", "cat | Katze", "tree | Baum", "sun | Sonne", "moon | Mond", "fish | Fisch",
                "bird | Vogel", "hand | Hand", "eye | Auge",
            ].joined(separator: "\n")
        #expect(rules.violation(table) == nil)
        #expect(rules.violation("too short")?.rule == "short")
        #expect(rules.violation("Lorem ipsum " + good)?.rule == "placeholder")
        #expect(rules.violation(good.replacingOccurrences(of: "e", with: "\u{FFFD}"))?.rule == "encoding")
        #expect(
            rules.violation(String(repeating: "buy cheap watches online. ", count: 40))?.rule == "repetition")
        #expect(rules.violation((0..<40).map { "Page \($0)\nNext" }.joined(separator: "\n")) != nil)
    }

    @Test func languagesAndHostsAreTold() {
        #expect(
            LanguageIdentifier.identify("The quick brown fox jumps over the lazy dog and runs to the river.").english
                > 0.9)
        #expect(
            LanguageIdentifier.identify(
                "Der alte Mann geht jeden Tag mit seinem Hund durch die kleine Stadt nach Hause."
            ).language == "de")
        let filter = URLFilter(lists: ["# hosts\nbad.example\n"])
        #expect(filter.reason("https://www.bad.example/x") != nil)
        #expect(filter.reason("https://notbad.example/") == nil)
    }

    @Test(.enabled(if: shared != nil)) func realCrawlFilesAreReadOrNamed() throws {
        guard let shared else { return }
        var settings = CorpusPipeline.Settings()
        settings.minimumEnglish = 0
        settings.quality = nil
        let source = try DocumentSource([shared.appendingPathComponent("data/warc")])
        let funnel = try CorpusPipeline(source, settings).run(to: folder)
        #expect(funnel.pages > 5 && funnel.documents > 0)
    }
}
