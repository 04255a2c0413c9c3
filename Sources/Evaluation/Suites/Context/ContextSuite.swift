import Artifacts
import Foundation
import TinyWeb

/// Context beats recollection (scene 11): questions about facts, with and without the passage in the prompt.
public enum ContextSuite {
    /// The conditions' names.
    public static let (without, with) = ("from memory", "with the passage")

    /// Groups by the number of pages, and where they stand on the axis: a logarithm has no place for none.
    private static let groups: [(pages: ClosedRange<Int>, mark: Suite.Family.Mark)] = [
        (0...0, .init(x: 0.5, text: "none")), (1...2, .init(x: 1.5, text: "1 or 2")),
        (3...9, .init(x: 5, text: "3 to 9")),
        (10...29, .init(x: 17, text: "10 to 29")), (30...Int.max, .init(x: 60, text: "30 and more")),
    ]
    private static let conditions = [
        Condition(without, maxTokens: 48, stops: ["\n"]),
        Condition(with, showsPassage: true, maxTokens: 48, stops: ["\n"]),
    ]

    /// Questions about an invented world: for entities that are written about on no page, on one or two, three to nine, ten to
    /// 29, and more, `count` questions each, in a wording that nobody was trained on.
    ///
    /// The passage is all facts of the entity in a sentence each, in an order drawn from the seed.
    public static func suite(_ world: World, count: Int = 60, seed: UInt64 = 1) -> Suite {
        let phrasing = World.heldOutPhrasings.min() ?? 0
        var random = SeededGenerator(seed, "context")
        let questions = groups.flatMap { group in
            let facts = world.entities.filter { group.pages.contains($0.pages) }.flatMap(\.facts)
            return facts.shuffled(using: &random).prefix(count).map { fact in
                let asked = world.question(fact, phrasing: phrasing)
                let sentences = world.entities[fact.entity].facts.map { world.question($0, phrasing: phrasing).answer }
                return SuiteQuestion(
                    x: group.mark.x, text: asked.question,
                    passage: sentences.shuffled(using: &random).joined(separator: " "), accepted: asked.accepted,
                    rule: .contained)
            }
        }
        let family = Suite.Family(
            axis: "pages about it (none at 0.5)", isLogarithmic: true, marks: groups.map(\.mark))
        return suite(questions, family)
    }

    /// Questions from a file of JSON lines: `{"question", "answer" or "answers", "passage", "count"}`.
    ///
    /// `count`, how often the fact was seen in training, is optional; it is what the axis shows.
    public static func suite(contentsOf url: URL) throws -> Suite {
        var questions: [SuiteQuestion] = []
        var isCounted = false
        let decoder = ForeignJSONDecoder()
        try JSONLines.read(url) { data, number in
            guard let fields = try? decoder.decode([String: JSONValue].self, from: data) else {
                throw EvaluationError.badLine(path: url.path, line: number, reason: "it is not a JSON object")
            }
            let line = TaskLine(fields: fields, number: number)
            do {
                let accepted = fields["answers"] == nil ? [try line.filledText("answer")] : try line.texts("answers")
                guard !accepted.isEmpty else { throw line.problem("'answers' is empty") }
                let seen = try line.optionalCount("count")
                isCounted = isCounted || seen != nil
                questions.append(
                    SuiteQuestion(
                        x: max(0.5, Double(seen ?? 1)), text: try line.filledText("question"),
                        passage: try line.filledText("passage"), accepted: accepted, rule: .contained))
            } catch let problem as PromptTemplate.Problem {
                throw EvaluationError.badLine(path: url.path, line: number, reason: problem.reason)
            }
        }
        guard !questions.isEmpty else { throw EvaluationError.empty(path: url.path) }
        return suite(
            questions,
            Suite.Family(
                axis: isCounted ? "times seen (never at 0.5)" : "questions", isLogarithmic: isCounted,
                marks: isCounted ? [.init(x: 0.5, text: "never")] : [.init(x: 1, text: "these")]))
    }

    private static func suite(_ questions: [SuiteQuestion], _ family: Suite.Family) -> Suite {
        Suite(
            name: "context", title: "Context beats recollection", families: [family], questions: questions,
            conditions: conditions, notes: [])
    }
}
