import ArgumentParser
import Artifacts
import Corpus
import Foundation
import Generation
import Pipeline
import Practice
import Training

/// `swiftlet rlhf model MODEL`
struct PreferenceModelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model", abstract: "Let a model practise against a reward model of yours.",
        discussion: """
            Prompts come one a line, {"prompt": …}, so a file of orderings will do; every tenth is kept to measure with. Further reward \
            models, of other seeds or other raters, are judges: nothing is trained against them, and the guard keeps the policy \
            that they like best before they disagree, as a folder of its own.
            Example: swiftlet rlhf model tiny --reward liked --judge other --prompts orderings.jsonl --output tuned
            """)

    @Argument(help: "A model's directory, a run's name, or a run and its stage.") var model: String
    @Option(help: "The reward model's directory.") var reward: String
    @Option(help: "A reward model that judges and is not trained against; may be repeated.") var judge: [String] = []
    @Option(help: "A file of prompts, one a line.") var prompts: String
    @OptionGroup var objective: ObjectiveOptions
    @Option(help: "Updates in all.") var updates = 100
    @Option(help: "Prompts in an update.") var promptsPerUpdate = 32
    @Option(help: "Answers to each prompt.") var answers = 8
    @Option(help: "The most tokens of an answer.") var maxTokens = 200
    @Option(help: "The learning rate.") var rate: Float = 1e-4
    @Option(help: "Updates between two measurements.") var examinedEvery = 10
    @Option(help: "The seed of prompts and answers.") var seed: UInt64 = 1
    @Option(help: "The folder for the policy; the guard's is in its folder 'guarded'.") var output: String
    @OptionGroup var home: HomeOptions
    @OptionGroup var machine: MachineOptions

    func validate() throws {
        _ = try chosen
        guard updates > 0, promptsPerUpdate > 0, answers > 1, maxTokens > 0, examinedEvery > 0 else {
            throw ValidationError("--answers is 2 or more; --updates, --prompts-per-update and the rest are positive")
        }
        guard rate > 0, rate.isFinite else { throw ValidationError("--rate must be positive") }
    }

    /// `rloo`, where none is named, and 0.01 for a nat away from the beginning.
    private var chosen: PolicyObjective {
        get throws { try objective.objective("rloo", penalty: .reward(0.01)) }
    }

    private struct Line: Decodable { let prompt: String }

    func run() async throws {
        machine.apply()
        var settings = PracticeSettings(updates: updates, rate: rate)
        settings.objective = try chosen
        (settings.problems, settings.answers, settings.seed) = (promptsPerUpdate, answers, seed)
        (settings.examinedEvery, settings.sampling.maxTokens) = (examinedEvery, maxTokens)
        settings.optimizer.decay = 0
        let (practised, kept) = try material()
        let preference = PreferenceRun(
            start: try home.model(model), reward: try RewardModel.load(URL(fileURLWithPath: reward)),
            judges: try judge.map { try RewardModel.load(URL(fileURLWithPath: $0)) }, practised: practised,
            examined: kept, samples: 4, settings: settings)
        let folder = URL(fileURLWithPath: output)
        let outcome = try await Interrupt.cancelling {
            try await preference.run(in: folder, against: reward) { $0.show("rlhf") }
        }
        Terminal.shared.endProgress()
        let stop = outcome.marks[preference.guardian.stop(outcome.marks)]
        Terminal.shared.note(
            String(format: "  the guard stops at update %d, √KL %.2f", stop.step, stop.distance)
                + (stop.step > 0 ? " → \(folder.appendingPathComponent(PreferenceRun.guarded).path)" : ""))
        Terminal.shared.note("→ \(output)")
    }

    /// Prompts to practise on, and a tenth of them, a hundred at most, to measure with.
    private func material() throws -> (practised: [String], kept: [String]) {
        let file = URL(fileURLWithPath: prompts)
        var all: [String] = []
        try DocumentReader.readLines(file) { line, number in
            guard let line = try? ForeignJSONDecoder().decode(Line.self, from: line) else {
                throw ValidationError("\(prompts), line \(number): it is no prompt; a line is {\"prompt\": …}")
            }
            if !all.contains(line.prompt) { all.append(line.prompt) }
        }
        guard all.count >= 10 else {
            throw ValidationError("\(prompts) has \(all.count) different prompts; ten are needed at least")
        }
        let parts = all.enumerated()
        return (
            parts.filter { $0.offset % 10 != 9 }.map(\.element),
            Array(parts.filter { $0.offset % 10 == 9 }.map(\.element).prefix(100))
        )
    }
}
