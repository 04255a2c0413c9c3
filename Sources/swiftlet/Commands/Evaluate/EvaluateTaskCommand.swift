import ArgumentParser
import Evaluation
import Foundation
import Generation

/// `swiftlet eval task`
struct EvaluateTaskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "task",
        abstract: "Put the questions of a task file and score the answers by the field's rules.",
        discussion: """
            The format is in docs/evaluation.md; GSM8K's and HumanEval's own files are read as they are.
            Example: swiftlet eval task gsm8k/test.jsonl.gz --model tiny --shots 5 --shots-from gsm8k/train.jsonl.gz
            Example: swiftlet eval task questions.jsonl --model tiny --samples 10 --temperature 0.8 --output answers
            """)
    @Argument(help: "The task: a file of JSON lines, plain or compressed.") var file: String
    @Option(help: "A model's directory or a run's name.") var model: String
    @Option(help: "Examples before each question (default: what the file says, or none).") var shots: Int?
    @Option(help: "The file that examples come from (default: what the file says, or the task).") var shotsFrom: String?
    @Option(help: "Only the first questions.") var limit: Int?
    @Option(help: "Answers to each question, for pass@k and maj@k.") var samples: Int = 1
    @Option(help: "Divides the logits; 0 takes the likeliest token.") var temperature: Float = 0
    @Option(help: "The seed of examples and of coins.") var seed: UInt64 = 1
    @Option(help: "The most tokens of an answer (default: what the file says, or its kind's).") var maxTokens: Int?
    @Option(help: "A folder to keep every answer in; the same command goes on from there.") var output: String?
    @Option(help: "Answers to show.") var show: Int = 0
    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var python: PythonOptions
    @OptionGroup var evaluated: EvaluatedModelOptions

    func validate() throws {
        guard (1...10_000).contains(samples) else { throw ValidationError("--samples goes from 1 to 10000") }
        guard temperature >= 0, temperature.isFinite else { throw ValidationError("--temperature is 0 or more") }
        guard samples == 1 || temperature > 0 else {
            throw ValidationError("--samples needs a --temperature above 0: greedy answers are all the same")
        }
        guard (maxTokens ?? 1) > 0, (shots ?? 0) >= 0, (limit ?? 1) > 0 else {
            throw ValidationError("--max-tokens and --limit must be positive, --shots not negative")
        }
    }

    func run() async throws {
        let task = try TaskFile.read(
            URL(fileURLWithPath: file), shots: shots, shotsFrom: shotsFrom.map { URL(fileURLWithPath: $0) })
        let model = try evaluated.load(model, format: .plain)
        var settings = EvaluationSettings(task, model: model.identity)
        settings.samples = samples
        settings.temperature = temperature
        settings.seed = seed
        settings.maxTokens = maxTokens ?? task.maxTokens
        let runner = try TaskRunner(
            task, model.answerer, settings, programs: ToolProgramRunner(await python.runner()))
        let log = try output.map { try AnswerLog(URL(fileURLWithPath: $0), settings) }
        let limit = limit
        let records = try await Interrupt.cancelling {
            try await runner.run(limit: limit, log: log) { share, count in
                Terminal.shared.progress("eval", share, "\(count) questions")
            }
        }
        Terminal.shared.endProgress()
        let report = TaskReport(records, settings)
        try log?.write(report)
        for record in records.prefix(max(0, show)) { Self.show(record) }
        Terminal.shared.print(json ? try ReportJSON.text(report) : Self.table(report))
        Self.remark(report)
        if let output { Terminal.shared.note("→ \(output)") }
    }

    private static func table(_ report: TaskReport) -> String {
        var table = TextTable(["kind", "metric", "better", "value", "±", "questions"])
        for metric in report.metrics {
            table.add([
                metric.kind, metric.name, metric.higherIsBetter ? "↑" : "↓", number(metric.estimate.value),
                metric.estimate.standardError.map(number) ?? "", "\(metric.estimate.count)",
            ])
        }
        return table.text
    }

    private static func number(_ value: Double) -> String {
        String(format: abs(value) < 1e6 ? "%.4f" : "%.4g", value)
    }

    private static func show(_ record: AnswerRecord) {
        Terminal.shared.print("\(record.kind) \(record.id): \(record.prompt)")
        for (answer, found) in zip(record.answers, record.found) {
            Terminal.shared.print("  → \(answer)  [\(found ?? "nothing found")]")
        }
        let scores = record.scores.sorted { $0.key < $1.key }.map { "\($0.key) \(number($0.value))" }
        Terminal.shared.print("  " + scores.joined(separator: ", "))
    }

    private static func remark(_ report: TaskReport) {
        if report.shortenedPrompts > 0 {
            Terminal.shared.note(
                "\(report.shortenedPrompts) of \(report.questions) prompts did not fit the context and were cut at the left; "
                    + "fewer --shots make them shorter.")
        }
        if report.cutAnswers > 0 {
            Terminal.shared.note("\(report.cutAnswers) answers ended at --max-tokens or at the end of the context.")
        }
    }
}
