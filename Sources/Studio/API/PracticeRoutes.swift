import Artifacts
import Foundation
import Hummingbird

/// Practices of a run, running or done: their curves, and groups of answers to one problem.
struct PracticeRoutes: Sendable {
    let run: URL?
    /// Stages that practise, or that practice is measured by.
    private static let stages = ["practice", "imitate", "play", "reward", "rlhf", "rounds", "dpo"]
    /// Stages with several practices, and what the names of their folders begin with.
    private static let several = ["rlhf": "against-", "rounds": "round-"]

    /// What a practice left so far.
    private struct Practice: Encodable {
        let name: String
        let isRunning: Bool
        let plots: [String]
        let report: String?
        let groups: Int
    }

    /// A folder that a stage writes now, or has written.
    private struct Folder {
        let name: String
        let url: URL
        let isRunning: Bool
    }

    /// The folders that are there; practice against several reward models has one for each.
    private var folders: [Folder] {
        let found = Self.stages.compactMap(folder)
        let against = found.flatMap { stage -> [Folder] in
            guard let prefix = Self.several[stage.name] else { return [] }
            return ((try? FileManager.default.contentsOfDirectory(atPath: stage.url.path)) ?? []).sorted()
                .filter { $0.hasPrefix(prefix) }
                .map { Folder(name: $0, url: stage.url.appendingPathComponent($0), isRunning: stage.isRunning) }
        }
        return found + against
    }

    private func folder(_ name: String) -> Folder? {
        guard let final = run?.appendingPathComponent(name) else { return nil }
        for (url, isRunning) in [(StageDirectory.partial(of: final), true), (final, false)]
        where FileManager.default.fileExists(atPath: url.path) {
            return Folder(name: name, url: url, isRunning: isRunning)
        }
        return nil
    }

    private func groups(_ folder: URL) -> LineFile? { LineFile(folder.appendingPathComponent("answers.jsonl")) }

    func add(to router: Router<StudioContext>) {
        router.get("/api/practice") { _, _ in
            JSON.response(
                folders.map { folder in
                    let reports = ReportFolder(url: folder.url)
                    return Practice(
                        name: folder.name, isRunning: folder.isRunning, plots: reports.plots, report: reports.report,
                        groups: groups(folder.url)?.count ?? 0)
                })
        }
        router.get("/api/practice/:name/plots/:plot") { _, context in
            guard let plot = context.parameters.get("plot")?.removingPercentEncoding,
                let data = ReportFolder(url: try named(context).url).plot(plot)
            else { throw APIError(.notFound, "there is no such plot", code: "no_plot") }
            return Response.drawing(data)
        }
        router.get("/api/practice/:name/groups/:number") { _, context in
            guard let number = context.parameters.get("number").flatMap(Int.init),
                let lines = groups(try named(context).url), (0..<lines.count).contains(number),
                let group = try? ForeignJSONDecoder().decode(JSONValue.self, from: Data(lines.line(number)))
            else { throw APIError(.notFound, "there is no such group of answers", code: "no_group") }
            return JSON.response(group)
        }
    }

    private func named(_ context: StudioContext) throws -> Folder {
        guard let name = context.parameters.get("name"), let found = folders.first(where: { $0.name == name }) else {
            throw APIError(.notFound, "this run has no such practice", code: "no_practice")
        }
        return found
    }
}
