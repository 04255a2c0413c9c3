import Artifacts
import Foundation
import Plots

/// What a stage found out, kept in its directory in three forms: figures to read again, tables, and a picture.
protocol StageReport: Codable, Sendable {
    /// The names of the three files.
    static var fileName: String { get }
    static var tableName: String { get }
    static var pictureName: String { get }
    /// The stage to run again where the report is missing.
    static var stage: String { get }
    /// The report as Markdown.
    var markdown: String { get }
    /// The report's picture.
    var chart: Chart { get }
}

extension StageReport {
    static var tableName: String { "report.md" }

    /// The report that a stage wrote, or has written so far.
    static func read(_ folder: URL) throws -> Self {
        let file = folder.appendingPathComponent(fileName)
        guard let data = FileManager.default.contents(atPath: file.path) else {
            throw ArtifactError.missing(path: file.path, hint: "Run the stage '\(stage)' again.")
        }
        return try ForeignJSONDecoder().decode(Self.self, from: data)
    }

    /// Writes the report, its tables and its picture.
    func write(to folder: URL) throws {
        try AtomicFile.writeJSON(self, to: folder.appendingPathComponent(Self.fileName))
        try AtomicFile.write(Data(markdown.utf8), to: folder.appendingPathComponent(Self.tableName))
        try AtomicFile.write(Data(chart.svg.utf8), to: folder.appendingPathComponent(Self.pictureName))
    }
}
