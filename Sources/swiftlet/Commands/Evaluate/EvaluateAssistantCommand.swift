import ArgumentParser
import Artifacts
import Evaluation
import Foundation
import Generation
import Pipeline

/// `swiftlet eval assistant`
struct EvaluateAssistantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assistant",
        abstract: "Examine a run's assistant with its tools: what it knows, what it does not know, what it can do.",
        discussion: "Example: swiftlet eval assistant tiny --show 20")
    @Argument(help: "A run's name.") var run: String
    @Option(help: "Facts of each group, and problems of each kind.") var count: Int = 200
    @Option(help: "The seed of the questions.") var seed: UInt64 = 1
    @Option(help: "Answers that are not right to show, of each row.") var show: Int = 0
    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var protocols: ProtocolOptions
    @OptionGroup var tools: ToolOptions
    @OptionGroup var home: HomeOptions
    @OptionGroup var machine: MachineOptions

    func run() async throws {
        machine.apply()
        let directory = RunDirectory(name: run, home: home.url)
        let assistant = try await tools.assistant(model: home.model(run), chatProtocol: protocols.named())
        var settings = AssistantExamination.Settings()
        (settings.facts, settings.problems, settings.seed) = (count, count, seed)
        let examination = try RunMaterial.examination(of: directory, settings)
        let report = try await Interrupt.cancelling {
            try await examination.run(assistant) { Terminal.shared.progress("eval", $0, "questions") }
        }
        Terminal.shared.endProgress()
        if json {
            Terminal.shared.print(try ReportJSON.text(report.rows))
            return
        }
        var table = TextTable(["examined", "right", "asked", "share", "95 % interval", "abstained", "wrong"])
        for row in report.rows {
            table.add([
                row.group, "\(row.right.right)", "\(row.right.asked)", String(format: "%.3f", row.right.share),
                String(format: "%.3f to %.3f", row.right.interval.lowerBound, row.right.interval.upperBound),
                String(format: "%.3f", row.abstained.share), String(format: "%.3f", row.wrong.share),
            ])
        }
        Terminal.shared.print(table.text)
        guard show > 0 else { return }
        for (group, answers) in Dictionary(grouping: report.answers, by: \.group).sorted(by: { $0.key < $1.key }) {
            for answer in answers.filter({ $0.verdict != .right }).prefix(show) {
                Terminal.shared.print(
                    "✗ \(group): \(answer.question)\n    "
                        + (answer.calls + [answer.answer]).joined(separator: "\n    "))
            }
        }
    }
}
