import Artifacts
import Foundation
import Synchronization

/// Crawl files to clean documents: address, main text, language, quality, exact duplicates (scene 1 of the talk).
///
/// Steps that look at one page run in parallel; the order of the documents, and with it every byte of the output, is the
/// order of the files. The places of FineWeb's further steps (near duplicates, personal data) are behind `duplicates`.
public struct CorpusPipeline: Sendable {
    /// What is wanted.
    public struct Settings: Sendable {
        /// Lists of hosts that no page is wanted from.
        public var blockLists: [String] = []
        /// The least share of English; 0 takes every language.
        public var minimumEnglish = 0.65
        /// The rules of quality; nil takes any text.
        public var quality: QualityRules? = QualityRules()
        /// Whether a damaged file ends the run.
        public var isStrict = false

        /// The settings with their defaults.
        public init() {}
    }

    private let source: DocumentSource
    private let settings: Settings
    private let filter: URLFilter
    private static let pagesPerPiece = 256

    /// A pipeline from some files to one.
    public init(_ source: DocumentSource, _ settings: Settings = Settings()) {
        self.source = source
        self.settings = settings
        filter = URLFilter(lists: settings.blockLists)
    }

    /// Runs it: documents into `documents.jsonl.zst`, what was removed with its reason into `removed.jsonl.zst`.
    public func run(to directory: URL, progress: (_ pages: Int, _ file: Int, _ files: Int) -> Void = { _, _, _ in })
        throws -> Funnel
    {
        let documents = try DocumentWriter(directory.appendingPathComponent("documents.jsonl.zst"))
        let removed = try DocumentWriter(directory.appendingPathComponent("removed.jsonl.zst"))
        var funnel = Funnel()
        var deduplicator = ExactDeduplicator()
        for (index, file) in source.files.enumerated() {
            var piece: [RawDocument] = []
            func flush() throws {
                for outcome in judged(piece) {
                    try settle(outcome, &funnel, &deduplicator, documents, removed)
                }
                piece.removeAll(keepingCapacity: true)
                progress(funnel.pages, index, source.files.count)
                try Task.checkCancellation()
            }
            try source.read(file, strict: settings.isStrict) { document in
                piece.append(document)
                if piece.count == Self.pagesPerPiece { try flush() }
            }
            try flush()
        }
        try documents.close()
        try removed.close()
        return funnel
    }

    /// What became of one page: a document, or the step and rule that removed it.
    enum Outcome: Sendable {
        case kept(Document)
        case removed(step: Int, rule: String, url: String, reason: String)
    }

    private struct Removed: Encodable {
        let url: String
        let step: String
        let rule: String
        let reason: String
    }

    private func settle(
        _ outcome: Outcome, _ funnel: inout Funnel, _ deduplicator: inout ExactDeduplicator,
        _ documents: DocumentWriter,
        _ removed: DocumentWriter
    ) throws {
        var outcome = outcome
        if case .kept(let document) = outcome, let first = deduplicator.original(of: document.text, url: document.url) {
            outcome = .removed(step: 5, rule: "exact", url: document.url, reason: "the same text as \(first)")
        }
        switch outcome {
        case .kept(let document):
            for step in 0...5 { funnel.enter(step) }
            funnel.documents += 1
            funnel.characters += document.text.count
            try documents.write(document)
        case .removed(let last, let rule, let url, let reason):
            for step in 0...last { funnel.enter(step) }
            funnel.remove(last, rule, url: url, reason: reason)
            try removed.write(Removed(url: url, step: Funnel.names[last], rule: rule, reason: reason))
        }
    }

    private func judged(_ piece: [RawDocument]) -> [Outcome] {
        let outcomes = Mutex([Outcome?](repeating: nil, count: piece.count))
        DispatchQueue.concurrentPerform(iterations: piece.count) { index in
            let outcome = judge(piece[index])
            outcomes.withLock { $0[index] = outcome }
        }
        return outcomes.withLock { $0.compactMap { $0 } }
    }

    /// The fate of one page, but for duplicates.
    func judge(_ raw: RawDocument) -> Outcome {
        var document: Document
        switch raw {
        case .broken(let url, let reason): return .removed(step: 0, rule: "broken", url: url, reason: reason)
        case .text(let url, let date, let text): document = Document(url: url, text: text, date: date)
        case .html(let url, let date, let body, let charset):
            if let reason = filter.reason(url) { return .removed(step: 1, rule: "blocked", url: url, reason: reason) }
            let text = MainTextExtractor().extract(body, charset: charset).text
            guard !text.isEmpty else {
                return .removed(step: 2, rule: "empty", url: url, reason: "no main text was found")
            }
            document = Document(url: url, text: text, date: date)
        }
        if let reason = filter.reason(document.url) {
            return .removed(step: 1, rule: "blocked", url: document.url, reason: reason)
        }
        let shares = LanguageIdentifier.identify(document.text)
        document.language = shares.language
        document.englishShare = shares.english
        if shares.english < settings.minimumEnglish {
            let percent = Int(shares.english * 100)
            return .removed(
                step: 3, rule: shares.language, url: document.url,
                reason: "\(percent) % English, mostly '\(shares.language)'")
        }
        if let violation = settings.quality?.violation(document.text) {
            return .removed(step: 4, rule: violation.rule, url: document.url, reason: violation.reason)
        }
        return .kept(document)
    }
}
