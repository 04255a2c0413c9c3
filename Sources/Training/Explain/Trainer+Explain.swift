import Foundation
import Tensors
import Transformer

extension Trainer {
    /// Does one update in memory, exactly as a run of this trainer does it, and tells what it did to the first sequence of
    /// its data.
    ///
    /// The update begins where the run would: at the newest whole checkpoint that is not past it, else at the model as it
    /// is; the updates between are done as well, each reported to `progress`. Without `number` it is the update that
    /// follows the checkpoint, or the first. Nothing is written, and the model's parameters are put back afterwards.
    public func explain(
        update number: Int? = nil, candidates: Int = 4, progress: (StepRecord) throws -> Void = { _ in }
    ) throws -> StepExplanation {
        let original = model.parameters.map { $0.value.copy() }
        let run = self.progress
        defer {
            restore(original)
            self.progress = run
        }
        let optimizer = Optimizer(model, settings.optimizer)
        let newest = try checkpoints.newest()?.step ?? 0
        let number = number ?? min(newest + 1, data.steps)
        guard 1...data.steps ~= number else { throw TrainingError.noSuchUpdate(number, of: data.steps) }
        let isUseful = newest > 0 && newest < number
        self.progress = isUseful ? try checkpoints.load(newest, model, optimizer) : TrainingProgress()
        for step in self.progress.step + 1..<number {
            try Task.checkCancellation()
            try progress(update(step, optimizer))
        }
        guard let batch = data.batches(step: number).first, let segment = batch.segments.first else {
            throw TrainingError.tooLittleData(tokens: 0, needed: 1)
        }
        let tokens = Array(batch.tokens[segment.start..<segment.start + segment.count])
        let targets = batch.targets[segment.start..<segment.start + segment.count]
        let before = WindowPrediction(model, tokens)
        let record = try update(number, optimizer)
        let after = WindowPrediction(model, tokens)
        let positions = zip(tokens, targets).enumerated().filter { $1.1 >= 0 }.map { index, pair in
            let candidate = { (token: Int32) in
                StepExplanation.Candidate(
                    token: token, before: before.probability(of: token, at: index),
                    after: after.probability(of: token, at: index))
            }
            return StepExplanation.Position(
                index: index, token: pair.0, right: candidate(pair.1),
                likeliestBefore: before.likeliest(candidates, at: index).map(candidate),
                likeliestAfter: after.likeliest(candidates, at: index).map(candidate))
        }
        return StepExplanation(
            step: number, rate: record.rate, updateLoss: record.loss, vocabulary: model.configuration.vocabulary,
            positions: positions)
    }

    private func restore(_ values: [Tensor]) {
        for (parameter, value) in zip(model.parameters, values) { parameter.value = value.copy() }
        model.clearGradients()
    }
}
