import ArgumentParser
import Artifacts
import Evaluation
import Foundation
import Generation
import Pipeline

/// `swiftlet eval context`
struct EvaluateContextCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "context", abstract: "Ask for facts with and without the passage in the prompt.",
        discussion: "Example: swiftlet eval context tiny")
    @Option(help: "A file of {question, answer, passage, count} lines (default: the run's invented world).")
    var questions: String?
    @Option(help: "Questions for each number of pages.") var count: Int = 60
    @OptionGroup var options: SuiteOptions

    func run() async throws {
        let model = try options.evaluated.load(options.model, format: .dialogue)
        let suite =
            try questions.map { try ContextSuite.suite(contentsOf: URL(fileURLWithPath: $0)) }
            ?? ContextSuite.suite(
                RunMaterial.world(web: model.directory.deletingLastPathComponent().appendingPathComponent("web")),
                count: count, seed: options.seed)
        try await options.run(suite, on: model)
    }
}

/// `swiftlet eval thinking`
struct EvaluateThinkingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "thinking", abstract: "Put word problems that must be answered at once, or may be worked out.",
        discussion: "Example: swiftlet eval thinking tiny --count 100")
    @Option(help: "Problems of each size.") var count: Int = 50
    @Option(parsing: .upToNextOption, help: "The sizes of the numbers.") var sizes: [Int] = ThinkingSuite.sizes
    @OptionGroup var tools: ToolOptions
    @OptionGroup var options: SuiteOptions

    func validate() throws {
        guard !sizes.isEmpty, sizes.allSatisfy((2...1_000_000).contains) else {
            throw ValidationError("--sizes go from 2 to 1000000")
        }
    }

    func run() async throws {
        let model = try options.evaluated.load(options.model, format: .dialogue)
        try await options.run(
            ThinkingSuite.suite(count: count, sizes: sizes, seed: options.seed), on: model, tools: tools)
    }
}

/// `swiftlet eval edges`
struct EvaluateEdgesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edges",
        abstract: "Count dots, spell every third letter, find letters in words, compare 9.11 with 9.9.",
        discussion: "Example: swiftlet eval edges tiny")
    @Option(help: "Questions of each kind and size.") var count: Int = 20
    @OptionGroup var tools: ToolOptions
    @OptionGroup var options: SuiteOptions

    func run() async throws {
        let model = try options.evaluated.load(options.model, format: .dialogue)
        try await options.run(
            EdgesSuite.suite(count: count, seed: options.seed, tokenizer: model.generator.tokenizer), on: model,
            tools: tools)
    }
}

/// `swiftlet eval fewshot`
struct EvaluateFewShotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fewshot", abstract: "Show pairs of words in two languages and ask for the next one.",
        discussion: "Example: swiftlet eval fewshot tiny --base")
    @Option(help: "A file of {word, translation} lines (default: six languages of the invented web).")
    var pairs: String?
    @Option(help: "The most pairs that are shown.") var shots: Int = 10
    @Option(help: "Questions for each number of pairs.") var count: Int = 60
    @OptionGroup var options: SuiteOptions

    func run() async throws {
        let languages = try pairs.map { [try WordPairs(contentsOf: URL(fileURLWithPath: $0))] } ?? WordPairs.tinyWeb
        let model = try options.evaluated.load(options.model, format: .plain)
        try await options.run(
            FewShotSuite.suite(languages, shots: shots, count: count, seed: options.seed), on: model)
    }
}

/// `swiftlet eval recitation`
struct EvaluateRecitationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recitation",
        abstract: "Give the beginnings of pages and see how much of the rest is recited word for word.",
        discussion: "Example: swiftlet eval recitation tiny")
    @Option(help: "A file of {text, count} lines (default: the run's documents, and those it held out).")
    var documents: String?
    @Option(help: "Tokens of each page that are given.") var given: Int = 32
    @Option(help: "The most tokens that are compared.") var compared: Int = 100
    @Option(help: "The most documents for each number of times.") var count: Int = 100
    @OptionGroup var options: SuiteOptions

    func validate() throws {
        guard given > 0, compared > 0, count > 0 else {
            throw ValidationError("--given, --compared and --count must be positive")
        }
    }

    func run() async throws {
        var evaluated = options.evaluated
        evaluated.base = true
        let model = try evaluated.load(options.model, format: .plain)
        let documents =
            try documents.map { try SeenDocument.read(URL(fileURLWithPath: $0)) }
            ?? RunMaterial.documents(
                of: RunDirectory(name: options.model, home: evaluated.home.url), limit: count, tokens: given + compared)
        var settings = RecitationSuite.Settings()
        settings.given = given
        settings.compared = compared
        let result = try await RecitationSuite.run(documents, model.generator, name: options.model, settings) {
            Terminal.shared.progress("recitation", $0, "pages")
        }
        Terminal.shared.endProgress()
        try options.finish(result)
    }
}
