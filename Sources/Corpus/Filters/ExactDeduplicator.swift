import Artifacts

/// Drops texts that were seen before, up to white space and case.
struct ExactDeduplicator {
    private var seen: [Digest: String] = [:]

    /// The address of the first document with the same text; nil when this one is the first.
    mutating func original(of text: String, url: String) -> String? {
        let normalized = text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let digest = Digest(of: normalized)
        if let first = seen[digest] { return first }
        seen[digest] = url
        return nil
    }
}
