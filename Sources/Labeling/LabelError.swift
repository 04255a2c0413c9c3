import GRDB

/// What can go wrong with conversations that people write.
public enum LabelError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no file of labels at the path.
    case missing(path: String)
    /// The file is something else, or of a newer version.
    case notLabels(path: String, reason: String)
    /// The disk holding `path` is full.
    case diskFull(path: String)
    /// SQLite or the system refused.
    case system(path: String, reason: String)
    /// There is no such conversation, or it was deleted.
    case unknown(id: Int64)
    /// Somebody saved in between: the version that was to be replaced is not the newest.
    case stale(id: Int64, version: Int, newest: Int)
    /// A conversation cannot be called finished.
    case notReady([LabelProblem])
    /// A turn that this store does not keep; `turn` counts from 1.
    case unsupported(turn: Int, what: String)
    /// Answers that cannot be put in order, or no order of them.
    case badOrdering(String)
    /// More than a conversation can hold.
    case tooLarge(what: String, limit: Int)

    public var description: String {
        switch self {
        case .missing(let path):
            "there are no labels at \(path). Write some at the page /label of 'swiftlet serve', or name another file."
        case .notLabels(let path, let reason):
            "\(path) is not a file of labels of this version: \(reason). Name another file."
        case .diskFull(let path):
            "no space left on the disk that holds \(path). Free some space and save again; what was saved is untouched."
        case .system(let path, let reason): "cannot use \(path): \(reason). Check the path and its permissions."
        case .unknown(let id):
            "there is nothing with the number \(id), or it was deleted. Restore it, or write a new one."
        case .stale(let id, let version, let newest):
            "conversation \(id) was changed elsewhere: you have version \(version), the newest is \(newest). "
                + "Load it again, or save yours as a new conversation."
        case .notReady(let problems):
            "the conversation is not ready: " + problems.map(\.description).joined(separator: "; ")
        case .unsupported(let turn, let what): "turn \(turn) cannot be kept: \(what)."
        case .badOrdering(let reason): "\(reason). Name every place once, best first; ties share a group."
        case .tooLarge(let what, let limit): "\(what) is too long: at most \(limit). Make it shorter."
        }
    }

    /// The error for one of SQLite's.
    init(_ error: DatabaseError, path: String) {
        switch error.resultCode {
        case .SQLITE_FULL: self = .diskFull(path: path)
        case .SQLITE_NOTADB, .SQLITE_CORRUPT:
            self = .notLabels(path: path, reason: error.message ?? "it is no database")
        default: self = .system(path: path, reason: error.message ?? "SQLite's error \(error.resultCode.rawValue)")
        }
    }
}
