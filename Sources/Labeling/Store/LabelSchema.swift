import Foundation
import GRDB

/// The tables of a file of labels, and how older files become newer ones.
enum LabelSchema {
    /// Marks the file as ours ("swlb"), so that nobody's other database is written into.
    private static let mark = 0x7377_6C62

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("conversations") { database in
            try database.execute(
                sql: """
                    PRAGMA application_id = \(mark);
                    CREATE TABLE conversation (
                        id INTEGER PRIMARY KEY AUTOINCREMENT,
                        created REAL NOT NULL,
                        updated REAL NOT NULL,
                        author TEXT NOT NULL,
                        status TEXT NOT NULL CHECK (status IN ('draft', 'finished')),
                        messages TEXT NOT NULL,
                        instructions INTEGER NOT NULL,
                        note TEXT NOT NULL,
                        version INTEGER NOT NULL,
                        deleted REAL
                    );
                    CREATE INDEX conversation_status ON conversation (deleted, status);
                    """)
        }
        migrator.registerMigration("orderings") { database in
            try database.execute(
                sql: """
                    CREATE TABLE task (
                        id INTEGER PRIMARY KEY AUTOINCREMENT,
                        created REAL NOT NULL,
                        prompt TEXT NOT NULL,
                        answers TEXT NOT NULL,
                        UNIQUE (prompt, answers)
                    );
                    CREATE TABLE ordering (
                        id INTEGER PRIMARY KEY AUTOINCREMENT,
                        task INTEGER NOT NULL REFERENCES task (id),
                        rater TEXT NOT NULL,
                        created REAL NOT NULL,
                        places TEXT NOT NULL,
                        UNIQUE (task, rater)
                    );
                    """)
        }
        return migrator
    }

    /// Whether the file holds labels of this version or an older one; a new or empty file does, too.
    ///
    /// - Throws: `LabelError.notLabels`.
    static func check(_ database: Database, path: String) throws {
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
        guard tables > 0 else { return }
        guard try Int.fetchOne(database, sql: "PRAGMA application_id") == mark else {
            throw LabelError.notLabels(path: path, reason: "it is another program's database")
        }
        guard try !migrator.hasBeenSuperseded(database) else {
            throw LabelError.notLabels(path: path, reason: "a newer Swiftlet wrote it")
        }
    }
}
