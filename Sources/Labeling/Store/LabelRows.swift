import Artifacts
import Conversation
import Foundation
import GRDB

/// Rows of the table and what they mean.
enum LabelRows {
    static let table = "conversation"

    static func text(_ messages: [Message]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(messages), as: UTF8.self)
    }

    /// - Throws: `LabelError.unknown`.
    static func conversation(_ id: Int64, in database: Database) throws -> LabeledConversation {
        let sql = "SELECT * FROM conversation WHERE id = ?"
        guard let row = try Row.fetchOne(database, sql: sql, arguments: [id]) else { throw LabelError.unknown(id: id) }
        return try conversation(row)
    }

    /// Refuses a version that is not the newest, and a conversation that is not there.
    static func expect(_ version: Int, of id: Int64, in database: Database) throws {
        let found = try conversation(id, in: database)
        guard found.deleted == nil else { throw LabelError.unknown(id: id) }
        guard found.version == version else {
            throw LabelError.stale(id: id, version: version, newest: found.version)
        }
    }

    static func page(_ filter: LabelFilter, from: Int, count: Int, in database: Database) throws -> LabelPage {
        var page = LabelPage()
        for filter in LabelFilter.allCases {
            page.counts[filter] = try Int.fetchOne(
                database, sql: "SELECT count(*) FROM conversation WHERE \(condition(filter))")
        }
        page.conversations = try Row.fetchAll(
            database, sql: "SELECT * FROM conversation WHERE \(condition(filter)) ORDER BY id DESC LIMIT ? OFFSET ?",
            arguments: [count, from]
        ).map(conversation)
        return page
    }

    static func finished(in database: Database) throws -> [[Message]] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM conversation WHERE \(condition(.finished)) ORDER BY id"
        ).map { try conversation($0).draft.trained }
    }

    private static func condition(_ filter: LabelFilter) -> String {
        switch filter {
        case .all: "deleted IS NULL"
        case .draft: "deleted IS NULL AND status = 'draft'"
        case .finished: "deleted IS NULL AND status = 'finished'"
        case .deleted: "deleted IS NOT NULL"
        }
    }

    private static func conversation(_ row: Row) throws -> LabeledConversation {
        let text: String = try value("messages", row)
        guard let messages = try? ForeignJSONDecoder().decode([Message].self, from: Data(text.utf8)) else {
            throw damaged("messages", row)
        }
        guard let status = LabelStatus(rawValue: try value("status", row)) else { throw damaged("status", row) }
        let deleted: DatabaseValue = row["deleted"]
        return LabeledConversation(
            id: try value("id", row), created: try date("created", row), updated: try date("updated", row),
            draft: LabelDraft(
                messages, author: try value("author", row), status: status, note: try value("note", row)),
            instructions: try value("instructions", row), version: try value("version", row),
            deleted: deleted.isNull ? nil : try date("deleted", row))
    }

    private static func date(_ column: String, _ row: Row) throws -> Date {
        Date(timeIntervalSince1970: try value(column, row))
    }

    /// A column's value; GRDB's own subscripts trap on one of another type.
    private static func value<Value: DatabaseValueConvertible>(_ column: String, _ row: Row) throws -> Value {
        let stored: DatabaseValue = row[column]
        guard let value = Value.fromDatabaseValue(stored) else { throw damaged(column, row) }
        return value
    }

    private static func damaged(_ column: String, _ row: Row) -> DatabaseError {
        let id: DatabaseValue = row["id"]
        return DatabaseError(
            resultCode: .SQLITE_CORRUPT, message: "the column '\(column)' of conversation \(id) is damaged")
    }
}
