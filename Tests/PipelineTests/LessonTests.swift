import Conversation
import Foundation
import Pipeline
import SwiftletTesting
import Testing
import TinyWeb
import ToolUse

struct LessonTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    private func writer(seed: UInt64 = 1, entities: Int = 150) throws -> LessonWriter {
        let web = TinyWeb(seed: seed, entities: entities, pages: 1500)
        let index = scratch.url.appendingPathComponent(IndexStage.fileName)
        try SearchIndex.build(
            at: index,
            from: (0..<web.count).lazy.map { web.page(at: $0).label }.filter { !$0.isRubbish }.map {
                SearchDocument(url: $0.url, title: $0.title, text: $0.text)
            })
        return LessonWriter(
            world: web.world, tools: try RunTools.registry(index: scratch.url), chatProtocol: .swiftlet, seed: 1)
    }

    @Test func exercisesProgramsPrintTheirAnswers() async {
        var random = SeededGenerator(1, "programs")
        let runner = InterpreterRunner()
        for kind in Exercise.Kind.allCases {
            for use in [Exercise.Use.training, .evaluation] {
                for size in [10, 1000] {
                    let exercise = Exercise(kind, use, size: size, &random)
                    let outcome = await runner.run(exercise.program)
                    #expect(outcome.output == exercise.answer + "\n", "\(exercise.program)")
                    #expect(exercise.worked.contains(exercise.answer) || kind == .thirds || kind == .reversal)
                }
            }
        }
    }

    @Test func searchLessonsCiteAPageThatWasFoundAndStatesTheAnswer() async throws {
        let writer = try writer()
        let lessons = try await writer.search(count: 150)
        var cited = 0
        for lesson in lessons {
            let answer = try #require(lesson.last?.content)
            guard let range = answer.range(of: #"\[\d\]"#, options: .regularExpression) else {
                #expect(Manners.notFound.contains(answer))
                continue
            }
            cited += 1
            let result = try #require(lesson.last { $0.role == .tool }?.content)
            #expect(result.contains(answer[range]), "\(answer) is about nothing in \(result)")
        }
        // Three of twelve are about names that no page has.
        #expect(cited > 90)
        let again = try await writer.search(count: 150)
        #expect(again == lessons)
    }

    @Test func toolsAreCalledWhereTheyAreAnnouncedAndNotForbidden() async throws {
        let writer = try writer()
        for lesson in try await writer.code(count: 60) {
            #expect(lesson[0].content.contains("python") && lesson.contains { !$0.toolCalls.isEmpty })
            #expect(lesson.contains { $0.role == .tool && !$0.content.isEmpty })
        }
        let facts = writer.world.ranked.flatMap(\.facts)
        let without =
            writer.worked(count: 60) + writer.known(facts, count: 60) + writer.refusals(facts, count: 60)
            + writer.talk(count: 60, identity: 2) + writer.drills(count: 20)
        for lesson in without { #expect(!lesson.contains { !$0.toolCalls.isEmpty }) }
        for lesson in writer.refusals(facts, count: 40) {
            #expect(Manners.refusals.contains(lesson.last?.content ?? ""))
        }
    }

    @Test func lessonsAboutAnotherWorldNeverAskForANameOfTheFirst() async throws {
        let (writer, world) = (try writer(seed: 2, entities: 600), TinyWeb(seed: 1, entities: 600, pages: 100).world)
        // Titles of books are few: two worlds share some.
        let shared = world.entities.filter { $0.kind == .book }.map(\.name)
            .filter { name in writer.world.ranked.contains { $0.name == name } }
        #expect(!shared.isEmpty)
        func asked(_ lessons: [[Message]]) -> [String] {
            let questions = lessons.compactMap { $0.first { $0.role == .user }?.content }
            return shared.filter { name in questions.contains { $0.contains(name) } }
        }
        #expect(try await !asked(writer.search(count: 400)).isEmpty)
        #expect(try await asked(writer.search(count: 400, apartFrom: world)).isEmpty)
    }

    @Test func lessonsAreNeverAboutWhatTheExaminationAsks() async throws {
        let writer = try writer()
        let heldOut = writer.world.ranked.filter { ConversationGenerator.isHeldOut($0) && $0.kind == .person }
        let lessons = try await writer.search(count: 200)
        for entity in heldOut {
            #expect(!lessons.contains { $0.first { $0.role == .user }?.content.contains(entity.name) == true })
        }
    }
}
