import Foundation

/// The part of SearXNG's JSON that we read: `{"results": [{"url": …, "title": …, "content": …}, …]}`.
struct WebSearchAnswer: Decodable {
    /// A page as the engine tells of it.
    struct Entry: Decodable {
        let url: String
        let title: String?
        let content: String?

        /// Whether it is a page of the web: other addresses (javascript:, data:, file:, or without a host) are nobody's source.
        var isUsable: Bool {
            guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased() else { return false }
            return (scheme == "http" || scheme == "https") && parts.host?.isEmpty == false
        }
    }

    /// An entry, or nothing where one is broken: a broken one does not spoil the others.
    struct Lenient: Decodable {
        let value: Entry?

        init(from decoder: any Decoder) throws { value = try? Entry(from: decoder) }
    }

    let results: [Lenient]

    /// Why an answer could not be read.
    static func reason(_ error: any Error, _ body: Data) -> String {
        if String(validating: body, as: UTF8.self) == nil { return "it is not UTF-8" }
        return switch error {
        case DecodingError.keyNotFound: "it has no results"
        case DecodingError.typeMismatch: "its results are no list"
        default: "it is not JSON"
        }
    }
}
