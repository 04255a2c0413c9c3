import Artifacts
import Foundation
import Tokenization
import Training
import Transformer

extension RecipeRunner {
    /// Tells what one update of pre-training does to the predictions for one window; makes the stages before it where they
    /// are missing, and writes nothing else.
    ///
    /// The update begins from `model` (with moments of zero) if one is named; else where the run would do it: from its newest
    /// checkpoint or its random start, with the updates between done in memory. Without `number` it is the update that comes
    /// next; for a run that has ended, the last one's window, from the finished model with moments of zero.
    public func explainPretraining(
        update number: Int?, from model: URL? = nil, candidates: Int = 4, report: @escaping @Sendable (Event) -> Void
    ) async throws -> (explanation: StepExplanation, tokenizer: Tokenizer) {
        var made: [Manifest] = []
        for stage in recipe.stages {
            try Task.checkCancellation()
            if let stage = stage as? PretrainStage {
                let manifest = try manifest(of: stage, after: made)
                return try explain(stage, manifest, update: number, from: model, candidates, report)
            }
            made.append(try await run(stage, after: made, report: report))
        }
        let name = PretrainStage.name
        throw RecipeError.missingStage(file: recipe.name, stage: "pretrain --explain-step", needs: name)
    }

    private func explain(
        _ stage: PretrainStage, _ manifest: Manifest, update number: Int?, from given: URL?, _ candidates: Int,
        _ report: @escaping @Sendable (Event) -> Void
    ) throws -> (StepExplanation, Tokenizer) {
        let final = directory.stage(PretrainStage.name)
        let tokenizer = try Tokenizer(
            contentsOf: directory.stage(TokenizerStage.name).appendingPathComponent("tokenizer.json"))
        let beginning = try stage.beginning(
            tokenizer, shards: directory.stage(TokensStage.name), seed: recipe.seed)
        let (data, configuration) = (beginning.data, beginning.configuration)
        let isFinished = StageDirectory.finished(at: final, matching: manifest) != nil
        let start = given ?? (isFinished && number == nil ? final : nil)
        let model = try start.map { try Checkpoint.load($0) } ?? LanguageModel(configuration, seed: recipe.seed)
        let loaded = model.configuration
        guard loaded.vocabulary == configuration.vocabulary, loaded.context >= configuration.context else {
            throw TrainingError.modelDoesNotFit(
                path: start?.path ?? "",
                reason: "it has \(loaded.vocabulary) symbols and a context of \(loaded.context), the recipe "
                    + "\(configuration.vocabulary) and \(configuration.context)")
        }
        // Only checkpoints of this very run count, and only where no model was named.
        let partial = StageDirectory.partial(of: final)
        let isUnderWay = start == nil && (try? Manifest(directory: partial).matches(manifest)) == true
        let none = directory.url.appendingPathComponent(".no-checkpoints")
        let trainer = Trainer(
            model, data, beginning.settings, directory: isUnderWay ? partial : none)
        let number = number ?? (start == nil ? nil : given == nil ? data.steps : 1)
        let explanation = try trainer.explain(update: number, candidates: candidates) { record in
            let share = Double(record.step) / Double(max(1, (number ?? record.step + 1) - 1))
            report(.progress(stage: PretrainStage.name, .fraction(share, "update \(record.step), done in memory")))
        }
        return (explanation, tokenizer)
    }
}
