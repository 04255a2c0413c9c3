import Foundation

/// What a search looks through: an index of pages, or a search engine.
public enum SearchSource: Sendable, Equatable {
    /// The file of a `SearchIndex`.
    case index(URL)
    /// The address of a search engine that speaks SearXNG's JSON, and the seconds that an answer may take.
    case engine(String, seconds: Double = 8)

    /// Opens the index, or checks the address; an engine is not asked yet.
    ///
    /// - Parameter snippetWords: words of an index's snippets (nil: its default); an engine's are as it makes them.
    /// - Throws: `SearchError`.
    public func provider(snippetWords: Int? = nil) throws -> any SearchProvider {
        switch self {
        case .index(let place):
            var index = try SearchIndex(place)
            if let snippetWords { index.snippetWords = snippetWords }
            return LocalSearchProvider(index)
        case .engine(let address, let seconds): return try WebSearchProvider(address: address, seconds: seconds)
        }
    }
}
