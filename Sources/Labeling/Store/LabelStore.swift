import Conversation
import Foundation
import GRDB

/// Conversations that people write, in one SQLite file; any number of tasks and processes may use it at once.
///
/// Nobody overwrites what he has not seen: who saves names the version that he changed, and is refused if there is a newer
/// one. Nothing is lost by deleting; what is deleted can be restored.
///
/// ```swift
/// let store = try LabelStore(url)
/// let begun = try await store.create(LabelDraft([Message(.user, "What is tea?")], author: "Kim"))
/// let finished = try await store.save(draft, id: begun.id, version: begun.version)
/// let file = try await store.export()
/// ```
public struct LabelStore: Sendable {
    private let pool: DatabasePool
    private let path: String

    /// Opens a file, and makes it where there is none.
    ///
    /// - Throws: `LabelError.notLabels`, `.diskFull` or `.system`.
    public init(_ place: URL) throws {
        path = place.path
        if FileManager.default.fileExists(atPath: path) { try Self.check(path) }
        pool = try Self.trying(path) { [path] in
            var configuration = Configuration()
            configuration.busyMode = .timeout(5)
            let pool = try DatabasePool(path: path, configuration: configuration)
            try LabelSchema.migrator.migrate(pool)
            return pool
        }
    }

    /// Begins a conversation.
    ///
    /// - Throws: `LabelError.unsupported`, `.tooLarge`, `.notReady`, `.diskFull` or `.system`.
    public func create(_ draft: LabelDraft) async throws -> LabeledConversation {
        try draft.check()
        return try await write { database in
            let now = Date().timeIntervalSince1970
            try database.execute(
                sql: """
                    INSERT INTO conversation (created, updated, author, status, messages, instructions, note, version)
                    VALUES (?, ?, ?, ?, ?, ?, ?, 1)
                    """,
                arguments: [
                    now, now, draft.author, draft.status.rawValue, try LabelRows.text(draft.messages),
                    LabelingInstructions.version, draft.note,
                ])
            return try LabelRows.conversation(database.lastInsertedRowID, in: database)
        }
    }

    /// Replaces what a conversation says, if `version` is its newest.
    ///
    /// - Throws: `LabelError.stale` if it is not, `.unknown` for a conversation that is not there, and what `create` throws.
    public func save(_ draft: LabelDraft, id: Int64, version: Int) async throws -> LabeledConversation {
        try draft.check()
        return try await write { database in
            try LabelRows.expect(version, of: id, in: database)
            try database.execute(
                sql: """
                    UPDATE conversation SET updated = ?, author = ?, status = ?, messages = ?, instructions = ?, note = ?,
                        version = version + 1
                    WHERE id = ?
                    """,
                arguments: [
                    Date().timeIntervalSince1970, draft.author, draft.status.rawValue,
                    try LabelRows.text(draft.messages), LabelingInstructions.version, draft.note, id,
                ])
            return try LabelRows.conversation(id, in: database)
        }
    }

    /// Deletes a conversation, if `version` is its newest; `restore` brings it back.
    ///
    /// - Throws: `LabelError.stale`, `.unknown`, `.diskFull` or `.system`.
    public func delete(_ id: Int64, version: Int) async throws -> LabeledConversation {
        try await write { database in
            try LabelRows.expect(version, of: id, in: database)
            try database.execute(
                sql: "UPDATE conversation SET deleted = ?, version = version + 1 WHERE id = ?",
                arguments: [Date().timeIntervalSince1970, id])
            return try LabelRows.conversation(id, in: database)
        }
    }

    /// Brings a deleted conversation back; one that is there is left as it is.
    ///
    /// - Throws: `LabelError.unknown`, `.diskFull` or `.system`.
    public func restore(_ id: Int64) async throws -> LabeledConversation {
        try await write { database in
            try database.execute(
                sql: """
                    UPDATE conversation SET deleted = NULL, version = version + 1 WHERE id = ? AND deleted IS NOT NULL
                    """, arguments: [id])
            return try LabelRows.conversation(id, in: database)
        }
    }

    /// One conversation, deleted or not.
    ///
    /// - Throws: `LabelError.unknown`, `.notLabels` or `.system`.
    public func conversation(_ id: Int64) async throws -> LabeledConversation {
        try await read { try LabelRows.conversation(id, in: $0) }
    }

    /// At most `count` conversations after the first `from` of a filter's, newest first.
    public func page(_ filter: LabelFilter = .all, from: Int = 0, count: Int = 100) async throws -> LabelPage {
        try await read { database in
            try LabelRows.page(filter, from: max(0, from), count: min(1000, max(0, count)), in: database)
        }
    }

    /// The finished conversations as JSON lines in OpenAI's form, in the order in which they were begun.
    public func export() async throws -> Data {
        try ConversationFile.data(try await read { try LabelRows.finished(in: $0) })
    }

    /// The finished conversations of a file, which is not changed and must be there.
    ///
    /// - Throws: `LabelError.missing`, `.notLabels` or `.system`.
    public static func finished(in place: URL) throws -> [[Message]] {
        let path = place.path
        guard FileManager.default.fileExists(atPath: path) else { throw LabelError.missing(path: path) }
        try check(path)
        return try trying(path) {
            try queue(path).read { try $0.tableExists(LabelRows.table) ? LabelRows.finished(in: $0) : [] }
        }
    }

    private static func check(_ path: String) throws {
        try trying(path) { try queue(path).read { try LabelSchema.check($0, path: path) } }
    }

    private static func queue(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    func read<Value: Sendable>(_ work: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await pool.read(work)
        } catch let error as DatabaseError {
            throw LabelError(error, path: path)
        }
    }

    func write<Value: Sendable>(_ work: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await pool.write(work)
        } catch let error as DatabaseError {
            throw LabelError(error, path: path)
        }
    }

    private static func trying<Value>(_ path: String, _ work: () throws -> Value) throws -> Value {
        do {
            return try work()
        } catch let error as DatabaseError {
            throw LabelError(error, path: path)
        }
    }
}
