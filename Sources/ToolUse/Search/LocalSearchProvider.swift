/// The run's own pages as a search engine.
public struct LocalSearchProvider: SearchProvider {
    public let name = "the run's own pages"
    private let index: SearchIndex

    /// A provider over an open index.
    public init(_ index: SearchIndex) { self.index = index }

    public func search(_ query: String, count: Int) async throws -> [SearchResult] {
        try Task.checkCancellation()
        return try await index.search(query, count: count)
    }
}
