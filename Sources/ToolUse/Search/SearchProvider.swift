/// Something that finds pages: the run's own index, or a search engine.
public protocol SearchProvider: Sendable {
    /// What it searches, for people: "the run's own pages".
    var name: String { get }

    /// At most `count` pages for any text, best first.
    ///
    /// - Throws: `SearchError`, or `CancellationError`.
    func search(_ query: String, count: Int) async throws -> [SearchResult]
}
