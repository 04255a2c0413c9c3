import Artifacts
import Evaluation
import Foundation
import Tokenization
import Training
import Transformer

/// The talk's little network: it learns to sort six letters, and is examined on every input that there is.
public struct SorterStage: Stage {
    public static let name = "sorter"
    let layers: Int
    let heads: Int
    let headSize: Int
    let batch: Int
    let steps: Int
    let training: TrainingParameters

    public init(_ section: RecipeSection, sources: [URL]) throws {
        layers = try section.int("layers", default: 3, in: 1...24)
        heads = try section.int("heads", default: 3, in: 1...24)
        headSize = try section.int("headSize", default: 16, in: 2...256)
        batch = try section.int("batch", default: 64, in: 1...4096)
        steps = try section.int("steps", default: 1000, in: 1...1_000_000)
        training = try TrainingParameters(section, rate: 2e-3, decayShare: 0.6)
    }

    public var needs: [String] { [] }
    public var parameters: JSONValue {
        .object(
            training.json.merging([
                "layers": .int(layers), "heads": .int(heads), "headSize": .int(headSize), "batch": .int(batch),
                "steps": .int(steps),
            ]) { $1 })
    }

    public func run(in stage: StageContext) async throws -> [String: JSONValue] {
        let configuration = SortingProblem.network(layers: layers, heads: heads, width: heads * headSize)
        let model = LanguageModel(configuration, seed: stage.seed)
        let data = SortingData(batch: batch, steps: steps, seed: stage.seed)
        let head = configuration.vocabulary * configuration.width
        stage.report(.line("  \(model.parameterCount - head) parameters, and \(head) of the head"))
        let trainer = Trainer(model, data, training.settings(steps: steps), directory: stage.output)
        let last = try trainer.run { stage.report($0, of: steps) }
        try Checkpoint.save(model, to: stage.output)
        try Tokenizer(letters: SortingProblem.symbols).save(
            to: stage.output.appendingPathComponent("tokenizer.json"))
        trainer.removeCheckpoints()
        let examination = SortingExamination(model, heldOut: data.heldOut)
        try AtomicFile.writeJSON(examination.rows, to: stage.output.appendingPathComponent("examination.json"))
        for row in examination.rows.filter({ !$0.isRight }).prefix(6) {
            stage.report(.line("  ✗ \(row.letters) → \(row.answer)"))
        }
        let right = examination.rows.count(where: \.isRight)
        return [
            "reads": .string("\(steps) × \(batch) problems"),
            "writes": .string("\(right) of \(examination.rows.count) inputs sorted right"),
            "accuracy": .number(examination.accuracy), "accuracy, held out": .number(examination.heldOutAccuracy),
            "loss": .number(Double(last?.loss ?? 0)), "parameters without head": .int(model.parameterCount - head),
        ]
    }
}
