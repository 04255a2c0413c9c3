import ArgumentParser
import Corpus
import Foundation

/// `swiftlet data`
struct DataCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data", abstract: "Turn crawl files into clean documents, and look at them.",
        subcommands: [Build.self, Extract.self, Show.self])

    struct Build: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Filter WARC, HTML, text or JSONL files into documents.jsonl.zst.",
            discussion: "Example: swiftlet data build --source crawl/ --output documents/")
        @Option(help: "A file or folder; may be repeated.") var source: [String]
        @Option(help: "The folder to write into.") var output: String
        @Option(help: "The least share of English, 0 to 1.") var minimumEnglish: Double = 0.65
        @Option(help: "A file of hosts to leave out; may be repeated.") var blockList: [String] = []
        @Flag(help: "End at the first damaged record.") var strict = false
        @Flag(help: "Take texts of any quality.") var anyQuality = false
        @Flag(help: "Print the funnel as JSON.") var json = false

        func run() async throws {
            var settings = CorpusPipeline.Settings()
            settings.minimumEnglish = minimumEnglish
            settings.isStrict = strict
            if anyQuality { settings.quality = nil }
            settings.blockLists = try blockList.map { path in
                guard let text = FileManager.default.contents(atPath: path) else {
                    throw CorpusError.missing(path: path)
                }
                return String(decoding: text, as: UTF8.self)
            }
            let files = try DocumentSource(source.map { URL(fileURLWithPath: $0) })
            let directory = URL(fileURLWithPath: output)
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
            let (pipeline, wantsJSON) = (CorpusPipeline(files, settings), json)
            let funnel = try await Interrupt.cancelling {
                try pipeline.run(to: directory) { pages, file, count in
                    Terminal.shared.progress("data", Double(file) / Double(count), "\(pages) pages")
                }
            }
            Terminal.shared.endProgress()
            if wantsJSON {
                Terminal.shared.print(String(decoding: try JSONEncoder().encode(funnel), as: UTF8.self))
                return
            }
            var table = TextTable(["step", "came", "left", "removed because"])
            for step in funnel.steps {
                let reasons = step.removed.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(6)
                table.add([
                    "\(step.name)", "\(step.came)", "\(step.left)",
                    reasons.map { "\($0.key) \($0.value)" }.joined(separator: ", "),
                ])
            }
            Terminal.shared.print(table.text + "\n\(funnel.documents) documents, \(funnel.characters) characters")
        }
    }

    struct Extract: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the main text of an HTML file.", discussion: "Example: swiftlet data extract page.html")
        @Argument(help: "The HTML files.") var files: [String]
        @Flag(help: "Print one JSON object a file: path and text.") var json = false

        func run() async throws {
            for file in files {
                guard let body = FileManager.default.contents(atPath: file) else {
                    throw CorpusError.missing(path: file)
                }
                let result = MainTextExtractor().extract(body)
                if json {
                    let line = try JSONEncoder().encode(["path": file, "title": result.title, "text": result.text])
                    Terminal.shared.print(String(decoding: line, as: UTF8.self))
                } else {
                    Terminal.shared.print(result.text)
                }
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print documents of a documents.jsonl.zst.",
            discussion: "Example: swiftlet data show ~/.swiftlet/runs/tiny/data/documents.jsonl.zst --count 3")
        @Argument(help: "The file.") var file: String
        @Option(help: "How many documents.") var count: Int = 5

        func run() async throws {
            struct Enough: Error {}
            var left = count
            do {
                try DocumentReader.read(URL(fileURLWithPath: file)) { document in
                    guard left > 0 else { throw Enough() }
                    left -= 1
                    Terminal.shared.print("── \(document.url)\n\(document.text)\n")
                }
            } catch is Enough {}
        }
    }
}
