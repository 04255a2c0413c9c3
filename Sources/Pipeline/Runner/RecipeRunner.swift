import Artifacts
import Foundation

/// Walks a recipe's stages, skipping each whose artifact is there and was made from the same inputs.
public struct RecipeRunner: Sendable {
    /// What happens while a recipe is walked.
    public enum Event: Sendable {
        /// A stage begins, or goes on from an earlier attempt.
        case began(stage: String, resumed: Bool)
        /// A stage's artifact is there already.
        case kept(Manifest)
        /// A running stage says something.
        case progress(stage: String, StageProgress)
        /// A stage ended.
        case ended(Manifest)
    }

    /// The recipe.
    public let recipe: Recipe
    /// Where the artifacts go.
    public let directory: RunDirectory

    /// A runner of one recipe in one run's directory.
    public init(recipe: Recipe, directory: RunDirectory) {
        self.recipe = recipe
        self.directory = directory
    }

    /// Runs all stages, or those up to and including `last`, and writes the run's report.
    public func run(upTo last: String? = nil, report: @escaping @Sendable (Event) -> Void) async throws -> RunReport {
        if let last, !recipe.stages.contains(where: { type(of: $0).name == last }) {
            throw RecipeError.missingStage(file: recipe.name, stage: "run --until \(last)", needs: last)
        }
        var made: [Manifest] = []
        for stage in recipe.stages {
            try Task.checkCancellation()
            made.append(try await run(stage, after: made, report: report))
            if type(of: stage).name == last { break }
        }
        let summary = RunReport(name: directory.name, manifests: made)
        try summary.write(to: directory)
        return summary
    }

    /// What a stage will be made from, given the artifacts before it.
    func manifest(of stage: any Stage, after made: [Manifest]) throws -> Manifest {
        var inputs: [String: Digest] = [:]
        for need in stage.needs { inputs[need] = made.first { $0.stage == need }?.output }
        for source in stage.sources { inputs[source.path] = try Digest(ofTree: source) }
        return Manifest(
            stage: type(of: stage).name, parameters: stage.parameters, seed: recipe.seed, inputs: inputs)
    }

    /// Makes one stage's artifact, or keeps it.
    func run(
        _ stage: any Stage, after made: [Manifest], report: @escaping @Sendable (Event) -> Void
    ) async throws -> Manifest {
        let name = type(of: stage).name
        let manifest = try manifest(of: stage, after: made)
        let final = directory.stage(name)
        if let finished = StageDirectory.finished(at: final, matching: manifest) {
            report(.kept(finished))
            return finished
        }
        let output = try StageDirectory(final: final, manifest: manifest)
        report(.began(stage: name, resumed: output.isResumed))
        let context = StageContext(
            seed: recipe.seed, output: output.partial, inputs: { directory.stage($0) },
            report: { report(.progress(stage: name, $0)) })
        let ended = try output.commit(metrics: await stage.run(in: context))
        report(.ended(ended))
        return ended
    }
}
