/// What can be wrong with sources of text.
public enum CorpusError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no such file or folder.
    case missing(path: String)
    /// A folder holds nothing that can be read.
    case nothingToRead(path: String)
    /// Compressed data is damaged or ends too early; `offset` counts compressed bytes.
    case badCompression(file: String, offset: Int, reason: String)
    /// A record of a crawl file is wrong.
    case badRecord(file: String, record: Int, offset: Int, reason: String)
    /// A line of a JSONL file is wrong.
    case badLine(file: String, line: Int, reason: String)
    /// Reading or writing failed.
    case system(path: String, reason: String, diskFull: Bool)

    public var description: String {
        switch self {
        case .missing(let path): "\(path) does not exist. Give a file or a folder of WARC, HTML, text or JSONL files."
        case .nothingToRead(let path):
            "\(path) holds nothing to read. Files should end in .warc, .wet, .html, .htm, .txt, .md or .jsonl, "
                + "with .gz or .zst behind it if compressed."
        case .badCompression(let file, let offset, let reason):
            "\(file), byte \(offset): \(reason). Fetch the file again, or leave out --strict to use what can be read."
        case .badRecord(let file, let record, let offset, let reason):
            "\(file), record \(record) at byte \(offset): \(reason). Fetch the file again, or leave out --strict to use "
                + "what can be read."
        case .badLine(let file, let line, let reason):
            "\(file), line \(line): \(reason). A line looks like {\"text\": \"…\", \"url\": \"…\"}."
        case .system(let path, let reason, let diskFull):
            diskFull
                ? "no space left on the disk that holds \(path). Free some space and run the same command again."
                : "cannot use \(path): \(reason). Check the path and its permissions."
        }
    }
}
