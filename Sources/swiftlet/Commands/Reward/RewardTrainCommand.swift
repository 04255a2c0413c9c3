import ArgumentParser
import Conversation
import Foundation
import Practice
import Tokenization
import Transformer

/// `swiftlet reward train MODEL`
struct RewardTrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Train a model to score answers, on answers that somebody put in order.",
        discussion:
            "Every tenth ordering is kept, and the share of its pairs that the model orders the same way is told.")

    @Argument(help: "A model's directory or a run's name, to begin with.") var model: String
    @Option(help: "A file of orderings, one a line.") var orderings: String
    @Option(help: "Passes over the orderings; a large network learns answers by heart in more than one.")
    var epochs = RewardTrainer().epochs
    @Option(help: "The learning rate at the beginning.") var rate = RewardTrainer().rate
    @Option(help: "Prompts in an update.") var prompts = RewardTrainer().prompts
    @Option(help: "The seed of the order.") var seed: UInt64 = 1
    @Option(help: "The folder for the reward model.") var output: String
    @OptionGroup var home: HomeOptions
    @OptionGroup var machine: MachineOptions

    func validate() throws {
        guard epochs > 0, prompts > 0, rate > 0, rate.isFinite else {
            throw ValidationError("--epochs, --prompts and --rate are positive")
        }
    }

    func run() async throws {
        machine.apply()
        let reward = try ServedReward({ RewardModel(try Checkpoint.load($0)) }, at: try home.model(model))
        let all = try reward.ranked(URL(fileURLWithPath: orderings))
        let kept = all.enumerated().filter { $0.offset % 10 == 9 }.map(\.element)
        let practised = all.enumerated().filter { $0.offset % 10 != 9 }.map(\.element)
        var trainer = RewardTrainer()
        (trainer.epochs, trainer.rate, trainer.prompts, trainer.seed) = (epochs, rate, prompts, seed)
        try trainer.train(reward.model, on: practised) { step, steps, loss in
            Terminal.shared.progress("reward", Double(step) / Double(steps), String(format: "loss %.3f", loss))
        }
        Terminal.shared.endProgress()
        let folder = URL(fileURLWithPath: output)
        try reward.model.save(to: folder)
        try reward.tokenizer.save(to: folder.appendingPathComponent("tokenizer.json"))
        try TokenizerConfiguration.write(for: reward.tokenizer, to: folder)
        Terminal.shared.note("  \(practised.count) orderings learned")
        if !kept.isEmpty {
            let share = reward.model.agreement(with: kept).share
            Terminal.shared.note(
                String(format: "  %d orderings kept: %.3f of their pairs ordered the same way", kept.count, share))
        }
        Terminal.shared.note("→ \(output)")
    }
}

/// `swiftlet reward eval MODEL`
struct RewardEvaluateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", abstract: "Tell which share of a file's pairs a reward model orders as the file does.")

    @Argument(help: "A reward model's directory.") var model: String
    @Option(help: "A file of orderings, one a line.") var orderings: String
    @OptionGroup var machine: MachineOptions

    func run() async throws {
        machine.apply()
        let reward = try ServedReward(RewardModel.load, at: URL(fileURLWithPath: model))
        let ranked = try reward.ranked(URL(fileURLWithPath: orderings))
        let found = reward.model.agreement(with: ranked)
        print(String(format: "%.3f of %d pairs in %d orderings", found.share, found.all, ranked.count))
    }
}

/// `swiftlet reward score MODEL ANSWER…`
struct RewardScoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score", abstract: "Score answers to a prompt, the best first.",
        discussion:
            "The second column is the chance to be preferred to an answer whose score is 0, the middle of those learned from."
    )

    @Argument(help: "A reward model's directory.") var model: String
    @Option(help: "What was asked.") var prompt: String
    @Argument(help: "Answers.") var answers: [String]
    @OptionGroup var machine: MachineOptions

    func run() async throws {
        machine.apply()
        let reward = try ServedReward(RewardModel.load, at: URL(fileURLWithPath: model))
        let scores = try RewardGrader(reward.model, reward.renderer).scores(answers.map { (prompt, $0) })
        var table = TextTable(["score", "0…1", "answer"])
        for (answer, score) in zip(answers, scores).sorted(by: { $0.1 > $1.1 }) {
            table.add([String(format: "%.3f", score), String(format: "%.3f", 1 / (1 + exp(-score))), answer])
        }
        print(table.text)
    }
}
