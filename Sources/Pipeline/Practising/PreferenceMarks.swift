import Artifacts
import Foundation
import Practice

/// What was measured of a policy at its beginning and on its way, in memory and in a file; one at a time.
final class PreferenceMarks: @unchecked Sendable {
    private static let fileName = "marks.jsonl"
    private(set) var all: [PreferenceExamination.Mark]
    private let log: MetricsLog

    /// The mark of the beginning, and those up to an update that a run left which was interrupted.
    init(in folder: URL, _ beginning: PreferenceExamination.Mark, upTo step: Int) throws {
        log = try MetricsLog(directory: folder, fileName: Self.fileName) { ($0["step"]?.double ?? 0) <= Double(step) }
        all = [beginning]
        for line in try MetricsLog.read(folder.appendingPathComponent(Self.fileName)) {
            all.append(
                try ForeignJSONDecoder().decode(PreferenceExamination.Mark.self, from: JSONEncoder().encode(line)))
        }
    }

    /// Adds a mark; whether the guard would stop there.
    func add(_ mark: PreferenceExamination.Mark, _ guardian: PreferenceGuard) throws -> Bool {
        try log.append(mark)
        all.append(mark)
        return guardian.stop(all) == all.count - 1
    }
}

extension PreferenceExamination.Mark {
    /// The mark as a line on the screen.
    func line(against name: String) -> String {
        let mean = judges.reduce(0, +) / Double(max(1, judges.count))
        return String(
            format: "  against %@, d %.2f: proxy %.2f, judges %.2f, true taste %.2f, %.0f words, repetition %.2f", name,
            distance, proxy, mean, gold, words, repetition)
    }
}
