import ArgumentParser
import Artifacts
import Evaluation
import Foundation
import Generation
import Plots
import ToolUse

/// What the suites of the talk have in common.
struct SuiteOptions: ParsableArguments {
    @Argument(help: "A model's directory or a run's name.") var model: String
    @Option(help: "The seed of the questions.") var seed: UInt64 = 1
    @Option(help: "The folder for the picture, the figures and every answer (default: eval-<suite>).") var output:
        String?
    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var evaluated: EvaluatedModelOptions

    /// Runs a suite on the model by itself and, where it is offered tools, with them; shows and keeps what it found.
    func run(_ suite: Suite, on model: EvaluatedModel, tools: ToolOptions? = nil) async throws {
        let subject = Subject(model.answerer, tools: try await toolAnswerer(model, tools))
        let result = try await Interrupt.cancelling {
            try await SuiteRunner.run(suite, subject) {
                Terminal.shared.progress(suite.name, $0, "answers")
            }
        }
        Terminal.shared.endProgress()
        try finish(result)
    }

    private func toolAnswerer(_ model: EvaluatedModel, _ tools: ToolOptions?) async throws -> (any Answerer)? {
        guard let chat = model.chat, let tools else { return nil }
        let assistant = try await tools.assistant(chat, model: model.directory)
        return assistant.tools.tools.isEmpty ? nil : ToolAnswerer(assistant, name: self.model)
    }

    /// Writes the folder and prints the table.
    func finish(_ result: SuiteResult) throws {
        let report = result.report
        let folder = URL(fileURLWithPath: output ?? "eval-\(report.suite)")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw ArtifactError.system(
                operation: "create directory", path: folder.path, reason: error.localizedDescription)
        }
        let write = { (data: Data, name: String) in
            try AtomicFile.write(data, to: folder.appendingPathComponent(name))
        }
        try write(Data(report.chart.svg.utf8), "\(report.suite).svg")
        try write(ReportJSON.data(report, isPretty: true) + Data("\n".utf8), "\(report.suite).json")
        var lines = Data()
        for row in result.rows { lines += try ReportJSON.data(row) + Data("\n".utf8) }
        try write(lines, "answers.jsonl")
        if json {
            Terminal.shared.print(try ReportJSON.text(report))
        } else {
            var table = TextTable(report.table.first ?? [])
            for row in report.table.dropFirst() { table.add(row) }
            Terminal.shared.print(table.text)
            for note in report.notes { Terminal.shared.print("\(note.label): \(note.text)") }
        }
        if !report.missingConditions.isEmpty {
            Terminal.shared.note(
                "left out, for want of tools: \(report.missingConditions.joined(separator: ", "))")
        }
        Terminal.shared.note("→ \(folder.relativePath)/\(report.suite).svg")
    }
}
