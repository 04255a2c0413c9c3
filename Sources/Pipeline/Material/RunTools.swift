import Artifacts
import Foundation
import ToolUse

/// The tools of an assistant: a search over pages, and Python.
public enum RunTools {
    /// Words of a found page that are shown; results are short, because they have to fit a small model's context.
    static let snippetWords = 24
    /// Pages that a search shows.
    static let pages = 2

    /// The tools of a run's assistant, given the artifact of the stage `index` (nil: no search).
    ///
    /// - Parameter runner: what runs programs; by default the built-in interpreter.
    public static func registry(index: URL?, runner: any CodeRunner = InterpreterRunner()) throws -> ToolRegistry {
        let source = index.map { SearchSource.index($0.appendingPathComponent(IndexStage.fileName)) }
        return try registry(source, isShort: true, runner)
    }

    /// The tools that any chat model is offered: Python, and a search where there is something to search.
    ///
    /// What a stage of a run made is offered tools only if it was taught to use them, or if something to search is named: others
    /// would not know what to do with the announcement. The assistant of a run searches the run's pages unless another source is named, and gets results in the short form
    /// that it was taught with; other models get longer ones with the pages' addresses.
    ///
    /// - Parameters:
    ///   - model: the model's directory.
    ///   - search: what to search; nil for the run's pages, where the run taught the model to search them.
    ///   - runner: what runs programs; by default the built-in interpreter.
    public static func offered(
        to model: URL, search: SearchSource? = nil, runner: any CodeRunner = InterpreterRunner()
    ) throws -> ToolRegistry {
        let own = index(of: model)
        guard let search else {
            return own == nil && isOfRun(model) ? try ToolRegistry([]) : try registry(index: own, runner: runner)
        }
        return try registry(search, isShort: own != nil, runner)
    }

    private static func registry(
        _ source: SearchSource?, isShort: Bool, _ runner: any CodeRunner
    ) throws -> ToolRegistry {
        var tools: [any Tool] = []
        if let source {
            let provider = try source.provider(snippetWords: isShort ? snippetWords : nil)
            tools.append(
                isShort ? SearchTool(provider, count: pages, showsAddresses: false) : SearchTool(provider))
        }
        return try ToolRegistry(tools + [CodeTool(runner)])
    }

    /// Whether a stage of a run made the model.
    private static func isOfRun(_ model: URL) -> Bool { (try? Manifest(directory: model)) != nil }

    /// The index that a run taught a model to search: nil for another model than the one that the stage `assistant` made.
    private static func index(of model: URL) -> URL? {
        let model = model.standardizedFileURL
        let index = model.deletingLastPathComponent().appendingPathComponent(IndexStage.name)
        let isTaught = model.lastPathComponent == AssistantStage.name
        return isTaught && FileManager.default.fileExists(atPath: index.path) ? index : nil
    }
}
