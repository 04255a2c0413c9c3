import Artifacts
import Foundation

/// Writes crawl files: one gzip member per record, the same bytes for the same records.
public final class WARCWriter {
    private let file: FileHandle
    private let path: String
    private var count = 0

    /// Creates a file and writes its `warcinfo` record.
    public init(_ url: URL, software: String) throws {
        path = url.path
        guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
        else { throw CorpusError.system(path: path, reason: "it cannot be created", diskFull: false) }
        self.file = file
        try write(
            type: "warcinfo", url: nil, date: "2025-10-09T08:53:20Z", contentType: "application/warc-fields",
            block: Data("software: \(software)\r\nformat: WARC File Format 1.0\r\n".utf8))
    }

    /// Writes one HTTP response as it came.
    public func writeResponse(
        url: String, date: String, status: Int, headers: [(name: String, value: String)], body: Data
    ) throws {
        var head = "HTTP/1.1 \(status) \(status == 200 ? "OK" : status == 404 ? "Not Found" : "Status")\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        try write(
            type: "response", url: url, date: date, contentType: "application/http; msgtype=response",
            block: Data((head + "\r\n").utf8) + body)
    }

    /// Flushes and closes the file.
    public func close() throws {
        do {
            try file.synchronize()
            try file.close()
        } catch { throw failure(error) }
    }

    private func write(type: String, url: String?, date: String, contentType: String, block: Data) throws {
        count += 1
        let hex = Digest(of: block).hex
        var head = "WARC/1.0\r\nWARC-Type: \(type)\r\n"
        if let url { head += "WARC-Target-URI: \(url)\r\n" }
        let id =
            "\(hex.prefix(8))-\(hex.dropFirst(8).prefix(4))-4\(hex.dropFirst(13).prefix(3))-8\(hex.dropFirst(17).prefix(3))-\(hex.dropFirst(20).prefix(12))"
        head += "WARC-Date: \(date)\r\nWARC-Record-ID: <urn:uuid:\(id)>\r\nWARC-Block-Digest: sha256:\(hex)\r\n"
        head += "Content-Type: \(contentType)\r\nContent-Length: \(block.count)\r\n\r\n"
        do {
            try file.write(contentsOf: Compression.gzip(Data(head.utf8) + block + Data("\r\n\r\n".utf8)))
        } catch { throw failure(error) }
    }

    private func failure(_ error: any Error) -> CorpusError {
        .system(
            path: path, reason: error.localizedDescription,
            diskFull: (error as? CocoaError)?.code == .fileWriteOutOfSpace)
    }
}
