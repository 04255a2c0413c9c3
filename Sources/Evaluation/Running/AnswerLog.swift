import Artifacts
import Foundation

/// A folder that an evaluation's answers are kept in while they come, so that it can be looked at and gone on with.
///
/// `evaluation.json` holds the settings, `questions.jsonl` a line for each question that was answered, `report.json` the figures.
public final class AnswerLog: Sendable {
    /// The file of answers.
    public static let questionsFile = "questions.jsonl"
    /// The file of settings.
    public static let settingsFile = "evaluation.json"
    /// The file of figures.
    public static let reportFile = "report.json"

    private struct Line: Codable {
        let place: Int
        let record: AnswerRecord
    }

    /// The folder.
    public let folder: URL
    /// What an earlier attempt has answered, by the question's place.
    public let records: [Int: AnswerRecord]
    private let log: MetricsLog

    /// Opens a folder, or makes it.
    ///
    /// - Throws: `EvaluationError.otherEvaluation` when it holds answers made in another way, `ArtifactError`.
    public init(_ folder: URL, _ settings: EvaluationSettings) throws {
        self.folder = folder
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw ArtifactError.system(
                operation: "create directory", path: folder.path, reason: error.localizedDescription)
        }
        let place = folder.appendingPathComponent(Self.settingsFile)
        if let data = FileManager.default.contents(atPath: place.path) {
            guard let former = try? ForeignJSONDecoder().decode(EvaluationSettings.self, from: data) else {
                throw EvaluationError.otherEvaluation(
                    path: folder.path, difference: "its \(Self.settingsFile) cannot be read")
            }
            guard former == settings else {
                throw EvaluationError.otherEvaluation(
                    path: folder.path, difference: settings.differences(from: former))
            }
        } else {
            try AtomicFile.writeJSON(settings, to: place)
        }
        log = try MetricsLog(directory: folder, fileName: Self.questionsFile)
        let decoder = ForeignJSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = MetricsLog.notFinite.decoding
        var records: [Int: AnswerRecord] = [:]
        let lines = FileManager.default.contents(atPath: folder.appendingPathComponent(Self.questionsFile).path)
        for data in (lines ?? Data()).split(separator: 0x0A) {
            guard let line = try? decoder.decode(Line.self, from: data) else { continue }
            records[line.place] = line.record
        }
        self.records = records
    }

    /// Keeps the answers to the question at a place.
    func append(_ record: AnswerRecord, at place: Int) throws { try log.append(Line(place: place, record: record)) }

    /// Keeps the figures.
    public func write(_ report: TaskReport) throws {
        try AtomicFile.write(
            ReportJSON.data(report, isPretty: true) + Data("\n".utf8),
            to: folder.appendingPathComponent(Self.reportFile))
    }
}
