import ArgumentParser
import Artifacts
import Evaluation
import Foundation
import Generation
import Pipeline
import TinyWeb

/// `swiftlet eval facts`
struct EvaluateFactsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "facts",
        abstract: "Ask for the facts of a run's invented web, in phrasings that nobody was trained on.",
        discussion: "Example: swiftlet eval facts tiny --show 10")
    @Argument(help: "A run's name.") var run: String
    @Option(help: "How many of the most written about entities.") var entities: Int = 100
    @Option(help: "Wrong answers to show.") var show: Int = 0
    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var protocols: ProtocolOptions
    @OptionGroup var home: HomeOptions
    @OptionGroup var machine: MachineOptions

    func run() async throws {
        machine.apply()
        let questions = try EvaluationStage.questions(
            web: RunDirectory(name: run, home: home.url).stage(WebStage.name), entities: entities)
        let answerer = try ModelAnswerer(
            ChatGenerator(directory: home.model(run), chatProtocol: protocols.named()), name: run)
        let result = try await FactsEvaluation(answerer, questions) {
            Terminal.shared.progress("eval", $0, "questions")
        }
        Terminal.shared.endProgress()
        let shares: [(String, Share)] = [
            ("facts", result.facts),
            ("facts, entities in fine-tuning", result.share { $0.kind == "fact" && !$0.isEntityHeldOut }),
            ("facts, entities held out of fine-tuning", result.heldOutFacts), ("greetings", result.greetings),
            ("name", result.identity),
        ]
        if json {
            Terminal.shared.print(try ReportJSON.text(Dictionary(uniqueKeysWithValues: shares)))
            return
        }
        var table = TextTable(["questions", "right", "asked", "share", "95 % interval"])
        for (name, share) in shares { table.add(Self.row(name, share)) }
        let attributes = Dictionary(grouping: result.rows.filter { $0.question.kind == "fact" }) {
            $0.question.attribute?.rawValue ?? ""
        }
        for (name, rows) in attributes.sorted(by: { $0.key < $1.key }) {
            table.add(Self.row("  \(name)", Share(rows.map(\.isRight))))
        }
        Terminal.shared.print(table.text)
        for row in result.rows.filter({ !$0.isRight }).prefix(max(0, show)) {
            Terminal.shared.print(
                "✗ \(row.question.question) → \(row.answer) (right: \(row.question.accepted.joined(separator: " or ")))"
            )
        }
    }

    private static func row(_ name: String, _ share: Share) -> [String] {
        [
            name, "\(share.right)", "\(share.asked)", String(format: "%.3f", share.share),
            String(format: "%.3f to %.3f", share.interval.lowerBound, share.interval.upperBound),
        ]
    }
}
