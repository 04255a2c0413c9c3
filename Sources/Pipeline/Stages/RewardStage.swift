import Artifacts
import Conversation
import Foundation
import Generation
import Practice
import TinyWeb
import Tokenization
import ToolUse
import Training
import Transformer

/// Simulated raters put answers of the model in order, and networks of several sizes learn what they like.
public struct RewardStage: Stage {
    public static let name = "reward"
    /// Files of orderings: those that are learned from, and those that reward models are examined with.
    static let (orderings, keptOrderings) = ("orderings.jsonl", "kept.jsonl")
    /// The first size is the one whose other seeds become judges.
    let sizes: [NetworkShape]
    let prompts: Int
    let answers: Int
    /// Prompts that are kept for examination.
    let kept: Int
    /// Reward models of further seeds that nothing is trained against.
    let judges: Int
    /// Updates of each other network's first training on writing.
    let updates: Int
    /// Updates before these that copy alone; and how all of them are made.
    let copyingUpdates: Int
    let writing: TrainingParameters
    let rate: Double
    let epochs: Int

    public init(_ section: RecipeSection, sources: [URL]) throws {
        let names = try section.strings("sizes")
        sizes = try (names.isEmpty ? ["4x128", "2x64", "1x32"] : names).map {
            try NetworkShape($0, in: section, key: "sizes")
        }
        prompts = try section.int("prompts", default: 1000, in: 10...1_000_000)
        answers = try section.int("answers", default: 5, in: 2...100)
        kept = try section.int("kept", default: 200, in: 10...1_000_000)
        judges = try section.int("judges", default: 3, in: 0...100)
        updates = try section.int("updates", default: 400, in: 1...1_000_000)
        copyingUpdates = try section.int("copyingUpdates", default: 150, in: 0...1_000_000)
        writing = try TrainingParameters(section.optionalSection("writing"), rate: 1e-3, decayShare: 0.6)
        rate = try section.double("rate", default: 2e-3, in: 1e-8...1)
        epochs = try section.int("epochs", default: 3, in: 1...100)
    }

    public var needs: [String] { [WritingStage.name] }
    public var parameters: JSONValue {
        [
            "sizes": .array(sizes.map { .string($0.text) }), "prompts": .int(prompts), "answers": .int(answers),
            "kept": .int(kept), "judges": .int(judges), "updates": .int(updates),
            "copyingUpdates": .int(copyingUpdates), "writing": .object(writing.json), "rate": .number(rate),
            "epochs": .int(epochs),
        ]
    }

