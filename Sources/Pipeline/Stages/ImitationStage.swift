import Artifacts
import Conversation
import Foundation
import Generation
import Practice
import Tensors
import TinyWeb
import Tokenization
import ToolUse
import Training
import Transformer

/// A small network from random numbers learns to play as a mediocre player does, from games alone.
public struct ImitationStage: Stage {
    public static let name = "imitate"
    /// The players that strength is measured against.
    static let ladder = ["random", "mediocre", "looks 2 ahead", "looks 4 ahead", "perfect"]

    let player: String
    let shape: NetworkShape
    let updates: Int
    let games: Int
    /// How often strength is measured, and by how many games against each player of the ladder.
    let marks: Int
    let examined: Int
    /// Symbols of the vocabulary, which is made from games.
    let vocabulary: Int
    let training: TrainingParameters

    public init(_ section: RecipeSection, sources: [URL]) throws {
        player = try section.string("player", default: "mediocre", oneOf: Self.ladder)
        shape = try NetworkShape.read(section)
        updates = try section.int("updates", default: 400, in: 1...1_000_000)
        games = try section.int("games", default: 64, in: 1...100_000)
        marks = try section.int("marks", default: 8, in: 1...1000)
        examined = try section.int("examined", default: 200, in: 10...1_000_000)
        vocabulary = try section.int("vocabulary", default: 768, in: 300...200_000)
        training = try TrainingParameters(section, rate: 4e-3, decayShare: 0.6)
    }

    public var needs: [String] { [] }
    public var parameters: JSONValue {
        .object(
            training.json.merging([
                "player": .string(player), "network": .string(shape.text), "updates": .int(updates),
                "games": .int(games), "marks": .int(marks),
                "examined": .int(examined), "vocabulary": .int(vocabulary),
            ]) { $1 })
    }

    public func run(in stage: StageContext) async throws -> [String: JSONValue] {
        guard let imitated = GamePlayers.named(player) else { throw PracticeError.unknownPlayer(player) }
        let tokenizer = try tokenizer(imitated, seed: stage.seed)
        let renderer = try ChatRenderer(tokenizer: tokenizer)
        let model = shape.model(tokenizer, seed: stage.seed)
        let data = GameData(imitated, renderer, steps: updates, games: games, seed: stage.seed)
        var settings = training.settings(steps: updates)
        settings.sampleEvery = max(1, updates / marks)
        let snapshots = stage.output.appendingPathComponent("snapshots")
        let trainer = Trainer(model, data, settings, directory: stage.output) { model, step in
            try Checkpoint.save(model, to: snapshots.appendingPathComponent("\(step)"))
            return nil
        }
        let last = try trainer.run { stage.report($0, of: updates) }
        var report = GameReport(
            ladder: EloLadder(Self.ladder, anchor: player, games: max(examined, 100), seed: stage.seed),
            imitated: player)
        let examination = GameExamination(Self.ladder, games: examined)
        for step in 1...updates where step == updates || step % settings.sampleEvery == 0 {
            let then = try Checkpoint.load(snapshots.appendingPathComponent("\(step)"))
            let scores = try await examination.run(Self.sampler(then, renderer), seed: stage.seed)
            report.imitation.append(report.mark(scores, games: step * games))
            stage.report(.line("  " + Self.line(report.imitation[report.imitation.count - 1])))
        }
        try report.write(to: stage.output)
        try Checkpoint.save(model, tokenizer, to: stage.output)
        try FileManager.default.removeItem(at: snapshots)
        trainer.removeCheckpoints()
        return training.metrics(trainer.progress, last).merging([
            "reads": .string("\(updates * games) games"), "writes": .string("\(model.parameterCount) parameters"),
            "Elo": .number((report.imitation.last?.elo ?? 0).rounded()),
        ]) { $1 }
    }

    /// A vocabulary that has read a thousand games.
    private func tokenizer(_ player: any GamePlayer, seed: UInt64) throws -> Tokenizer {
        var trainer = try TokenizerTrainer(vocabularySize: vocabulary)
        for index in 0..<1000 {
            var random = SeededGenerator(seed, "words of games", index)
            for message in GameData.game(of: player, stones: 3, &random) { trainer.add(message.content) }
        }
        return trainer.train()
    }

    /// Who samples moves: a game has no tools, and twenty stones.
    static func sampler(_ model: LanguageModel, _ renderer: ChatRenderer) throws -> RolloutSampler {
        var options = RolloutOptions()
        (options.maxTokens, options.batch) = (64, 512)
        return RolloutSampler(model, renderer, tools: try ToolRegistry([]), options)
    }

    /// A mark as a line on the screen.
    static func line(_ mark: GameReport.Mark) -> String {
        let shares = ladder.compactMap { name in mark.shares[name].map { String(format: "%@ %.2f", name, $0) } }
        return String(format: "%7d games  Elo %5.0f  ", mark.games, mark.elo) + shares.joined(separator: "  ")
    }
}
