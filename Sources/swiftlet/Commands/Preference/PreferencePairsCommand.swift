import ArgumentParser
import Conversation
import Foundation
import Pipeline
import Practice
import Tokenization
import Training
import Transformer

/// `swiftlet rlhf pairs MODEL`
struct PreferencePairsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pairs", abstract: "Train a model on orderings without a reward model (DPO).",
        discussion: """
            Every pair that somebody put in order counts; pairs that do not fit into the context are left out and counted.
            Example: swiftlet rlhf pairs tiny --orderings orderings.jsonl --output tuned
            """)

    @Argument(help: "A model's directory, a run's name, or a run and its stage.") var model: String
    @Option(help: "A file of orderings, one a line.") var orderings: String
    @Option(help: "Updates in all.") var updates = 100
    @Option(help: "Pairs in an update.") var pairs = 64
    @Option(help: "The smaller, the farther from the beginning.") var beta: Float = 0.1
    @Option(help: "The learning rate.") var rate: Float = 1e-4
    @Option(help: "The seed of the pairs' order.") var seed: UInt64 = 1
    @Option(help: "The folder for the model and its figures.") var output: String
    @OptionGroup var home: HomeOptions
    @OptionGroup var machine: MachineOptions

    func validate() throws {
        guard updates > 0, pairs > 0, beta > 0, beta.isFinite, rate > 0, rate.isFinite else {
            throw ValidationError("--updates, --pairs, --beta and --rate are positive")
        }
    }

    func run() async throws {
        machine.apply()
        let (start, folder) = (try home.model(model), URL(fileURLWithPath: output))
        let tokenizer = try Tokenizer(contentsOf: start.appendingPathComponent("tokenizer.json"))
        let renderer = try ChatRenderer(ChatProtocol.speaking(tokenizer), tokenizer: tokenizer)
        let (reference, policy) = (try Checkpoint.load(start), try Checkpoint.load(start))
        let all = try RatedAnswers.read(URL(fileURLWithPath: orderings))
            .flatMap { try PreferencePair.pairs(of: $0, renderer) }
        let fitting = all.filter { $0.length <= policy.configuration.context }
        guard !fitting.isEmpty else {
            throw ValidationError(
                "\(orderings) has \(all.count) pairs, and none fits into the context of \(policy.configuration.context) tokens"
            )
        }
        var settings = DirectPreferenceTrainer.Settings(updates: updates, rate: rate)
        (settings.pairs, settings.beta, settings.seed) = (pairs, beta, seed)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        Terminal.shared.note("  \(fitting.count) pairs, \(all.count - fitting.count) longer than the context")
        let asked = settings
        try await Interrupt.cancelling {
            let trainer = DirectPreferenceTrainer(policy, reference: reference, fitting, asked, directory: folder)
            try await trainer.run { record in
                Terminal.shared.progress(
                    "dpo", Double(record.step) / Double(asked.updates),
                    String(
                        format: "loss %.3f, %.2f of the pairs, margin %.1f", record.loss, record.accuracy,
                        record.margin))
            }
            try Checkpoint.save(policy, tokenizer, to: folder)
            trainer.removeCheckpoints()
        }
        Terminal.shared.endProgress()
        Terminal.shared.note("→ \(output)")
    }
}
