import ArgumentParser
import Foundation
import Generation
import Pipeline
import Practice
import TinyWeb
import Training

/// `swiftlet practice model MODEL`
struct PracticeModelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model", abstract: "Let a model practise, and write what it becomes into a folder.",
        discussion: """
            Problems are kinds of the invented world, each with problems of its own for examinations, or a file of one problem a \
            line: {"question", "answer", "verifier", "numbers", "level"}; every tenth line of a file is kept for examinations.
            Example: swiftlet practice model tiny/think --problems words --algorithm dapo --output practised
            Example: swiftlet practice model tiny/think --problems mine.jsonl --updates 20 --output practised
            """)

    @Argument(help: "A model's directory, a run's name, or a run and its stage, such as tiny/think.") var model: String
    @Option(help: "A file, or kinds of the invented world, divided by commas.") var problems: String
    @Option(help: "How hard the problems are, divided by commas (default: the kinds' own levels).") var levels: String?
    @OptionGroup var objective: ObjectiveOptions
    @Option(help: "Updates in all.") var updates = 60
    @Option(help: "Problems in an update.") var problemsPerUpdate = 16
    @Option(help: "Answers to each problem.") var answers = 16
    @Option(help: "The most tokens of an answer.") var maxTokens = 96
    @Option(help: "The most tokens of thinking; then the answer is due (default: as many as it likes).")
    var thinkTokens: Int?
    @Option(help: "The learning rate.") var rate: Float = 1e-4
    @Option(help: "What the right form is worth beside a right answer.") var formReward: Float = 0.1
    @Option(help: "The system message (default: the one under which our assistants solve problems).") var system:
        String =
            ThinkingStage.system
    @Option(help: "Held-out problems of each set that are asked before and after.") var examined = 200
    @Option(help: "Samples of each of them, for pass@k.") var samples = 16
    @Option(help: "The seed of problems and answers.") var seed: UInt64 = 1
    @Option(help: "The folder for the model, its figures and its answers.") var output: String
    @OptionGroup var home: HomeOptions
    @OptionGroup var machine: MachineOptions

    /// The preset where none is named.
    private static let algorithm = "dr_grpo"

    func validate() throws {
        _ = try objective.objective(Self.algorithm)
        guard updates > 0, problemsPerUpdate > 0, answers > 1, maxTokens > 0, examined > 0, samples >= 0 else {
            throw ValidationError("--answers is 2 or more; --updates, --problems-per-update and the rest are positive")
        }
        guard thinkTokens ?? 1 > 0 else { throw ValidationError("--think-tokens is positive") }
        guard rate > 0, rate.isFinite, formReward.isFinite else { throw ValidationError("--rate must be positive") }
    }

    func run() async throws {
        machine.apply()
        var settings = PracticeSettings(updates: updates, rate: rate)
        settings.objective = try objective.objective(Self.algorithm)
        (settings.problems, settings.answers, settings.formReward) = (problemsPerUpdate, answers, formReward)
        (settings.sampling.maxTokens, settings.sampling.thinkingTokens) = (maxTokens, thinkTokens)
        settings.optimizer.decay = 0
        (settings.system, settings.seed) = (system.isEmpty ? nil : system, seed)
        let (source, sets) = try material()
        let folder = URL(fileURLWithPath: output)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let practice = PracticeRun(
            start: try home.model(model), problems: source, sets: sets, samples: samples, settings: settings)
        _ = try await Interrupt.cancelling {
            try await practice.run(in: folder) { $0.show("practice") }
        }
        Terminal.shared.endProgress()
        Terminal.shared.note("→ \(output)")
    }

    /// What is practised on, and what is asked before and after.
    private func material() throws -> (any PracticeProblems, [PracticeRun.ExaminedSet]) {
        if FileManager.default.fileExists(atPath: problems) {
            let all = try ListedProblems.read(URL(fileURLWithPath: problems))
            let kept = all.enumerated().filter { $0.offset % 10 == 9 }.map(\.element)
            let practised = all.enumerated().filter { $0.offset % 10 != 9 }.map(\.element)
            let sets: [PracticeRun.ExaminedSet] = kept.isEmpty ? [] : [("kept", Array(kept.prefix(examined)))]
            return (ListedProblems(practised, seed: seed), sets)
        }
        let names = problems.split(separator: ",").map(String.init)
        let kinds = try names.map { name in
            guard let kind = PracticeKind(rawValue: name) else {
                let known = PracticeKind.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("'\(name)' is neither a file nor a kind of problems; kinds are: \(known)")
            }
            return kind
        }
        let chosen = try levels.map { text in
            try text.split(separator: ",").map { part in
                guard let level = Int(part), level > 0 else {
                    throw ValidationError("--levels are numbers from 1, divided by commas")
                }
                return level
            }
        }
        let sets = PracticeRun.sets(kinds, levels: chosen, count: examined, seed: seed)
        return (GeneratedProblems(kinds, levels: chosen, seed: seed), sets)
    }
}
