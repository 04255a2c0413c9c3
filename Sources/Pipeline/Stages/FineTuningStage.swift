import Artifacts
import Conversation
import Foundation
import TinyWeb
import Tokenization
import Training
import Transformer

/// The base model becomes an assistant: the same loop, but conversations, and only the assistant's words count.
public struct FineTuningStage: Stage {
    public static let name = "sft"
    public let sources: [URL]
    let conversations: Int
    let epochs: Int
    let tokensPerUpdate: Int
    let tokensPerPass: Int
    let training: TrainingParameters

    public init(_ section: RecipeSection, sources: [URL]) throws {
        let file = try section.string("conversationFile", default: "")
        self.sources = file.isEmpty ? [] : [URL(fileURLWithPath: file)]
        conversations = try section.int("conversations", default: 20_000, in: 10...10_000_000)
        epochs = try section.int("epochs", default: 1, in: 1...100)
        tokensPerUpdate = try section.int("tokensPerUpdate", default: 4096, in: 16...10_000_000)
        tokensPerPass = try section.int("tokensPerPass", default: 4096, in: 16...10_000_000)
        training = try TrainingParameters(section, rate: 1.5e-3, decayShare: 0.8)
    }

    public var needs: [String] { [PretrainStage.name] + (sources.isEmpty ? [WebStage.name] : []) }
    public var parameters: JSONValue {
        .object(
            training.json.merging([
                "conversations": .int(conversations), "epochs": .int(epochs), "tokensPerUpdate": .int(tokensPerUpdate),
                "tokensPerPass": .int(tokensPerPass),
            ]) { $1 })
    }

    public func run(in stage: StageContext) async throws -> [String: JSONValue] {
        let base = stage.inputs(PretrainStage.name)
        let tokenizer = try Tokenizer(contentsOf: base.appendingPathComponent("tokenizer.json"))
        let model = try Checkpoint.load(base)
        let renderer = try ChatRenderer(tokenizer: tokenizer)
        let messages = try sources.first.map(ConversationFile.read) ?? invented(stage)
        let rendered = messages.map { renderer.render($0) }
        let data = try ConversationData(
            rendered, context: model.configuration.context, tokensPerUpdate: tokensPerUpdate,
            tokensPerPass: tokensPerPass, epochs: epochs, seed: stage.seed)
        stage.report(
            .line(
                "  \(data.count) conversations, \(data.trainedTokens) of \(data.tokens) tokens are trained on; too long: \(data.tooLong)"
            ))
        let trainer = Trainer(model, data, training.settings(steps: data.steps), directory: stage.output)
        let last = try trainer.run { stage.report($0, of: data.steps) }
        try Checkpoint.save(model, to: stage.output)
        try tokenizer.save(to: stage.output.appendingPathComponent("tokenizer.json"))
        try TokenizerConfiguration.write(for: tokenizer, to: stage.output)
        trainer.removeCheckpoints()
        return training.metrics(trainer.progress, last).merging([
            "reads": .string("\(data.count) conversations × \(epochs)"), "writes": .string("\(data.steps) updates"),
            "too long": .int(data.tooLong),
        ]) { $1 }
    }

    /// Conversations about the invented web; they are kept beside the model, to be looked at.
    private func invented(_ stage: StageContext) throws -> [[Message]] {
        let web = try Manifest(directory: stage.inputs(WebStage.name)).parameters
        let world = TinyWeb(
            seed: stage.seed, entities: Int(web["entities"]?.double ?? 500), pages: Int(web["pages"]?.double ?? 1000)
        ).world
        let made = ConversationGenerator(world: world, seed: stage.seed).conversations(count: conversations)
        let messages = made.map { $0.turns.map { Message(Message.Role(rawValue: $0.role) ?? .user, $0.text) } }
        var lines = Data()
        for conversation in messages { lines += try ConversationFile.line(conversation) + Data([0x0A]) }
        try AtomicFile.write(lines, to: stage.output.appendingPathComponent("conversations.jsonl"))
        return messages
    }
}
