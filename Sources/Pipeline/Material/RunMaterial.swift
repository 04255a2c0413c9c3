import Artifacts
import Corpus
import Evaluation
import Foundation
import Generation
import TinyWeb
import ToolUse
import Training

/// What evaluations can take from a run: its invented world, and its documents with how often they were trained on.
public enum RunMaterial {
    /// The world that a run's pages are about, given the artifact of its stage `web`.
    public static func world(web: URL) throws -> World {
        let manifest = try Manifest(directory: web)
        return TinyWeb(
            seed: manifest.seed, entities: Int(manifest.parameters["entities"]?.double ?? 500),
            pages: Int(manifest.parameters["pages"]?.double ?? 1000)
        ).world
    }

    /// The tools that a run taught a model to use: a search over the run's pages, and Python; none of another model than the
    /// one that the stage `assistant` made.
    ///
    /// - Parameter runner: what runs programs; by default the built-in interpreter.
    public static func tools(of model: URL, runner: any CodeRunner = InterpreterRunner()) throws -> ToolRegistry {
        let model = model.standardizedFileURL
        let index = model.deletingLastPathComponent().appendingPathComponent(IndexStage.name)
        guard model.lastPathComponent == AssistantStage.name, FileManager.default.fileExists(atPath: index.path) else {
            return try ToolRegistry([])
        }
        return try RunTools.registry(index: index, runner: runner)
    }

    /// The examination of a run's assistant.
    public static func examination(
        of run: RunDirectory, _ settings: AssistantExamination.Settings = .init()
    ) throws -> AssistantExamination {
        let asked = try KnowledgeQuestions(web: run.stage(WebStage.name), documents: run.stage(DataStage.name))
        return AssistantExamination(asked.world, exposures: asked.exposures, settings)
    }

    /// Documents of a run, with how often its pre-training met each: all that were held out (never met), and as many others,
    /// evenly spread, up to `limit` of each.
    ///
    /// Windows are drawn at random, so that the number of times is the mean: tokens trained on over tokens there are.
    public static func documents(of run: RunDirectory, limit: Int) throws -> [SeenDocument] {
        let place = run.stage(DataStage.name).appendingPathComponent("documents.jsonl.zst")
        var (met, heldOut): ([String], [String]) = ([], [])
        var index = 0
        try DocumentReader.read(place) { document in
            if TokensStage.isHeldOut(index) { heldOut.append(document.text) } else { met.append(document.text) }
            index += 1
        }
        let count = max(1, Int(try timesMet(run).rounded()))
        let every = max(1, met.count / max(1, limit))
        return heldOut.prefix(limit).map { SeenDocument(text: $0, count: 0) }
            + stride(from: 0, to: met.count, by: every).prefix(limit).map { SeenDocument(text: met[$0], count: count) }
    }

    /// How often pre-training met a token of its data on average.
    private static func timesMet(_ run: RunDirectory) throws -> Double {
        let shard = try TokenShard(run.stage(TokensStage.name).appendingPathComponent("training.tokens"))
        let log = run.stage(PretrainStage.name).appendingPathComponent(MetricsLog.fileName)
        let trained = try MetricsLog.read(log).reduce(0.0) { sum, record in
            sum + (record["milliseconds"]?.double ?? 0) * (record["tokensPerSecond"]?.double ?? 0) / 1000
        }
        return trained / Double(max(1, shard.count))
    }
}
