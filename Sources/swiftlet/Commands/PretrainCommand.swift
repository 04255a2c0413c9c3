import ArgumentParser
import Foundation
import Pipeline
import Tokenization
import Training

/// `swiftlet pretrain`
struct PretrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pretrain", abstract: "Walk a recipe up to the base model, or look at one of its updates.",
        discussion: """
            Example: swiftlet pretrain recipes/prose.yaml --source ~/texts
            Example: swiftlet pretrain recipes/smoke.yaml --explain-step 5

            --explain-step does one update in memory and shows, for the first window of its data, the probability of each \
            token that really follows, before and after it. Nothing is written. Without a number it is the run's next update \
            (of a run that has ended: the last window, from the finished model). The updates between the newest checkpoint, \
            or the random start, and the one asked for are done in memory as well.
            """)

    @OptionGroup var arguments: RecipeArguments
    @Option(
        name: .customLong("explain-step"), defaultAsFlag: ExplainedStep.next,
        help: ArgumentHelp("Look at one update instead of training.", valueName: "number"))
    var explainStep: ExplainedStep?
    @Option(help: "Begin the explained update from this model (a directory or a run), with moments of zero.")
    var fromModel: String?
    @Option(help: "Places of the window to print.") var positions: Int = 12

    func validate() throws {
        if fromModel != nil, explainStep == nil { throw ValidationError("--from-model needs --explain-step.") }
        if positions < 1 { throw ValidationError("--positions must be positive.") }
    }

    func run() async throws {
        guard let explainStep else {
            _ = try await arguments.run(upTo: "pretrain")
            return
        }
        let runner = try arguments.runner()
        let model = try fromModel.map { try arguments.home.model($0, base: true) }
        let (explanation, tokenizer) = try await Interrupt.cancelling {
            try await runner.explainPretraining(update: explainStep.number, from: model) { RecipeArguments.show($0) }
        }
        Terminal.shared.endProgress()
        let printer = StepPrinter(explanation, tokenizer)
        Terminal.shared.print(arguments.json ? try printer.json() : printer.table(positions: positions))
    }
}

/// Which update to explain.
enum ExplainedStep: ExpressibleByArgument, Sendable, CustomStringConvertible {
    case next
    case numbered(Int)

    init?(argument: String) {
        guard let number = Int(argument), number > 0 else { return nil }
        self = .numbered(number)
    }

    var number: Int? { if case .numbered(let number) = self { number } else { nil } }
    var description: String { number.map(String.init) ?? "the next one" }
}
