import Artifacts
import Evaluation
import Foundation
import Generation
import Plots

/// Asks the fine-tuned model for every fact again and again: which does it know, which does it invent?
public struct ProbeStage: Stage {
    public static let name = "probe"
    /// The report inside the artifact.
    static let reportName = "report.json"
    let settings: Probe.Settings
    let perEntity: Int

    public init(_ section: RecipeSection, sources: [URL]) throws {
        var settings = Probe.Settings()
        settings.greedy = try section.int("greedy", default: settings.greedy, in: 1...100)
        settings.samples = try section.int("samples", default: settings.samples, in: 0...1000)
        settings.temperature = Float(
            try section.double("temperature", default: Double(settings.temperature), in: 0.01...10))
        self.settings = settings
        perEntity = try section.int("factsPerEntity", default: 4, in: 1...4)
    }

    public var needs: [String] { [WebStage.name, DataStage.name, FineTuningStage.name] }
    public var parameters: JSONValue {
        [
            "greedy": .int(settings.greedy), "samples": .int(settings.samples),
            "temperature": .number(Double(settings.temperature)), "factsPerEntity": .int(perEntity),
        ]
    }

    public func run(in stage: StageContext) async throws -> [String: JSONValue] {
        let asked = try KnowledgeQuestions(
            web: stage.inputs(WebStage.name), documents: stage.inputs(DataStage.name), perEntity: perEntity)
        var settings = settings
        settings.seed = stage.seed
        let chat = try ChatGenerator(TextGenerator(directory: stage.inputs(FineTuningStage.name)))
        let report = try await Probe(settings).run(asked.questions, ModelAnswerer(chat, name: "fine-tuned model")) {
            stage.report(.fraction($0, "questions"))
        }
        try report.write(to: stage.output)
        for group in report.groups {
            let share = { (share: Share) in String(format: "%.1f %%", 100 * share.share) }
            stage.report(
                .line(
                    "  \(group.exposure.rawValue): right \(share(group.right)), wrong \(share(group.wrong)), "
                        + "not known \(share(group.abstained))"))
        }
        var metrics: [String: JSONValue] = [
            "reads": .string("\(report.rows.count) questions × \(settings.greedy + settings.samples)"),
            "writes": .string("\(report.rows.count(where: \.isConsistentlyWrong)) always wrong"),
        ]
        for knowledge in KnowledgeClass.allCases { metrics[knowledge.rawValue] = .int(report.classes[knowledge] ?? 0) }
        return metrics
    }

    /// The report of a finished stage.
    static func report(_ directory: URL) throws -> ProbeReport {
        let file = directory.appendingPathComponent(reportName)
        guard let data = FileManager.default.contents(atPath: file.path) else {
            throw EvaluationError.missingFile(path: file.path)
        }
        return try ForeignJSONDecoder().decode(ProbeReport.self, from: data)
    }
}

extension ProbeReport {
    /// Writes the report and its pictures into a folder, compared with what was before if that is given.
    public func write(to folder: URL, since before: ProbeReport? = nil) throws {
        func write(_ text: String, _ name: String) throws {
            try AtomicFile.write(Data(text.utf8), to: folder.appendingPathComponent(name))
        }
        try AtomicFile.writeJSON(self, to: folder.appendingPathComponent("report.json"))
        try write(markdown(since: before), "report.md")
        try write(curveChart(since: before).svg, "curve.svg")
        try write(verdictChart(since: before).svg, "verdicts.svg")
    }
}
