import Artifacts
import Evaluation
import Foundation
import Generation
import TinyWeb

/// Asks the assistant what it should know, in phrasings that it never met.
public struct EvaluationStage: Stage {
    public static let name = "eval"
    let entities: Int

    public init(_ section: RecipeSection, sources: [URL]) throws {
        entities = try section.int("entities", default: 100, in: 1...100_000)
    }

    public var needs: [String] { [WebStage.name, FineTuningStage.name] }
    public var parameters: JSONValue { ["entities": .int(entities)] }

    public func run(in stage: StageContext) async throws -> [String: JSONValue] {
        let questions = try Self.questions(web: stage.inputs(WebStage.name), entities: entities)
        let chat = try ChatGenerator(TextGenerator(directory: stage.inputs(FineTuningStage.name)))
        let result = try await FactsEvaluation(ModelAnswerer(chat, name: "assistant"), questions) {
            stage.report(.fraction($0, "questions"))
        }
        try AtomicFile.writeJSON(result.rows, to: stage.output.appendingPathComponent("answers.json"))
        for row in result.rows.prefix(6) {
            stage.report(.line("  \(row.isRight ? "✓" : "✗") \(row.question.question) → \(row.answer)"))
        }
        return [
            "reads": .string("\(questions.count) questions"),
            "writes": .string("\(result.facts.right) of \(result.facts.asked) facts right"),
            "facts": .number(result.facts.share), "facts of held-out entities": .number(result.heldOutFacts.share),
            "greetings": .number(result.greetings.share), "name": .number(result.identity.share),
        ]
    }

    /// The examination of a run's invented web.
    public static func questions(web: URL, entities: Int) throws -> [ExaminationQuestion] {
        try RunMaterial.world(web: web).examination(entities: entities)
    }
}
