import Artifacts
import Conversation
import Foundation
import Generation
import Practice
import Tokenization
import Training
import Transformer

/// Practice at a game: the imitator plays, and what won becomes likelier; nobody shows it how.
public struct PlayStage: Stage {
    public static let name = "play"
    let opponent: String
    let settings: PracticeSettings
    /// Games against each player of the ladder, now and then; and in the last matches.
    let examined: Int
    let matched: Int

    public init(_ section: RecipeSection, sources: [URL]) throws {
        opponent = try section.string("opponent", default: "mediocre", oneOf: ImitationStage.ladder)
        var standard = PracticeSettings(updates: 100, rate: 1e-3)
        (standard.answers, standard.examinedEvery) = (32, 10)
        settings = try PracticeSettings(section, standard: standard, algorithm: "dr_grpo")
        examined = try section.int("examined", default: 200, in: 10...1_000_000)
        matched = try section.int("matched", default: 1000, in: 10...1_000_000)
    }

    public var needs: [String] { [ImitationStage.name] }
    public var parameters: JSONValue {
        .object(
            settings.parameters.merging([
                "opponent": .string(opponent), "examined": .int(examined), "matched": .int(matched),
            ]) { $1 })
    }

    public func run(in stage: StageContext) async throws -> [String: JSONValue] {
        let start = stage.inputs(ImitationStage.name)
        let tokenizer = try Tokenizer(contentsOf: start.appendingPathComponent("tokenizer.json"))
        let renderer = try ChatRenderer(tokenizer: tokenizer)
        let (untouched, model) = (try Checkpoint.load(start), try Checkpoint.load(start))
        guard let problems = GameProblems(against: opponent, seed: stage.seed) else {
            throw PracticeError.unknownPlayer(opponent)
        }
        let sampler = try ImitationStage.sampler(model, renderer)
        var settings = settings
        (settings.seed, settings.sampling) = (stage.seed, sampler.options)
        var critic: LanguageModel?
        if case .value = settings.objective.advantage { critic = try Checkpoint.load(start) }
        var report = try GameReport.read(start)
        let (ladder, examination) = (report.ladder, GameExamination(ImitationStage.ladder, games: examined))
        let trainer = PracticeTrainer(
            sampler, problems, settings, reference: untouched, critic: critic, directory: stage.output,
            beginning: report.imitation.last?.shares.mapValues { Float($0) }
        ) { [seed = stage.seed] _ in
            let scores = try await examination.run(sampler, seed: seed)
            return Dictionary(scores.map { ($0.opponent, Float($0.share)) }) { $1 }
        }
        try await PracticeRun.watched(trainer, settings, tokenizer, in: stage.output, report: stage.report)
        report.practice = try Self.marks(
            stage.output, after: report.imitation.last?.games ?? 0, settings, ladder, examined)
        report.matches = []
        for (name, player) in [("imitation", try ImitationStage.sampler(untouched, renderer)), ("practice", sampler)] {
            for (how, temperature) in [("", Float(1)), (", likeliest moves", 0)] {
                let match = GameExamination([report.imitated], games: matched, temperature: temperature)
                for score in try await match.run(player, seed: stage.seed &+ 1) {
                    report.matches.append(GameReport.Match(name: name + how, score: score))
                    stage.report(.line(String(format: "  %@: %.3f of the points", name + how, score.share)))
                }
            }
        }
        report.moves = try await SurprisingMove.find(
            before: untouched, after: sampler, against: report.imitated, games: matched, seed: stage.seed &+ 2)
        try report.write(to: stage.output)
        try Checkpoint.save(model, tokenizer, to: stage.output)
        trainer.removeCheckpoints()
        return [
            "reads": .string("\(settings.updates) × \(settings.problems * settings.answers) games"),
            "writes": .string("\(report.moves.count) surprising moves"),
            "Elo": .number((report.practice.last?.elo ?? 0).rounded()),
        ]
    }

    /// The marks that the metrics hold: those of a practice that was interrupted, too.
    private static func marks(
        _ folder: URL, after games: Int, _ settings: PracticeSettings, _ ladder: EloLadder, _ examined: Int
    ) throws -> [GameReport.Mark] {
        try MetricsLog.read(folder.appendingPathComponent(MetricsLog.fileName)).compactMap { line in
            guard let step = line["step"]?.double.map({ Int($0) }), let found = line["examined"] else { return nil }
            let shares = Dictionary(
                ImitationStage.ladder.compactMap { name in found[name]?.double.map { (name, $0) } }
            ) { $1 }
            guard !shares.isEmpty else { return nil }
            // In the ladder's order: a dictionary has another one in each process, and sums would differ in their last bits.
            let results = ImitationStage.ladder.compactMap { name in
                shares[name].map {
                    EloLadder.Result(against: name, points: $0 * Double(examined), games: examined)
                }
            }
            return GameReport.Mark(
                games: games + step * settings.problems * settings.answers, elo: ladder.rating(of: results),
                shares: shares)
        }
    }
}
