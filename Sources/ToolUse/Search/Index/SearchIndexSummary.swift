/// What an index holds and what making it took.
public struct SearchIndexSummary: Codable, Sendable, Equatable {
    /// Pages in it.
    public internal(set) var documents = 0
    /// Passages that the pages were cut into.
    public internal(set) var passages = 0
    /// Pages that were left out because their address was there already.
    public internal(set) var repeated = 0
    /// Pages that were left out because they have no word.
    public internal(set) var empty = 0
    /// Bytes of text of the pages in it.
    public internal(set) var textBytes = 0
    /// Seconds from opening to committing.
    public internal(set) var seconds = 0.0
}
