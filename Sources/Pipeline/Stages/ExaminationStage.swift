import Artifacts
import Evaluation
import Foundation
import Generation
import ToolUse

/// Examines the assistant: what it knows now and what it refuses, against what it was before; and what it does with its tools.
public struct ExaminationStage: Stage {
    public static let name = "exam"
    let count: Int

    public init(_ section: RecipeSection, sources: [URL]) throws {
        count = try section.int("count", default: 200, in: 1...100_000)
    }

    public var needs: [String] {
        [
            WebStage.name, DataStage.name, IndexStage.name, FineTuningStage.name, ProbeStage.name, AssistantStage.name,
        ]
    }
    public var parameters: JSONValue { ["count": .int(count)] }

    public func run(in stage: StageContext) async throws -> [String: JSONValue] {
        let chat = try ChatGenerator(TextGenerator(directory: stage.inputs(AssistantStage.name)))
        // A second look: the same questions, put to the model that has learned to refuse.
        let before = try ProbeStage.report(stage.inputs(ProbeStage.name))
        var probe = Probe(before.settings)
        probe.settings.samples = 0
        let after = try await probe.run(before.rows.map(\.question), ModelAnswerer(chat, name: "assistant")) {
            stage.report(.fraction($0 / 2, "facts"))
        }
        try after.write(to: stage.output, since: before)
        var settings = AssistantExamination.Settings()
        (settings.facts, settings.problems, settings.seed) = (count, count, stage.seed)
        let asked = try KnowledgeQuestions(
            web: stage.inputs(WebStage.name), documents: stage.inputs(DataStage.name))
        let assistant = Assistant(chat, tools: try RunTools.registry(index: stage.inputs(IndexStage.name)))
        // The model of the first fine-tuning has no tools: it is asked for facts alone.
        let earlier = try Assistant(
            ChatGenerator(TextGenerator(directory: stage.inputs(FineTuningStage.name))), tools: ToolRegistry([]))
        let examination = AssistantExamination(asked.world, exposures: asked.exposures, settings)
        let report = try await examination.run(assistant, earlier: earlier) {
            stage.report(.fraction(0.5 + $0 / 2, "questions"))
        }
        try AtomicFile.writeJSON(report, to: stage.output.appendingPathComponent("examination.json"))
        try AtomicFile.write(Data(report.markdown.utf8), to: stage.output.appendingPathComponent("examination.md"))
        var metrics: [String: JSONValue] = [
            "reads": .string(
                "\(after.rows.count * after.settings.greedy + report.before.count + report.answers.count) questions"),
            "writes": .string("\(report.rows.count) rows"),
            "refused of what was known": .number(after.overRefusal(since: before).share),
        ]
        for row in report.rowsBefore { metrics[row.group + ", before: wrong"] = .number(row.wrong.share) }
        for row in report.rows {
            metrics[row.group] = .number(row.right.share)
            stage.report(.line("  \(row.group): \(row.right.right) of \(row.right.asked)"))
        }
        return metrics
    }
}
