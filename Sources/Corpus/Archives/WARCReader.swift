import Foundation

/// Reads a crawl file record by record, plain or gzip (a member per record, as crawlers write them).
///
/// A damaged record throws; `recover` then looks for the next `WARC/` line, so that one bad record does not cost a file.
public final class WARCReader {
    /// The greatest block that is read.
    public static let blockLimit = 1 << 28

    private let stream: ByteStream
    private let path: String
    private var record = 0
    private var pendingLine: [UInt8]?

    /// Opens a file.
    public init(_ url: URL) throws {
        stream = try ByteStream(url)
        path = url.path
    }

    /// The next record; nil at the end.
    public func next() throws -> WARCRecord? {
        var line = try pendingLine ?? stream.readLine()
        pendingLine = nil
        while let blank = line, blank.isEmpty { line = try stream.readLine() }
        guard let first = line else { return nil }
        record += 1
        let offset = stream.position
        guard first.starts(with: Array("WARC/".utf8)) else {
            throw CorpusError.badRecord(
                file: path, record: record, offset: offset, reason: "a record should begin with 'WARC/' and its version"
            )
        }
        var fields: [(name: String, value: String)] = []
        while let line = try stream.readLine(limit: 1 << 20), !line.isEmpty {
            let text = String(decoding: line, as: UTF8.self)
            guard let colon = text.firstIndex(of: ":") else {
                throw CorpusError.badRecord(
                    file: path, record: record, offset: offset, reason: "the line '\(text.prefix(40))' is not a field")
            }
            fields.append(
                (String(text[..<colon]), text[text.index(after: colon)...].trimmingCharacters(in: .whitespaces)))
        }
        let header = WARCRecord(fields: fields, block: Data())
        guard let length = header["Content-Length"].flatMap({ Int($0) }), (0...Self.blockLimit).contains(length) else {
            throw CorpusError.badRecord(
                file: path, record: record, offset: offset, reason: "it has no Content-Length between 0 and 256 MiB")
        }
        let block = try stream.read(length)
        guard block.count == length else {
            throw CorpusError.badRecord(
                file: path, record: record, offset: offset,
                reason: "its Content-Length is \(length), but the file ends after \(block.count) bytes")
        }
        // Two line ends close a record; a third line would mean that the length was wrong.
        for _ in 0..<2 {
            guard let line = try stream.readLine() else { break }
            guard line.isEmpty else {
                pendingLine = line
                if line.starts(with: Array("WARC/".utf8)) { break }
                throw CorpusError.badRecord(
                    file: path, record: record, offset: offset, reason: "its Content-Length of \(length) is wrong")
            }
        }
        return WARCRecord(fields: fields, block: Data(block))
    }

    /// Goes to the beginning of the next record; false when there is none.
    public func recover() -> Bool {
        if let line = pendingLine, line.starts(with: Array("WARC/1".utf8)) { return true }
        while let line = try? stream.readLine() {
            guard line.starts(with: Array("WARC/1".utf8)) else { continue }
            pendingLine = line
            return true
        }
        return false
    }
}
