import Foundation

/// What a stage left in the run to be looked at: plots as SVG, and reports.
struct ReportFolder: Sendable {
    /// The largest file that is shown, in bytes.
    private static let limit = 8 << 20

    let url: URL

    /// The names of the plots, sorted.
    var plots: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return names.filter { $0.hasSuffix(".svg") && !$0.hasPrefix(".") && contents($0) != nil }.sorted()
    }

    /// The reports, as Markdown: what the model knows, what it can do with its tools, how it plays.
    var report: String? {
        let texts = ["report.md", "examination.md", "games.md"].compactMap(contents).map {
            String(decoding: $0, as: UTF8.self)
        }
        return texts.isEmpty ? nil : texts.joined(separator: "\n")
    }

    /// A plot's bytes; nil for a name that `plots` does not list.
    func plot(_ name: String) -> Data? { plots.contains(name) ? contents(name) : nil }

    private func contents(_ name: String) -> Data? {
        let file = url.appendingPathComponent(name)
        guard let facts = try? FileManager.default.attributesOfItem(atPath: file.path),
            facts[.type] as? FileAttributeType == .typeRegular, (facts[.size] as? Int ?? .max) <= Self.limit
        else { return nil }
        return FileManager.default.contents(atPath: file.path)
    }
}
