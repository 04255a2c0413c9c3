import Foundation

/// One record of a crawl file (ISO 28500): named fields and a block of bytes.
public struct WARCRecord: Sendable, Equatable {
    /// The fields in order, names as written.
    public var fields: [(name: String, value: String)]
    /// The block.
    public var block: Data

    /// A record of fields and a block.
    public init(fields: [(name: String, value: String)], block: Data) {
        self.fields = fields
        self.block = block
    }

    /// The value of a field, whatever the case of its name.
    public subscript(name: String) -> String? {
        fields.first { $0.name.caseInsensitiveCompare(name) == .orderedSame }?.value
    }

    /// `response`, `conversion`, `request`, `warcinfo` …
    public var type: String { self["WARC-Type"]?.lowercased() ?? "" }

    /// The address that was fetched, without the angle brackets that some writers put around it.
    public var url: String { (self["WARC-Target-URI"] ?? "").trimmingCharacters(in: CharacterSet(charactersIn: "<> ")) }

    /// Two records are equal when their fields and blocks are.
    public static func == (a: WARCRecord, b: WARCRecord) -> Bool {
        a.block == b.block && a.fields.map(\.name) == b.fields.map(\.name)
            && a.fields.map(\.value) == b.fields.map(\.value)
    }
}
