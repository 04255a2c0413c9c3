/// What can go wrong with searching.
public enum SearchError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no index at the path.
    case missing(path: String)
    /// The file is not an index of this version.
    case notAnIndex(path: String, reason: String)
    /// The disk holding `path` is full.
    case diskFull(path: String)
    /// SQLite or the system refused.
    case system(path: String, reason: String)
    /// The address of the search engine cannot be used.
    case badAddress(String)
    /// The search engine could not be reached.
    case unreachable(host: String, reason: String)
    /// The search engine did not answer in time.
    case timedOut(host: String, seconds: Double)
    /// The search engine answered with an HTTP status that is no success.
    case status(host: String, code: Int)
    /// The search engine sent us elsewhere, which is not followed.
    case redirected(host: String, target: String)
    /// The answer is longer than we read.
    case tooLarge(host: String, limit: Int)
    /// The answer is not what SearXNG's JSON looks like.
    case badAnswer(host: String, reason: String)

    public var description: String {
        switch self {
        case .missing(let path):
            "there is no search index at \(path). Run the recipe's index stage, or name an index that is there."
        case .notAnIndex(let path, let reason):
            "\(path) is not a search index of this version: \(reason). Remove it and build the index again."
        case .diskFull(let path):
            "no space left on the disk that holds \(path). Free some space and build the index again; "
                + "a former index was not touched."
        case .system(let path, let reason): "cannot use \(path): \(reason). Check the path and its permissions."
        case .badAddress(let address):
            "\(address) is not the address of a search engine. Give one like http://127.0.0.1:8888."
        case .unreachable(let host, let reason):
            "the search engine at \(host) cannot be reached: \(reason). Check that it runs."
        case .timedOut(let host, let seconds):
            "the search engine at \(host) did not answer in \(seconds) seconds. Try again, or give it more time."
        case .status(let host, let code):
            "the search engine at \(host) answered with status \(code)"
                + (code == 403 ? ". Allow the format json in its settings." : ". Look into its log.")
        case .redirected(let host, let target):
            "the search engine at \(host) sends elsewhere, to \(target), which is not followed. Give its real address."
        case .tooLarge(let host, let limit):
            "the search engine at \(host) sent more than \(limit) bytes. Ask it for fewer results."
        case .badAnswer(let host, let reason):
            "the search engine at \(host) did not send SearXNG's JSON: \(reason). Check its address and settings."
        }
    }
}
