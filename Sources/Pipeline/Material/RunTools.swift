import Artifacts
import Foundation
import ToolUse

/// The tools of a run's assistant: a search over the run's own pages, and Python.
public enum RunTools {
    /// Words of a found page that are shown; results are short, because they have to fit a small model's context.
    static let snippetWords = 24
    /// Pages that a search shows.
    static let pages = 2

    /// The tools, given the artifact of the stage `index` (nil: no search).
    ///
    /// - Parameter runner: what runs programs; by default the built-in interpreter.
    public static func registry(index: URL?, runner: any CodeRunner = InterpreterRunner()) throws -> ToolRegistry {
        var tools: [any Tool] = []
        if let index {
            var pages = try SearchIndex(index.appendingPathComponent(IndexStage.fileName))
            pages.snippetWords = snippetWords
            tools.append(SearchTool(LocalSearchProvider(pages), count: Self.pages, showsAddresses: false))
        }
        return try ToolRegistry(tools + [CodeTool(runner)])
    }
}
