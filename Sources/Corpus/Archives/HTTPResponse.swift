import Foundation

/// An HTTP response as a crawler stored it.
struct HTTPResponse {
    let status: Int
    let headers: [(name: String, value: String)]
    let body: Data

    /// Parses a block; transfer and content codings are undone. Nil when it is no response.
    init?(_ block: Data) {
        guard let end = block.range(of: Data("\r\n\r\n".utf8)) ?? block.range(of: Data("\n\n".utf8)) else { return nil }
        let lines = String(decoding: block[..<end.lowerBound], as: UTF8.self).split(whereSeparator: \.isNewline)
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count >= 2, words[0].hasPrefix("HTTP/"), let status = Int(words[1]) else { return nil }
        self.status = status
        headers = lines.dropFirst().compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (String(line[..<colon]), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces))
        }
        var body = Data(block[end.upperBound...])
        let value = { [headers] (name: String) in
            headers.first { $0.name.caseInsensitiveCompare(name) == .orderedSame }?.value.lowercased() ?? ""
        }
        if value("Transfer-Encoding").contains("chunked"), let whole = Self.dechunked(body) { body = whole }
        if ["gzip", "deflate", "x-gzip"].contains(value("Content-Encoding")), let whole = Compression.inflateBody(body)
        {
            body = whole
        }
        self.body = body
    }

    /// The value of a header, whatever the case of its name.
    subscript(name: String) -> String? { headers.first { $0.name.caseInsensitiveCompare(name) == .orderedSame }?.value }

    /// The charset that the headers name.
    var charset: String? {
        guard let type = self["Content-Type"]?.lowercased(), let start = type.range(of: "charset=") else { return nil }
        return type[start.upperBound...].trimmingCharacters(in: CharacterSet(charactersIn: "\"' ;"))
    }

    /// Nil when the body is not chunked after all, as in files whose writers undid it.
    private static func dechunked(_ body: Data) -> Data? {
        var whole = Data()
        var rest = body[...]
        while let end = rest.range(of: Data("\r\n".utf8)) {
            let size = String(decoding: rest[..<end.lowerBound], as: UTF8.self).split(separator: ";").first.map(
                String.init)
            guard let length = Int((size ?? "").trimmingCharacters(in: .whitespaces), radix: 16), length >= 0,
                length <= rest.endIndex - end.upperBound
            else { return nil }
            if length == 0 { return whole }
            whole += rest[end.upperBound..<end.upperBound + length]
            rest = rest[min(end.upperBound + length + 2, rest.endIndex)...]
        }
        return nil
    }
}
