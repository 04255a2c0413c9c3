import ArgumentParser
import Conversation
import Foundation
import Generation
import Pipeline
import ToolUse

/// Which tools a chat model is offered, and what an answer may spend on them.
struct ToolOptions: ParsableArguments {
    @OptionGroup var python: PythonOptions
    @Option(
        help: ArgumentHelp(
            "An index to search, as the stage 'index' writes it (default: that of the assistant's own run).",
            valueName: "file"))
    var index: String?
    @Option(
        name: .customLong("search-url"),
        help: ArgumentHelp(
            "A search engine to ask, one that speaks SearXNG's JSON, such as http://127.0.0.1:8888.",
            valueName: "url"))
    var searchURL: String?
    @Option(help: "The most calls of tools in an answer.") var toolCalls = ToolLimits().calls
    @Option(help: "The most seconds of a call.") var toolSeconds = ToolLimits().seconds
    @Option(help: "The most characters of a result; longer ones are cut.") var toolCharacters = ToolLimits().characters
    @Flag(help: "Let the model answer without tools.") var noTools = false
    @Option(help: ArgumentHelp("A tool that the model may not use; may be repeated.", valueName: "tool"))
    var forbid: [String] = []

    func validate() throws {
        guard toolCalls > 0, toolCharacters > 0, toolSeconds > 0, toolSeconds.isFinite else {
            throw ValidationError("--tool-calls, --tool-seconds and --tool-characters must be positive")
        }
        guard index == nil || searchURL == nil else { throw ValidationError("give --index or --search-url, not both") }
    }

    /// Tells of a sandbox or an index that cannot be had before long work begins.
    func check() async throws {
        _ = try await python.runner()
        _ = try search?.provider()
    }

    /// Loads a chat model with the tools that it is offered.
    ///
    /// - Parameter chatProtocol: what it speaks; nil for the known protocol that its vocabulary is made for.
    func assistant(model: URL, chatProtocol: ChatProtocol? = nil) async throws -> Assistant {
        let tools = try await registry(for: model)
        return try assistant(ChatGenerator(directory: model, chatProtocol: chatProtocol), tools)
    }

    /// A chat model that is there already, with the tools that it is offered.
    func assistant(_ chat: ChatGenerator, model: URL) async throws -> Assistant {
        try assistant(chat, await registry(for: model))
    }

    /// A chat with tools; without any where its protocol has no calls.
    private func assistant(_ chat: ChatGenerator, _ tools: ToolRegistry) throws -> Assistant {
        let limits = ToolLimits(calls: toolCalls, seconds: toolSeconds, characters: toolCharacters)
        let chatProtocol = chat.renderer.chatProtocol
        guard chatProtocol.calls.isEmpty else { return Assistant(chat, tools: tools, limits: limits) }
        guard noTools || search == nil else {
            throw ValidationError(
                "--index and --search-url need calls of tools, which the protocol '\(chatProtocol.name)' does not have"
            )
        }
        return Assistant(chat, tools: try ToolRegistry([]), limits: limits)
    }

    /// What was named to search.
    private var search: SearchSource? {
        if let index { return SearchSource.index(URL(fileURLWithPath: index)) }
        return searchURL.map { SearchSource.engine($0, seconds: toolSeconds) }
    }

    private func registry(for model: URL) async throws -> ToolRegistry {
        guard !noTools else { return try ToolRegistry([]) }
        let all = try RunTools.offered(to: model, search: search, runner: await python.runner())
        for name in forbid where all[name] == nil {
            let names = all.tools.map(\.name).joined(separator: ", ")
            throw ValidationError("there is no tool '\(name)' to forbid; there are: \(names.isEmpty ? "none" : names)")
        }
        return try ToolRegistry(all.tools.filter { !forbid.contains($0.name) })
    }
}
