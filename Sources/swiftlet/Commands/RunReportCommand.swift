import ArgumentParser
import Artifacts
import Foundation
import Pipeline
import Plots

/// `swiftlet run report`
struct RunReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Draw a run's curves, finished or still running; or several runs in one picture.",
        discussion: """
            Example: swiftlet run report tiny --output report.svg
            Example: swiftlet run report AdamW=a-1,a-2 --compare Muon=m-1,m-2
            """)

    @Argument(help: "A run's name, or LABEL=RUN,RUN,… for the mean and the spread of several.") var run: String
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Runs to draw beside it, written in the same way.", valueName: "run"))
    var compare: [String] = []
    @Option(help: "The stage.") var stage = "pretrain"
    @Option(help: "The file to write.") var output = "report.svg"
    @Option(help: "The picture's title, where runs are compared.") var title: String?
    @Flag(help: "Print the figures as JSON.") var json = false
    @OptionGroup var home: HomeOptions

    func run() async throws {
        let groups = try ([run] + compare).map { try HistoryGroup($0, stage: stage, home: home.url) }
        let single = groups.count == 1 && groups[0].histories.count == 1 ? groups[0].histories.first : nil
        let labels = groups.map(\.label).joined(separator: ", ")
        let chart =
            single.map { HistoryChart.chart(of: $0) }
            ?? HistoryChart.chart(comparing: groups, title: title ?? "Comparison of \(labels)")
        try AtomicFile.write(Data(chart.svg.utf8), to: URL(fileURLWithPath: output))
        let comparison = HistoryComparison(groups)
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            Terminal.shared.print(String(decoding: try encoder.encode(comparison), as: UTF8.self))
        } else {
            Terminal.shared.print(Self.table(comparison))
        }
        Terminal.shared.note("→ \(output)")
    }

    private static func table(_ comparison: HistoryComparison) -> String {
        let first = comparison.rows.first?.label ?? ""
        let compares = comparison.rows.count > 1
        var table = TextTable(
            ["run", "updates", "loss", "bits/byte"]
                + (compares
                    ? ["reaches \(first)'s at update", "saving", "greatest loss difference", "at the end"] : []))
        for (index, row) in comparison.rows.enumerated() {
            let percent = { (share: Double?, format: String) in share.map { String(format: format, $0 * 100) } ?? "–" }
            let figures =
                index == 0
                ? ["", "", "", ""]
                : [
                    text(row.reachedAt, "%.0f") ?? "not", percent(row.saving, "%.0f %%"),
                    percent(row.lossDifference, "%.2f %%"), percent(row.finalLossDifference, "%.2f %%"),
                ]
            table.add(
                [
                    row.label + (row.runs > 1 ? " (\(row.runs) runs)" : ""), "\(row.updates)",
                    text(row.loss, "%.4f") ?? "–", text(row.bitsPerByte, "%.4f") ?? "–",
                ] + (compares ? figures : []))
        }
        return table.text
    }

    /// `mean (lowest to highest)`.
    private static func text(_ spread: HistoryComparison.Spread?, _ format: String) -> String? {
        spread.map { spread in
            let number = { String(format: format, $0) }
            let range = spread.low < spread.high ? " (\(number(spread.low)) to \(number(spread.high)))" : ""
            return number(spread.mean) + range
        }
    }
}
