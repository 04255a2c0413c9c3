import Artifacts
import Corpus
import Foundation
import TinyWeb

/// Writes the invented web: crawl files, a block list, and aside the truth about pages and facts.
public struct WebStage: Stage {
    public static let name = "web"
    let entities: Int
    let pages: Int
    private static let pagesPerFile = 4000

    public init(_ section: RecipeSection, sources: [URL]) throws {
        entities = try section.int("entities", default: 2000, in: 500...100_000)
        pages = try section.int("pages", default: 60_000, in: 100...10_000_000)
    }

    public var needs: [String] { [] }
    public var parameters: JSONValue { ["entities": .int(entities), "pages": .int(pages)] }

    /// Where the truth lies inside the artifact; the pipeline never reads it.
    static let labels = "truth/labels.jsonl.zst"

    public func run(in context: StageContext) async throws -> [String: JSONValue] {
        let web = TinyWeb(seed: context.seed, entities: entities, pages: pages)
        for folder in ["crawl", "truth"] {
            try FileManager.default.createDirectory(
                at: context.output.appendingPathComponent(folder), withIntermediateDirectories: true)
        }
        let labels = try DocumentWriter(context.output.appendingPathComponent(Self.labels))
        var good = 0
        for start in stride(from: 0, to: web.count, by: Self.pagesPerFile) {
            try Task.checkCancellation()
            let name = String(format: "crawl/%03d.warc.gz", start / Self.pagesPerFile)
            let writer = try WARCWriter(context.output.appendingPathComponent(name), software: "Swiftlet TinyWeb")
            for index in start..<min(start + Self.pagesPerFile, web.count) {
                let page = web.page(at: index)
                try writer.writeResponse(
                    url: page.url, date: page.date, status: page.status, headers: page.headers, body: page.body)
                try labels.write(page.label)
                good += page.label.isRubbish ? 0 : 1
                if index % 500 == 0 { context.report(.fraction(Double(index) / Double(web.count), "\(index) pages")) }
            }
            try writer.close()
        }
        try labels.close()
        try AtomicFile.write(Data(web.blockList.utf8), to: context.output.appendingPathComponent("blocklist.txt"))
        let facts = try DocumentWriter(context.output.appendingPathComponent("truth/entities.jsonl.zst"))
        for entity in web.world.entities { try facts.write(entity) }
        try facts.close()
        return [
            "reads": .string("seed \(context.seed)"), "writes": .string("\(pages) pages, \(entities) entities"),
            "good pages": .int(good),
        ]
    }
}
