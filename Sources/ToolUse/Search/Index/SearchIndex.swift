import Foundation
import GRDB

/// A full-text index over pages: SQLite's FTS5 with Okapi BM25, read from any number of tasks.
///
/// A page is found by its best passage: score = BM25 over the passage's text and the page's title, a word of the title
/// counting twice, a pair of neighbouring words counting as a word of its own. Ties go to the page that was added first, so
/// that the same index gives the same answer every time.
public struct SearchIndex: Sendable {
    /// Words of a snippet.
    public var snippetWords = 60

    private let queue: DatabaseQueue
    private let path: String

    /// Opens an index for reading.
    ///
    /// - Throws: `SearchError.missing`, `.notAnIndex` or `.system`.
    public init(_ place: URL) throws {
        path = place.path
        guard FileManager.default.fileExists(atPath: path) else { throw SearchError.missing(path: path) }
        do {
            var configuration = Configuration()
            configuration.readonly = true
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.read { [path] in try SearchIndexSchema.check($0, path: path) }
        } catch let error as DatabaseError {
            throw SearchError(error, path: place.path)
        }
    }

    /// Builds an index from documents and opens it.
    ///
    /// - Parameter progress: called now and then with what is done.
    /// - Throws: `SearchError`, `CancellationError`, or what the documents throw; a former index is untouched then.
    @discardableResult
    public static func build(
        at place: URL, from documents: some Sequence<SearchDocument>,
        progress: (SearchIndexSummary) -> Void = { _ in }
    ) throws -> SearchIndexSummary {
        let builder = try SearchIndexBuilder(place)
        for (number, document) in documents.enumerated() {
            try builder.add(document)
            guard number % 256 == 255 else { continue }
            try Task.checkCancellation()
            progress(builder.summary)
        }
        let summary = try builder.commit()
        progress(summary)
        return summary
    }

    /// At most `count` pages that fit any text, best first.
    ///
    /// - Throws: `SearchError` if the file was damaged.
    public func search(_ text: String, count: Int) async throws -> [SearchResult] {
        let query = SearchQuery(text)
        guard let expression = query.expression, count > 0 else { return [] }
        do {
            return try await queue.read { try find(expression, count: min(count, 100), in: $0) }
        } catch let error as DatabaseError {
            throw SearchError(error, path: path)
        }
    }

    private func find(_ expression: String, count: Int, in database: Database) throws -> [SearchResult] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT page.url, page.title, highlight(passage, 1, ?, ?) AS marked, found.score, found.page
                FROM (SELECT rowid, page, bm25(passage, ?, 1.0) AS score FROM passage WHERE passage MATCH ?
                      ORDER BY score, rowid LIMIT ?) AS found
                JOIN passage ON passage.rowid = found.rowid AND passage MATCH ?
                JOIN page ON page.id = found.page
                ORDER BY found.score, found.rowid
                """)
        let rows = try Row.fetchCursor(
            statement,
            arguments: [
                SnippetMaker.opening, SnippetMaker.closing, SearchIndexSchema.titleWeight, expression, 4 * count + 12,
                expression,
            ])
        var seen: Set<Int64> = []
        var results: [SearchResult] = []
        while results.count < count, let row = try rows.next() {
            guard let page: Int64 = row["page"], seen.insert(page).inserted else { continue }
            let marked: String = row["marked"] ?? ""
            results.append(
                SearchResult(
                    url: row["url"] ?? "", title: row["title"] ?? "",
                    snippet: SnippetMaker.snippet(of: marked, words: snippetWords), score: -(row["score"] ?? 0)))
        }
        return results
    }
}
