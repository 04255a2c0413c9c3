import GRDB

/// The tables of an index.
enum SearchIndexSchema {
    /// "SwIx": SQLite's place for telling whose file it is.
    static let application = 0x5377_4978
    /// Changes with the tables.
    static let version = 1
    /// How much more a word counts in the title than in the text.
    static let titleWeight = 2.0

    /// A page is cut into passages; the index knows each of them with the page's title.
    static func create(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE page (id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, title TEXT NOT NULL);
                CREATE VIRTUAL TABLE passage USING fts5(
                    title, text, page UNINDEXED, tokenize = 'porter unicode61 remove_diacritics 2');
                PRAGMA application_id = \(application);
                PRAGMA user_version = \(version);
                """)
    }

    /// Checks that an open file is an index of this version.
    static func check(_ database: Database, path: String) throws {
        let application = try Int.fetchOne(database, sql: "PRAGMA application_id")
        guard application == Self.application else {
            throw SearchError.notAnIndex(path: path, reason: "it is another program's database")
        }
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version")
        guard version == Self.version else {
            throw SearchError.notAnIndex(
                path: path, reason: "its version is \(version ?? 0), this program reads \(Self.version)")
        }
    }
}

extension SearchError {
    /// GRDB's error with the file that it is about.
    init(_ error: DatabaseError, path: String) {
        switch error.resultCode {
        case .SQLITE_FULL: self = .diskFull(path: path)
        case .SQLITE_NOTADB, .SQLITE_CORRUPT:
            self = .notAnIndex(path: path, reason: error.message ?? "it is damaged")
        default: self = .system(path: path, reason: error.message ?? "\(error.resultCode)")
        }
    }
}
