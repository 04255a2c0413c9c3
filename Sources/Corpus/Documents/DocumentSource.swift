import Foundation

/// A page or text as it was found, before extraction.
enum RawDocument: Sendable {
    /// An HTML page with its bytes and the charset that its server named.
    case html(url: String, date: String?, body: Data, charset: String?)
    /// Text that needs no extraction.
    case text(url: String, date: String?, text: String)
    /// Something that cannot be used, with the reason.
    case broken(url: String, reason: String)
}

/// Any file or folder of WARC, HTML, text or JSONL files, compressed or not.
public struct DocumentSource: Sendable {
    /// The files, sorted by path.
    public let files: [URL]

    /// What a file's name may end in, before `.gz` or `.zst`.
    public static let endings = ["warc", "wet", "html", "htm", "txt", "md", "jsonl"]

    /// The files of some paths; folders are walked.
    public init(_ paths: [URL]) throws {
        files = try paths.flatMap { path -> [URL] in
            var isDirectory: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path.path, isDirectory: &isDirectory) else {
                throw CorpusError.missing(path: path.path)
            }
            guard isDirectory.boolValue else { return [path] }
            guard let walker = FileManager.default.enumerator(atPath: path.path) else {
                throw CorpusError.nothingToRead(path: path.path)
            }
            var found: [String] = []
            while let name = walker.nextObject() as? String {
                if !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }), Self.ending(name) != nil {
                    found.append(name)
                }
            }
            guard !found.isEmpty else { throw CorpusError.nothingToRead(path: path.path) }
            return found.sorted().map { path.appendingPathComponent($0) }
        }
    }

    static func ending(_ name: String) -> String? {
        var parts = (name as NSString).lastPathComponent.lowercased().split(separator: ".").map(String.init)
        if let last = parts.last, ["gz", "zst", "bad"].contains(last) { parts.removeLast() }
        return parts.count > 1 ? parts.last.flatMap { endings.contains($0) ? $0 : nil } : nil
    }

    /// Calls `body` with every document of a file.
    ///
    /// - Parameter strict: whether a damaged file ends the reading; otherwise what is damaged is handed on as broken.
    func read(_ file: URL, strict: Bool, _ body: (RawDocument) throws -> Void) throws {
        switch Self.ending(file.lastPathComponent) {
        case "warc", "wet": try readWARC(file, strict: strict, body)
        case "jsonl": try readJSONL(file, strict: strict, body)
        case let ending:
            let stream = try ByteStream(file)
            var bytes: [UInt8] = []
            do {
                while case let piece = try stream.read(1 << 20), !piece.isEmpty, bytes.count < 1 << 28 {
                    bytes += piece
                }
            } catch let error as CorpusError where !strict {
                try body(.broken(url: file.path, reason: "\(error)"))
                return
            }
            if ending == "html" || ending == "htm" {
                try body(.html(url: file.path, date: nil, body: Data(bytes), charset: nil))
            } else {
                try body(.text(url: file.path, date: nil, text: String(decoding: bytes, as: UTF8.self)))
            }
        }
    }

    private func readJSONL(_ file: URL, strict: Bool, _ body: (RawDocument) throws -> Void) throws {
        do {
            try DocumentReader.readLines(file) { line, number in
                guard let fields = try? JSONSerialization.jsonObject(with: line) as? [String: Any],
                    let text = fields["text"] as? String
                else {
                    let error = CorpusError.badLine(
                        file: file.path, line: number, reason: "it is not a JSON object with 'text'")
                    if strict { throw error }
                    try body(.broken(url: "\(file.path):\(number)", reason: "\(error)"))
                    return
                }
                let url = fields["url"] as? String ?? fields["id"] as? String ?? "\(file.path):\(number)"
                try body(.text(url: url, date: fields["date"] as? String, text: text))
            }
        } catch let error as CorpusError where !strict {
            try body(.broken(url: file.path, reason: "\(error)"))
        }
    }

    private func readWARC(_ file: URL, strict: Bool, _ body: (RawDocument) throws -> Void) throws {
        let reader = try WARCReader(file)
        while true {
            do {
                guard let record = try reader.next() else { return }
                if let document = Self.document(record) { try body(document) }
            } catch let error as CorpusError where !strict {
                try body(.broken(url: file.path, reason: "\(error)"))
                guard reader.recover() else { return }
            }
        }
    }

    private static func document(_ record: WARCRecord) -> RawDocument? {
        let date = record["WARC-Date"]
        switch record.type {
        case "conversion":
            return .text(url: record.url, date: date, text: String(decoding: record.block, as: UTF8.self))
        case "response" where record.url.hasPrefix("http"):
            guard let response = HTTPResponse(record.block) else {
                return .broken(url: record.url, reason: "the block is not an HTTP response")
            }
            guard (200..<300).contains(response.status) else {
                return .broken(url: record.url, reason: "the status is \(response.status)")
            }
            let type = response["Content-Type"]?.lowercased() ?? "text/html"
            guard type.contains("html") || type.contains("text/plain") else { return nil }
            return type.contains("html")
                ? .html(url: record.url, date: date, body: response.body, charset: response.charset)
                : .text(url: record.url, date: date, text: String(decoding: response.body, as: UTF8.self))
        default: return nil
        }
    }
}