    public func run(in stage: StageContext) async throws -> [String: JSONValue] {
        let start = stage.inputs(WritingStage.name)
        let tokenizer = try Tokenizer(contentsOf: start.appendingPathComponent("tokenizer.json"))
        let renderer = try ChatRenderer(tokenizer: tokenizer)
        let rated = try await rated(try Checkpoint.load(start), renderer, seed: stage.seed)
        for (name, part) in [(Self.orderings, rated.practised), (Self.keptOrderings, rated.kept)] {
            try RatedAnswers.write(part.map(\.answers), to: stage.output.appendingPathComponent(name))
        }
        let examination = try RewardExamination(rated.kept, renderer)
        var report = RewardReport(
            consistency: rated.consistency, agreement: rated.agreement, ceiling: examination.ceiling)
        stage.report(
            .line(
                String(
                    format: "  a rater asked again agrees on %.3f of the pairs, another on %.3f, true taste on %.3f",
                    report.consistency, report.agreement, report.ceiling)))
        // What a stage that was interrupted has finished is kept.
        if let earlier = try? RewardReport.read(stage.output) {
            (report.rows, report.disagreements) = (earlier.rows, earlier.disagreements)
        }
        let practised = try rated.practised.map { try $0.answers.ranked(renderer) }
        for (index, shape) in sizes.enumerated() {
            let missing = counts(index).filter { count in
                !report.rows.contains { $0.size == shape.text && $0.prompts == count }
            }
            guard !missing.isEmpty else { continue }
            let network =
                try written(start, shape) ?? network(shape, tokenizer, seed: stage.seed &+ UInt64(index), stage)
            for count in missing {
                let model = RewardModel(try copy(network, stage))
                try trainer(stage.seed).train(model, on: Array(practised.prefix(count)))
                if count == prompts { try model.save(to: stage.output.appendingPathComponent(shape.text)) }
                if count == prompts, index == 0 { report.disagreements = examination.worst(5, model) }
                let row = examination.row(model, size: shape.text, prompts: count)
                report.rows.append(row)
                try report.write(to: stage.output)
                stage.report(
                    .line(
                        String(
                            format: "  %@ on %d prompts: %.3f of the pairs as the raters, %.3f as true taste", row.size,
                            count, row.accuracy, row.gold)))
            }
        }
        for judge in 0..<judges {
            let folder = stage.output.appendingPathComponent("judge-\(judge + 1)")
            guard (try? RewardModel.load(folder)) == nil else { continue }
            // Other numbers at the beginning, other writing, another order: judges that share no more than the raters' orderings.
            let seed = stage.seed &+ 1000 &+ UInt64(judge)
            let model = RewardModel(try network(sizes[0], tokenizer, seed: seed, stage))
            try trainer(seed).train(model, on: practised)
            try model.save(to: folder)
        }
        try report.write(to: stage.output)
        return [
            "reads": .string("\(prompts) × \(answers) answers"),
            "writes": .string("\(sizes.count) + \(judges) reward models"),
            "consistency": .number(report.consistency),
            "accuracy": .number(report.rows.last { $0.size == sizes[0].text && $0.prompts == prompts }?.accuracy ?? 0),
        ]
    }

    /// The numbers of prompts that a size is trained on: all, and for the first size halves of that as well, down to 125; the least first.
    private func counts(_ index: Int) -> [Int] {
        var counts = [prompts]
        while let last = counts.last, last > 125, index == 0 { counts.append(last / 2) }
        return counts.reversed()
    }

    /// The names of the reward models that this stage wrote, the smallest first.
    static func sizes(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).compactMap { NetworkShape($0) }
            .sorted { ($0.width, $0.layers) < ($1.width, $1.layers) }.map(\.text)
    }

    /// The judges that it wrote.
    static func judges(in folder: URL) throws -> [RewardModel] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().filter { $0.hasPrefix("judge-") }
            .map { try RewardModel.load(folder.appendingPathComponent($0)) }
    }

    private func trainer(_ seed: UInt64) -> RewardTrainer {
        var trainer = RewardTrainer()
        (trainer.rate, trainer.epochs, trainer.seed) = (Float(rate), epochs, seed)
        return trainer
    }

    /// The network that wrote the answers, where it has the size that is asked for: it knows best what they can be like.
    private func written(_ start: URL, _ shape: NetworkShape) throws -> LanguageModel? {
        let network = try Checkpoint.load(start)
        return NetworkShape(of: network.configuration) == shape ? network : nil
    }

    /// Another network that can write, to begin with.
    private func network(
        _ shape: NetworkShape, _ tokenizer: Tokenizer, seed: UInt64, _ stage: StageContext
    ) throws -> LanguageModel {
        let model = shape.model(tokenizer, family: .swiftlet, seed: seed)
        let data = try WritingData(
            WritingKind.allCases, tokenizer, updates: updates, conversations: 32, context: model.configuration.context,
            copyingUpdates: copyingUpdates, seed: seed)
        let folder = stage.output.appendingPathComponent(".network")
        // What a killed stage left belongs to another network.
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let trainer = Trainer(model, data, writing.settings(steps: data.steps), directory: folder)
        try trainer.run {
            stage.report(.fraction(Double($0.step) / Double(data.steps), "network \(shape.text), loss \($0.loss)"))
        }
        try FileManager.default.removeItem(at: folder)
        return model
    }

    private func copy(_ network: LanguageModel, _ stage: StageContext) throws -> LanguageModel {
        let folder = stage.output.appendingPathComponent(".copy")
        defer { try? FileManager.default.removeItem(at: folder) }
        try Checkpoint.save(network, to: folder)
        return try Checkpoint.load(folder)
    }
}
