import Foundation
import GRDB
import Glibc

/// Makes an index from a stream of documents; memory stays flat.
///
/// It is written beside its place under a temporary name, synced, and renamed by `commit`: what lies at the place is the
/// former index or the new one, whole. A builder that goes without `commit` leaves nothing; what a killed process left is
/// removed by the next builder.
///
/// ```swift
/// let builder = try SearchIndexBuilder(url)
/// for document in documents { try builder.add(document) }
/// let summary = try builder.commit()
/// ```
public final class SearchIndexBuilder {
    /// What was added so far.
    public private(set) var summary = SearchIndexSummary()

    private let place: URL
    private let temporary: URL
    private var database: DatabaseQueue?
    private let splitter = PassageSplitter(limit: 120)
    private let start = ContinuousClock.now
    private var pending: [SearchDocument] = []
    private var pendingBytes = 0

    /// Documents and bytes that are written in one transaction.
    private static let (batch, batchBytes) = (500, 8 << 20)

    /// Begins an index that will be at `place`, a file.
    ///
    /// - Throws: `SearchError`.
    public init(_ place: URL) throws {
        self.place = place
        let folder = place.deletingLastPathComponent()
        let mark = UInt32.random(in: 0...(.max))
        temporary = folder.appendingPathComponent(".\(place.lastPathComponent).\(getpid()).\(mark).tmp")
        Self.removeAbandoned(beside: place)
        database = nil
        database = try trying {
            var configuration = Configuration()
            configuration.prepareDatabase { database in
                // A file that is thrown away if anything goes wrong needs no journal; `commit` syncs it once.
                try database.execute(
                    sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;")
            }
            let queue = try DatabaseQueue(path: temporary.path, configuration: configuration)
            try queue.write(SearchIndexSchema.create)
            return queue
        }
    }

    deinit {
        try? database?.close()
        if database != nil { unlink(temporary.path) }
    }

    /// Adds a document; the first of an address counts.
    ///
    /// - Throws: `SearchError`; the builder is of no use then.
    public func add(_ document: SearchDocument) throws {
        pending.append(document)
        pendingBytes += document.text.utf8.count
        if pending.count >= Self.batch || pendingBytes >= Self.batchBytes { try flush() }
    }

    /// Writes what is left, merges the index into one piece, syncs and renames it.
    ///
    /// - Throws: `SearchError`; a former index is untouched then.
    public func commit() throws -> SearchIndexSummary {
        try flush()
        try trying {
            try database?.write { try $0.execute(sql: "INSERT INTO passage(passage) VALUES ('optimize')") }
            try database?.close()
        }
        try sync(temporary.path, flags: O_RDWR)
        guard rename(temporary.path, place.path) == 0 else { throw failure("rename") }
        database = nil
        try sync(place.deletingLastPathComponent().path, flags: O_RDONLY | O_DIRECTORY)
        summary.seconds = (ContinuousClock.now - start) / .seconds(1)
        return summary
    }

    private func flush() throws {
        defer {
            pending.removeAll(keepingCapacity: true)
            pendingBytes = 0
        }
        try trying {
            try database?.write { database in
                for document in pending { try insert(document, into: database) }
            }
        }
    }

    private func insert(_ document: SearchDocument, into database: Database) throws {
        let url = PlainLine.of(document.url, limit: 2000)
        let title = PlainLine.of(document.title, limit: 300)
        let passages = splitter.passages(of: document.text).map { PlainLine.of($0, limit: .max) }.filter { !$0.isEmpty }
        guard !passages.isEmpty else {
            summary.empty += 1
            return
        }
        try database.cachedStatement(sql: "INSERT OR IGNORE INTO page (url, title) VALUES (?, ?)")
            .execute(arguments: [url, title])
        guard database.changesCount > 0 else {
            summary.repeated += 1
            return
        }
        let page = database.lastInsertedRowID
        let statement = try database.cachedStatement(sql: "INSERT INTO passage (title, text, page) VALUES (?, ?, ?)")
        for passage in passages { try statement.execute(arguments: [title, passage, page]) }
        summary.documents += 1
        summary.passages += passages.count
        summary.textBytes += document.text.utf8.count
    }

    private func trying<Value>(_ work: () throws -> Value) throws -> Value {
        do {
            return try work()
        } catch let error as DatabaseError {
            throw SearchError(error, path: place.path)
        }
    }

    private func sync(_ path: String, flags: Int32) throws {
        let descriptor = open(path, flags | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("sync") }
    }

    private func failure(_ operation: String) -> SearchError {
        errno == ENOSPC || errno == EDQUOT
            ? .diskFull(path: place.path)
            : .system(path: place.path, reason: "\(operation): \(String(cString: strerror(errno)))")
    }

    /// Removes temporary files of builders whose process is gone.
    private static func removeAbandoned(beside place: URL) {
        let folder = place.deletingLastPathComponent()
        let prefix = ".\(place.lastPathComponent)."
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        where name.hasPrefix(prefix) && name.hasSuffix(".tmp") {
            let parts = name.dropFirst(prefix.count).split(separator: ".")
            guard parts.count == 3, let process = pid_t(parts[0]), process > 0, kill(process, 0) != 0, errno == ESRCH
            else { continue }
            unlink(folder.appendingPathComponent(name).path)
        }
    }
}
