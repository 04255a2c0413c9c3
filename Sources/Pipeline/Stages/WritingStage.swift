import Artifacts
import Conversation
import Foundation
import Practice
import TinyWeb
import Tokenization
import Training
import Transformer

/// A small network from random numbers learns to write jokes, poems and summaries as well and as badly as many people do.
public struct WritingStage: Stage {
    public static let name = "write"
    let kinds: [WritingKind]
    let shape: NetworkShape
    let updates: Int
    let conversations: Int
    /// Updates before these that copy alone.
    let copyingUpdates: Int
    let training: TrainingParameters

    public init(_ section: RecipeSection, sources: [URL]) throws {
        let names = try section.strings("kinds", oneOf: WritingKind.allCases.map(\.rawValue))
        kinds = names.isEmpty ? WritingKind.allCases : names.compactMap { WritingKind(rawValue: $0) }
        shape = try NetworkShape.read(section)
        updates = try section.int("updates", default: 600, in: 1...1_000_000)
        conversations = try section.int("conversations", default: 64, in: 1...100_000)
        copyingUpdates = try section.int("copyingUpdates", default: 150, in: 0...1_000_000)
        training = try TrainingParameters(section, rate: 2e-3, decayShare: 0.6)
    }

    public var needs: [String] { [TokenizerStage.name] }
    public var parameters: JSONValue {
        .object(
            training.json.merging([
                "kinds": .array(kinds.map { .string($0.rawValue) }), "network": .string(shape.text),
                "updates": .int(updates), "conversations": .int(conversations),
                "copyingUpdates": .int(copyingUpdates),
            ]) { $1 })
    }

    public func run(in stage: StageContext) async throws -> [String: JSONValue] {
        let tokenizer = try Tokenizer(
            contentsOf: stage.inputs(TokenizerStage.name).appendingPathComponent("tokenizer.json"))
        let model = shape.model(tokenizer, family: .swiftlet, seed: stage.seed)
        let data = try WritingData(
            kinds, tokenizer, updates: updates, conversations: conversations, context: model.configuration.context,
            copyingUpdates: copyingUpdates, seed: stage.seed)
        let trainer = Trainer(model, data, training.settings(steps: data.steps), directory: stage.output)
        let last = try trainer.run { stage.report($0, of: data.steps) }
        try Checkpoint.save(model, tokenizer, to: stage.output)
        trainer.removeCheckpoints()
        return training.metrics(trainer.progress, last).merging([
            "reads": .string("\(updates * conversations) answers"),
            "writes": .string("\(model.parameterCount) parameters"),
        ]) { $1 }
    }
}
