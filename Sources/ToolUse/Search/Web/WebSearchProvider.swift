import Artifacts
import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A search engine that speaks SearXNG's JSON: `GET /search?q=…&format=json`.
///
/// Time, size and status of the answer are checked, redirections are refused, nothing is kept between requests (no
/// cookies, no cache), and what comes back is made plain text.
public struct WebSearchProvider: SearchProvider {
    public let name: String
    private let endpoint: URL
    private let host: String
    private let seconds: Double
    private let limit: Int

    /// A provider for the engine at `address`, such as `http://127.0.0.1:8888` or one with a path.
    ///
    /// - Parameter seconds: how long an answer may take, from the first byte sent to the last one read.
    /// - Parameter limit: how many bytes an answer may have.
    /// - Throws: `SearchError.badAddress` for anything but an http or https address without user, query or fragment.
    public init(address: String, seconds: Double = 8, limit: Int = 2 << 20) throws(SearchError) {
        guard var parts = URLComponents(string: address), let scheme = parts.scheme?.lowercased(),
            scheme == "http" || scheme == "https", let host = parts.host, !host.isEmpty, parts.user == nil,
            parts.query == nil, parts.fragment == nil
        else { throw .badAddress(PlainLine.of(address, limit: 200)) }
        parts.path = (parts.path.hasSuffix("/") ? String(parts.path.dropLast()) : parts.path) + "/search"
        guard let endpoint = parts.url else { throw .badAddress(PlainLine.of(address, limit: 200)) }
        self.endpoint = endpoint
        self.host = host + (parts.port.map { ":\($0)" } ?? "")
        self.seconds = seconds.isFinite ? min(max(seconds, 0.05), 600) : 8
        self.limit = max(1, limit)
        name = "the search engine at \(self.host)"
    }

    public func search(_ query: String, count: Int) async throws -> [SearchResult] {
        let query = PlainLine.of(query, limit: 500)
        guard !query.isEmpty, count > 0 else { return [] }
        let body = try await CappedDownload(limit: limit, seconds: seconds, host: host).get(url(for: query))
        let answer: WebSearchAnswer
        do {
            answer = try ForeignJSONDecoder().decode(WebSearchAnswer.self, from: body)
        } catch {
            throw SearchError.badAnswer(host: host, reason: WebSearchAnswer.reason(error, body))
        }
        let found = answer.results.compactMap(\.value).filter(\.isUsable).prefix(count)
        return found.enumerated().map { place, entry in
            // An engine's scores are not told or not comparable; its order is what counts.
            SearchResult(
                url: entry.url, title: entry.title ?? entry.url, snippet: entry.content ?? "",
                score: 1 / Double(place + 1))
        }
    }

    private func url(for query: String) throws(SearchError) -> URL {
        var parts = URLComponents(url: endpoint, resolvingAgainstBaseURL: false)
        parts?.queryItems = [URLQueryItem(name: "q", value: query), URLQueryItem(name: "format", value: "json")]
        // A plus sign would be read as a space.
        let escaped = parts?.percentEncodedQuery?.replacingOccurrences(of: "+", with: "%2B")
        parts?.percentEncodedQuery = escaped
        guard let url = parts?.url else { throw .badAddress(endpoint.absoluteString) }
        return url
    }
}
