import ArgumentParser
import Artifacts
import Foundation
import Pipeline

/// What running a recipe takes, whole or in part.
struct RecipeArguments: ParsableArguments {
    @Argument(help: "The recipe, for example recipes/tiny.yaml.") var recipe: String
    @Option(
        help: ArgumentHelp(
            "A file or folder of WARC, HTML, text or JSONL instead of the recipe's sources; may be repeated.",
            valueName: "path"))
    var source: [String] = []
    @Option(help: "The run's name (default: the recipe's).") var name: String?
    @Option(
        help: ArgumentHelp(
            "A value instead of the recipe's, for example seed=2 or pretrain.rate=0.002; may be repeated.",
            valueName: "key=value"))
    var set: [String] = []
    @OptionGroup var home: HomeOptions
    @OptionGroup var machine: MachineOptions
    @Flag(help: "Print the report as JSON.") var json = false

    /// The recipe in its directory, with threads and precision set.
    func runner() throws -> RecipeRunner {
        machine.apply()
        let recipe = try Recipe(
            file: URL(fileURLWithPath: recipe), sources: source.map { URL(fileURLWithPath: $0) }, overrides: set)
        return RecipeRunner(recipe: recipe, directory: RunDirectory(name: name ?? recipe.name, home: home.url))
    }

    /// Runs the recipe up to a stage, with lines and a progress bar, and returns the run.
    func run(upTo stage: String?) async throws -> RunDirectory {
        let runner = try runner()
        let report = try await Interrupt.cancelling {
            try await runner.run(upTo: stage) { event in Self.show(event) }
        }
        Terminal.shared.endProgress()
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            Terminal.shared.print(String(decoding: try encoder.encode(report), as: UTF8.self))
        } else {
            Self.show(report, in: runner.directory)
        }
        return runner.directory
    }

    /// Prints what happens while a recipe is walked.
    static func show(_ event: RecipeRunner.Event) {
        let terminal = Terminal.shared
        switch event {
        case .began(let stage, let resumed):
            terminal.note("▸ \(stage)" + (resumed ? " (going on from the last checkpoint)" : ""))
        case .kept(let manifest): terminal.note("✓ \(manifest.stage) is there already")
        case .progress(let stage, let progress): progress.show(stage)
        case .ended(let manifest):
            terminal.endProgress()
            terminal.note("✓ \(manifest.stage) in \(RunReport.time(manifest.seconds))")
        }
    }

    private static func show(_ report: RunReport, in directory: RunDirectory) {
        var table = TextTable(["stage", "time", "in", "out", "key figures"])
        for row in report.rows {
            table.add([
                row.stage, RunReport.time(row.seconds), row.reads, row.writes, row.figures.joined(separator: ", "),
            ])
        }
        table.add(["all", RunReport.time(report.seconds), "", "", directory.url.path])
        Terminal.shared.print("\n" + table.text + "\n")
    }
}

/// `swiftlet run`
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Walk a recipe, stage by stage; finished stages are kept.",
        discussion: """
            Example: swiftlet run recipes/tiny.yaml --serve
            Options of a run: swiftlet run recipe --help
            """,
        subcommands: [RecipeCommand.self, RunReportCommand.self], defaultSubcommand: RecipeCommand.self)
}

/// `swiftlet run RECIPE`
struct RecipeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recipe", abstract: "Walk a recipe; this is what 'swiftlet run RECIPE' does.",
        discussion: "Example: swiftlet run recipes/smoke.yaml --set seed=2 --name smoke-2")

    @OptionGroup var arguments: RecipeArguments
    @Option(help: "Stop after this stage.") var until: String?
    @Flag(help: "Serve the assistant when all is done.") var serve = false
    @Option(help: "The port to serve at.") var port: Int = 8080
    @OptionGroup var tools: ToolOptions

    func run() async throws {
        // A sandbox or an index that cannot be had is told of before the hours of training.
        try await tools.check()
        let directory = try await arguments.run(upTo: until)
        guard serve else { return }
        let model = try arguments.home.model(directory.name)
        try await ServeCommand.serve(
            tools.assistant(model: model), model: model, name: directory.name, host: "127.0.0.1",
            port: port,
            run: directory.url)
    }
}
