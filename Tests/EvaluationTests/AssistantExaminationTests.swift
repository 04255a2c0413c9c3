import Conversation
import Evaluation
import Generation
import SwiftletTesting
import Testing
import TinyWeb
import Tokenization
import ToolUse

/// The examination's judges, by assistants that say the same to everything.
struct AssistantExaminationTests {
    private let world = World(seed: 3, entities: 150, pages: 600)

    private var examination: AssistantExamination {
        var settings = AssistantExamination.Settings()
        (settings.facts, settings.problems, settings.renamings) = (1, 0, 0)
        let exposures = world.entities.map { ($0.id, $0.pages == 0 ? 0 : [100, 10, 1][$0.id % 3]) }
        return AssistantExamination(world, exposures: Dictionary(uniqueKeysWithValues: exposures), settings)
    }

    /// Says the text again and again up to place 110, wherever a prompt ends, and then ends its turn.
    private func assistant(saying text: String) throws -> Assistant {
        let tokenizer = try TinyTokenizer.make()
        let end = try ChatRenderer(tokenizer: tokenizer).endOfTurn
        let once = tokenizer.encode(text + " ")
        var ids: [Int32] = []
        while ids.count + once.count <= 110 { ids += once }
        ids += [Int32](repeating: end, count: 256 - ids.count)
        let model = TinyModels.reciting(ids, vocabulary: tokenizer.vocabularySize, context: 256)
        return Assistant(try ChatGenerator(TextGenerator(model, tokenizer)), tools: try ToolRegistry([]))
    }

    private func row(_ name: String, _ rows: [ExaminationReport.Row]) throws -> ExaminationReport.Row {
        try #require(rows.first { $0.group == name }, "\(rows.map(\.group))")
    }

    @Test func whoAlwaysRefusesIsRightAboutStrangersAlone() async throws {
        let (shy, boaster) = (
            try assistant(saying: "I do not know."), try assistant(saying: "I am Swiftlet.")
        )
        let report = try await examination.run(shy, earlier: boaster)
        let (now, before) = (report.rows, report.rowsBefore)
        let facts = now.filter { $0.group.hasPrefix("facts of entities met") }
        #expect(facts.count == 4 && facts.allSatisfy { $0.abstained.share == 1 && $0.right.asked == 1 })
        let strangers = now.filter { $0.group.contains("Orson Kovats") }
        #expect(strangers.count == 2 && strangers.allSatisfy { $0.right == Share(right: 10, asked: 10) })
        #expect(try row("search: right, entities met once or twice", now).abstained.share == 1)
        #expect(try row("search: the right page cited", now).wrong.share == 1)
        #expect(try row("identity", now).wrong.share == 1)
        #expect(try row("answers that end by the end of the turn", now).right.share == 1)
        #expect(try row("answers without a control token's spelling", now).right.share == 1)
        // The same questions without tools, before: it invents an answer to each.
        #expect(before.map(\.group) == now.prefix(before.count).map(\.group) && before.count == 7)
        #expect(before.allSatisfy { $0.wrong.share == 1 && $0.right.asked > 0 })
        #expect(report.markdown.contains("The same facts before it learned to refuse"))
    }

    @Test func whoAlwaysNamesItselfKnowsWhoItIs() async throws {
        let rows = try await examination.run(assistant(saying: "I am Swiftlet.")).rows
        #expect(try row("identity", rows).right.share == 1)
        #expect(rows.filter { $0.group.contains("Orson Kovats") }.allSatisfy { $0.wrong.share == 1 })
    }

    @Test func factsGreetingsAndNamesAreCountedApart() async throws {
        let questions = world.examination(entities: 3)
        let known = Dictionary(questions.map { ($0.question, $0) }, uniquingKeysWith: { first, _ in first })
        let kinds = Set(questions.map(\.kind))
        #expect(kinds == ["fact", "greeting", "identity"])
        for kind in kinds {
            let script = ScriptedAnswerer { conversation, _ in
                let asked = known[conversation.last?.content ?? ""]
                return asked?.kind == kind ? "It is \(asked?.accepted.first ?? "")." : "xyzzy"
            }
            let found = try await FactsEvaluation(script, questions)
            #expect(found.facts.share == (kind == "fact" ? 1 : 0) && found.facts.asked > 0)
            #expect(found.greetings.share == (kind == "greeting" ? 1 : 0) && found.greetings.asked > 0)
            #expect(found.identity.share == (kind == "identity" ? 1 : 0) && found.identity.asked > 0)
        }
    }
}
