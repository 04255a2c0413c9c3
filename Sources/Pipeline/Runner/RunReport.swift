import Artifacts
import Foundation

/// A run in one table: each stage's time, input, output and key figures.
public struct RunReport: Codable, Sendable, Equatable {
    /// One stage's row.
    public struct Row: Codable, Sendable, Equatable {
        /// The stage's name.
        public let stage: String
        /// Wall-clock seconds.
        public let seconds: Double
        /// What went in.
        public let reads: String
        /// What came out.
        public let writes: String
        /// The other figures, in words.
        public let figures: [String]
        /// The digest of what came out.
        public let digest: String

        /// As many figures as a table has room for, and how many there are besides.
        var shownFigures: String {
            let room = 12
            let more = figures.count > room ? ["and \(figures.count - room) more"] : []
            return (figures.prefix(room) + more).joined(separator: ", ")
        }
    }

    /// The file's name inside the run's directory.
    public static let fileName = "report.json"

    /// The run's name.
    public let name: String
    /// The stages, in order.
    public let rows: [Row]
    /// All stages' seconds.
    public var seconds: Double { rows.reduce(0) { $0 + $1.seconds } }

    init(name: String, manifests: [Manifest]) {
        self.name = name
        rows = manifests.map { manifest in
            Row(
                stage: manifest.stage, seconds: manifest.seconds, reads: Self.text(manifest.metrics["reads"]),
                writes: Self.text(manifest.metrics["writes"]),
                figures: manifest.metrics.filter { !["reads", "writes", "derived"].contains($0.key) }
                    .sorted { $0.key < $1.key }.map { "\($0.key) \(Self.text($0.value))" },
                digest: manifest.output?.hex ?? "")
        }
    }

    func write(to directory: RunDirectory) throws {
        try AtomicFile.writeJSON(self, to: directory.url.appendingPathComponent(Self.fileName))
        try AtomicFile.write(Data(markdown.utf8), to: directory.url.appendingPathComponent("report.md"))
    }

    /// The table in Markdown.
    public var markdown: String {
        var text = "# Run \(name)\n\n| stage | time | in | out | key figures |\n|---|---|---|---|---|\n"
        for row in rows {
            text +=
                "| \(row.stage) | \(Self.time(row.seconds)) | \(row.reads) | \(row.writes) | "
                + row.shownFigures + " |\n"
        }
        return text + "| **all** | \(Self.time(seconds)) | | | |\n"
    }

    /// Seconds as `2 m 05 s` or `7.3 s`.
    public static func time(_ seconds: Double) -> String {
        guard seconds >= 60 else { return String(format: "%.1f s", seconds) }
        let whole = Int(seconds.rounded())
        return "\(whole / 60) m " + String(format: "%02d s", whole % 60)
    }

    private static func text(_ value: JSONValue?) -> String {
        switch value {
        case nil, .null: ""
        case .bool(let value): "\(value)"
        case .int(let value): value.formatted(.number.grouping(.automatic).locale(Locale(identifier: "en_US")))
        case .number(let value): String(format: abs(value) < 10 ? "%.3f" : "%.1f", value)
        case .string(let value): value
        case .array(let values): values.map { text($0) }.joined(separator: " ")
        case .object(let fields):
            fields.sorted { $0.key < $1.key }.map { "\($0.key) \(text($0.value))" }.joined(separator: " ")
        }
    }
}
