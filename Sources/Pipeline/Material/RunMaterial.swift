import Artifacts
import Evaluation
import Foundation
import Generation
import TinyWeb

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

    /// The examination of a run's assistant.
    public static func examination(
        of run: RunDirectory, _ settings: AssistantExamination.Settings = .init()
    ) throws -> AssistantExamination {
        let asked = try KnowledgeQuestions(web: run.stage(WebStage.name), documents: run.stage(DataStage.name))
        return AssistantExamination(asked.world, exposures: asked.exposures, settings)
    }
}
