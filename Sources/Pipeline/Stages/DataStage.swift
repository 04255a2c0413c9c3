import Artifacts
import Corpus
import Evaluation
import Foundation
import TinyWeb

/// Crawl files to clean documents.
public struct DataStage: Stage {
    public static let name = "data"
    public let sources: [URL]
    let minimumEnglish: Double
    let minimumWords: Int
    let judgesQuality: Bool

    public init(_ section: RecipeSection, sources: [URL]) throws {
        let named = try section.strings("sources").map { URL(fileURLWithPath: $0) }
        self.sources = sources.isEmpty ? named : sources
        minimumEnglish = try section.double("minimumEnglish", default: 0.65, in: 0...1)
        minimumWords = try section.int("minimumWords", default: 25, in: 1...10_000)
        judgesQuality = try section.string("quality", default: "web", oneOf: ["web", "none"]) == "web"
    }

    public var needs: [String] { sources.isEmpty ? [WebStage.name] : [] }
    public var parameters: JSONValue {
        [
            "minimumEnglish": .number(minimumEnglish), "minimumWords": .int(minimumWords),
            "quality": .bool(judgesQuality),
            "sources": .array(sources.map { .string($0.path) }),
        ]
    }

    public func run(in context: StageContext) async throws -> [String: JSONValue] {
        var settings = CorpusPipeline.Settings()
        settings.minimumEnglish = minimumEnglish
        settings.quality = judgesQuality ? QualityRules() : nil
        settings.quality?.minimumWords = minimumWords
        let web = context.inputs(WebStage.name)
        if sources.isEmpty {
            settings.blockLists = [try String(contentsOf: web.appendingPathComponent("blocklist.txt"), encoding: .utf8)]
        }
        let source = try DocumentSource(sources.isEmpty ? [web.appendingPathComponent("crawl")] : sources)
        let funnel = try CorpusPipeline(source, settings).run(to: context.output) { pages, file, files in
            context.report(.fraction(Double(file) / Double(files), "\(pages) pages"))
        }
        try AtomicFile.writeJSON(funnel, to: context.output.appendingPathComponent("funnel.json"))
        for step in funnel.steps where step.came > step.left {
            let reasons = step.removed.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(4)
                .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            context.report(.line("  \(step.name): \(step.came) → \(step.left)  (\(reasons))"))
        }
        var metrics: [String: JSONValue] = [
            "reads": .string("\(funnel.pages) pages"),
            "writes": .string("\(funnel.documents) documents, \(funnel.characters / 1000) k characters"),
        ]
        if sources.isEmpty {
            let score = try Self.score(web: web, documents: context.output)
            try AtomicFile.writeJSON(score, to: context.output.appendingPathComponent("score.json"))
            metrics["good kept"] = .number(score.goodKept.share)
            metrics["rubbish dropped"] = .number(score.rubbishDropped.share)
            metrics["extraction F1"] = .number(score.tokenF1)
        }
        return metrics
    }

    /// Compares what was kept with the truth about the invented web.
    public static func score(web: URL, documents: URL) throws -> PageScore {
        var kept: [String: String] = [:]
        try DocumentReader.read(documents.appendingPathComponent("documents.jsonl.zst")) { kept[$0.url] = $0.text }
        var labels: [PageLabel] = []
        try DocumentReader.readLines(web.appendingPathComponent(WebStage.labels)) { line, _ in
            labels.append(try ForeignJSONDecoder().decode(PageLabel.self, from: line))
        }
        return PageScore(labels: labels, kept: kept)
    }
}
