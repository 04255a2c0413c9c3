import Artifacts
import Conversation
import Foundation
import Tokenization
import Training
import Transformer

/// What both fine-tunings do with their conversations: training, where only the assistant's words count.
struct FineTuning: Sendable {
    let epochs: Int
    let tokensPerUpdate: Int
    let tokensPerPass: Int
    /// Copying sequences beside each update's conversations.
    let copies: Int
    let training: TrainingParameters

    init(_ section: RecipeSection, rate: Double) throws {
        epochs = try section.int("epochs", default: 1, in: 1...100)
        tokensPerUpdate = try section.int("tokensPerUpdate", default: 4096, in: 16...10_000_000)
        tokensPerPass = try section.int("tokensPerPass", default: 4096, in: 16...10_000_000)
        copies = try section.int("copies", default: 0, in: 0...10_000)
        training = try TrainingParameters(section, rate: rate, decayShare: 0.8)
    }

    var json: [String: JSONValue] {
        training.json.merging(copies > 0 ? ["copies": .int(copies)] : [:]) { $1 }.merging([
            "epochs": .int(epochs), "tokensPerUpdate": .int(tokensPerUpdate), "tokensPerPass": .int(tokensPerPass),
        ]) { $1 }
    }

    /// Trains the model and writes it with its vocabulary; what could not be trained on is counted in `reading.json`.
    func run(
        _ model: LanguageModel, _ tokenizer: Tokenizer, _ made: FineTuningSources.Made, _ stage: StageContext
    ) throws -> [String: JSONValue] {
        for line in made.lines { stage.report(.line("  " + line)) }
        var copying = Copying()
        (copying.beside, copying.symbols) = (copies, tokenizer.ordinaryTokens)
        let data = try ConversationData(
            made.examples, context: model.configuration.context, tokensPerUpdate: tokensPerUpdate,
            tokensPerPass: tokensPerPass, epochs: epochs, seed: stage.seed,
            copying: copying)
        let dropped = ConversationData.Reason.allCases.map { "\($0.rawValue): \(data.dropped[$0] ?? 0)" }
        stage.report(
            .line(
                "  \(data.count) conversations, \(data.trainedTokens) of \(data.tokens) tokens are trained on; "
                    + String(format: "updates are filled to %.1f %%; ", 100 * data.fill)
                    + "left out: " + dropped.joined(separator: ", ")))
        let counts = JSONValue.object(
            Dictionary(uniqueKeysWithValues: data.dropped.map { ($0.rawValue, JSONValue.int($1)) }))
        try AtomicFile.writeJSON(
            ["reading": made.report, "left out": counts, "examples": .int(data.count)] as JSONValue,
            to: stage.output.appendingPathComponent("reading.json"))
        let trainer = Trainer(model, data, training.settings(steps: data.steps), directory: stage.output)
        let last = try trainer.run { stage.report($0, of: data.steps) }
        try Checkpoint.save(model, tokenizer, to: stage.output)
        trainer.removeCheckpoints()
        return training.metrics(trainer.progress, last).merging([
            "reads": .string("\(data.count) conversations × \(epochs)"), "writes": .string("\(data.steps) updates"),
            "too long": .int(data.tooLong), "untrained": .int(data.dropped[.nothingTrained] ?? 0),
            "fill": .number(data.fill),
        ]) { $1 }
    }
}
