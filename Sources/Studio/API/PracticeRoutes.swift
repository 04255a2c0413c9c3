import Artifacts
import Foundation
import Hummingbird

/// Practices of a run, running or done: their curves, and groups of answers to one problem.
struct PracticeRoutes: Sendable {
    let run: URL?
    /// Stages that practise.
    private static let stages = ["practice", "play"]

    /// What a practice left so far.
    private struct Practice: Encodable {
        let name: String
        let isRunning: Bool
        let plots: [String]
        let report: String?
        let groups: Int
    }

    /// Where a stage writes now, or has written.
    private func folder(_ name: String) -> (url: URL, isRunning: Bool)? {
        guard let final = run?.appendingPathComponent(name) else { return nil }
        for (url, isRunning) in [(StageDirectory.partial(of: final), true), (final, false)]
        where FileManager.default.fileExists(atPath: url.path) { return (url, isRunning) }
        return nil
    }

    private func groups(_ folder: URL) -> LineFile? { LineFile(folder.appendingPathComponent("answers.jsonl")) }

    func add(to router: Router<StudioContext>) {
        router.get("/api/practice") { _, _ in
            JSON.response(
                Self.stages.compactMap { name in
                    folder(name).map { found in
                        let reports = ReportFolder(url: found.url)
                        return Practice(
                            name: name, isRunning: found.isRunning, plots: reports.plots, report: reports.report,
                            groups: groups(found.url)?.count ?? 0)
                    }
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
                let group = try? JSONDecoder().decode(JSONValue.self, from: Data(lines.line(number)))
            else { throw APIError(.notFound, "there is no such group of answers", code: "no_group") }
            return JSON.response(group)
        }
    }

    private func named(_ context: StudioContext) throws -> (url: URL, isRunning: Bool) {
        guard let name = context.parameters.get("name"), Self.stages.contains(name), let found = folder(name) else {
            throw APIError(.notFound, "this run has no such practice", code: "no_practice")
        }
        return found
    }
}
