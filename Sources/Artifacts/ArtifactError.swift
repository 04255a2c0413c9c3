#if canImport(Glibc)
    import Glibc
#endif

/// What can go wrong with files that stages leave behind.
public enum ArtifactError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A file or directory that should be there is not.
    case missing(path: String, hint: String)
    /// The disk holding `path` is full; nothing that was whole before was touched.
    case diskFull(path: String)
    /// The system refused an operation.
    case system(operation: String, path: String, reason: String)
    /// A manifest cannot be read.
    case badManifest(path: String, reason: String)
    /// Something else is where a directory should be written.
    case occupied(path: String, hint: String)
    /// Another process is writing the same stage.
    case locked(path: String)

    public var description: String {
        switch self {
        case .missing(let path, let hint):
            "\(path) does not exist. \(hint)"
        case .diskFull(let path):
            "no space left on the disk that holds \(path). Free some space and run the same command again: "
                + "finished stages and whole checkpoints are kept."
        case .system(let operation, let path, let reason):
            "cannot \(operation) \(path): \(reason). Check the path and its permissions."
        case .badManifest(let path, let reason):
            "\(path) is not a manifest of this version: \(reason). Remove its directory to make the stage again."
        case .occupied(let path, let hint): "\(path) is there already and is not empty. \(hint)"
        case .locked(let path):
            "another swiftlet process is writing \(path). Wait for it, or stop it, then run the same command again."
        }
    }

    /// The error for the C library's `errno` after a failed call.
    static func fromErrno(_ operation: String, _ path: String, _ code: Int32 = errno) -> ArtifactError {
        code == ENOSPC || code == EDQUOT
            ? .diskFull(path: path)
            : .system(operation: operation, path: path, reason: String(cString: strerror(code)))
    }
}
