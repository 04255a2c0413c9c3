/// The tool that looks something up: `search(query)`.
public struct SearchTool: Tool {
    public let name = "search"
    public let description = "Finds pages about a question. Cite a page by its number, like [1]."
    public let parameters = ToolParameters([.init("query", .string, "what to look for")])

    private let provider: any SearchProvider
    private let count: Int
    private let showsAddresses: Bool

    /// A tool over a provider that shows `count` pages.
    ///
    /// - Parameter showsAddresses: whether the model reads the pages' addresses, too; people always see them.
    public init(_ provider: any SearchProvider, count: Int = 3, showsAddresses: Bool = true) {
        self.provider = provider
        self.count = min(max(count, 1), 20)
        self.showsAddresses = showsAddresses
    }

    public func run(_ call: ToolInvocation) async -> ToolOutcome {
        guard let query = call.arguments.string("query"), query.contains(where: { !$0.isWhitespace }) else {
            return .error("the query is empty")
        }
        let found: [SearchResult]
        do {
            found = try await provider.search(query, count: count)
        } catch is CancellationError {
            return .error("the search was cancelled")
        } catch {
            return .error(PlainLine.of("\(error)", limit: 400))
        }
        let sources = found.enumerated().map { place, page in
            ToolSource(number: call.firstSource + place, url: page.url, title: page.title, snippet: page.snippet)
        }
        guard !sources.isEmpty else { return ToolOutcome("No pages found.") }
        let lines = sources.map {
            "[\($0.number)] \($0.title) — \($0.snippet)" + (showsAddresses ? " (\($0.url))" : "")
        }
        return ToolOutcome(lines.joined(separator: "\n"), sources: sources)
    }
}
