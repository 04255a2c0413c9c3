import Conversation
import Evaluation
import Testing
import TinyWeb

struct SuiteRunnerTests {
    /// One language alone: among several, the same prompt can have several right answers.
    private static let suites = [
        ContextSuite.suite(World(seed: 3, entities: 150, pages: 600), count: 3), ThinkingSuite.suite(count: 3),
        EdgesSuite.suite(count: 3), FewShotSuite.suite([WordPairs.tinyWeb[0]], shots: 4, count: 5),
    ]

    /// Never says anything, not even that it has nothing to say.
    private struct Mute: Answerer {
        let name = "mute"
        func replies(to conversations: [[Message]], _ options: AnswerOptions) async throws -> [Reply] { [] }
    }

    @Test(arguments: suites.indices)
    func whoKnowsAllIsAlwaysRightAndWhoKnowsNothingNever(index: Int) async throws {
        let suite = Self.suites[index]
        #expect(!suite.questions.isEmpty)
        for knows in [true, false] {
            let model = ScriptedAnswerer.knowing(suite) { _ in knows }
            let result = try await SuiteRunner.run(suite, Subject(model, tools: model))
            #expect(result.rows.count == suite.questions.count * suite.conditions.count)
            let other = result.rows.first { $0.isRight != knows }
            #expect(other == nil, "\(String(describing: other))")
            let shares = (result.report.measurements + result.report.totals).map(\.value)
            #expect(!shares.isEmpty && shares.allSatisfy { $0 == (knows ? 1 : 0) })
        }
    }

    @Test(arguments: suites.indices)
    func sharesAreThoseOfACountByHand(index: Int) async throws {
        let suite = Self.suites[index]
        func knows(_ question: SuiteQuestion) -> Bool { question.text.utf8.count.isMultiple(of: 2) }
        let model = ScriptedAnswerer.knowing(suite, where: knows)
        let report = try await SuiteRunner.run(suite, Subject(model, tools: model)).report
        func check(_ measured: SuiteReport.Measurement, _ own: [SuiteQuestion]) {
            let right = own.count { knows($0) }
            #expect(measured.count == own.count && measured.value == Double(right) / Double(own.count))
            #expect(measured.low <= measured.value + 1e-9 && measured.value <= measured.high + 1e-9)
            #expect(measured.low >= 0 && measured.high <= 1 && measured.high - measured.low < 1)
        }
        let drawn = suite.questions.filter { $0.name == nil }
        for measured in report.measurements {
            check(measured, drawn.filter { $0.family == measured.family && $0.x == measured.x })
        }
        for total in report.totals { check(total, drawn.filter { $0.family == total.family }) }
        let places = Set(drawn.map { "\($0.family) \($0.x)" })
        #expect(report.measurements.count == places.count * suite.conditions.count)
        #expect(report.totals.count == suite.families.count * suite.conditions.count)
        // A heading, a row for each place, and one for the whole of each family.
        #expect(report.table.count == 1 + places.count + suite.families.count)
    }

    @Test func emilysProblemIsThereByNameAtBothSizes() async throws {
        let suite = ThinkingSuite.suite(count: 0)
        let names = ["Emily, 3 apples and 2 oranges", "Emily, 23 apples and 177 oranges"]
        #expect(suite.questions.map(\.name) == names)
        #expect(
            suite.questions.map(\.text) == [
                "Emily buys 3 apples and 2 oranges. Each orange costs 2 dollars. The total is 13 dollars. "
                    + "What does one apple cost?",
                "Emily buys 23 apples and 177 oranges. Each orange costs 2 dollars. The total is 515 dollars. "
                    + "What does one apple cost?",
            ])
        // At once it can do the small one; worked out, both.
        let model = ScriptedAnswerer { conversation, _ in
            let isLarge = conversation[0].content.contains("515")
            return isLarge ? (conversation.count > 1 ? "9" : "354 from 515 is 161, by 23 is 7.") : "It is 3."
        }
        let report = try await SuiteRunner.run(suite, Subject(model)).report
        #expect(report.measurements.isEmpty && report.totals.isEmpty)
        #expect(
            report.notes == [
                SuiteNote("\(names[0]), at once", "✓ It is 3."), SuiteNote("\(names[1]), at once", "✗ 9"),
                SuiteNote("\(names[0]), worked out", "✓ It is 3."),
                SuiteNote("\(names[1]), worked out", "✓ 354 from 515 is 161, by 23 is 7."),
            ])
    }

    @Test func conditionsThatNeedToolsAreLeftOutAndNamedForAModelWithout() async throws {
        for suite in [ThinkingSuite.suite(count: 2), EdgesSuite.suite(count: 2)] {
            let model = ScriptedAnswerer.knowing(suite) { _ in false }
            let alone = try await SuiteRunner.run(suite, Subject(model))
            #expect(alone.report.missingConditions == ["with code"])
            #expect(alone.report.conditions == suite.conditions.filter { $0.source == .model }.map(\.name))
            #expect(!alone.rows.isEmpty && alone.rows.allSatisfy { $0.condition != "with code" })
            let both = try await SuiteRunner.run(suite, Subject(model, tools: ScriptedAnswerer.knowing(suite)))
            #expect(both.report.missingConditions.isEmpty)
            #expect(both.rows.allSatisfy { $0.isRight == ($0.condition == "with code") })
            #expect(both.report.total("with code", family: suite.families[0].name)?.value == 1)
        }
    }

    @Test func batchesKeepTheOrderAndAnswersAreCounted() async throws {
        let suite = ThinkingSuite.suite(count: 18)
        try #require(suite.questions.count == 146)
        var shares: [Double] = []
        let model = ScriptedAnswerer { conversation, _ in "\(conversation[0].content.utf8.count)" }
        let rows = try await SuiteRunner.run(suite, Subject(model)) { shares.append($0) }.rows
        for condition in suite.conditions.prefix(2) {
            let own = rows.filter { $0.condition == condition.name }
            #expect(own.map(\.question) == suite.questions)
            #expect(own.allSatisfy { $0.answer == "\(condition.conversation($0.question)[0].content.utf8.count)" })
        }
        #expect(shares.count == 6 && shares == shares.sorted() && shares.last == 1)
        await #expect(throws: EvaluationError.wrongCount(asked: 64, answered: 0)) {
            _ = try await SuiteRunner.run(suite, Subject(Mute()))
        }
    }

    /// A base model is stopped by texts, an assistant by its end of turn.
    @Test func stopsAreForBaseModels() async throws {
        let suite = FewShotSuite.suite(shots: 1, count: 2)
        for (isAssistant, expected) in [(false, "\n16"), (true, "16")] {
            let model = ScriptedAnswerer(isAssistant: isAssistant) { _, options in
                options.stops.joined() + "\(options.maxTokens)"
            }
            let rows = try await SuiteRunner.run(suite, Subject(model)).rows
            #expect(rows.map(\.answer) == [String](repeating: expected, count: 4))
        }
    }
}
