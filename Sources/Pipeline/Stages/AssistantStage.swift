import Artifacts
import Conversation
import Evaluation
import Foundation
import TinyWeb
import Tokenization
import Transformer

/// The second fine-tuning: the assistant learns to say that it does not know, to look things up and to compute with programs.
public struct AssistantStage: Stage {
    public static let name = "assistant"
    let counts: LessonCounts
    let tuning: FineTuning
    let labels: LabeledSource?

    public init(_ section: RecipeSection, sources: [URL]) throws {
        counts = try LessonCounts(section)
        tuning = try FineTuning(section, rate: 1.5e-3)
        labels = try LabeledSource(section)
    }

    public var needs: [String] {
        [WebStage.name, DataStage.name, IndexStage.name, FineTuningStage.name, ProbeStage.name]
    }
    public var parameters: JSONValue {
        let fields = tuning.json.merging(counts.json) { $1 }
        return .object(fields.merging(labels.map { ["labels": $0.parameters] } ?? [:]) { $1 })
    }

    public func run(in stage: StageContext) async throws -> [String: JSONValue] {
        let first = stage.inputs(FineTuningStage.name)
        let tokenizer = try Tokenizer(contentsOf: first.appendingPathComponent("tokenizer.json"))
        let model = try Checkpoint.load(first)
        let renderer = try ChatRenderer(tokenizer: tokenizer)
        let groups = try await lessons(stage, renderer)
        let sized = try groups.map { group in
            (group.name, lessons: try group.lessons.map { ($0, length: try renderer.render($0).ids.count) })
        }
        let all =
            JoinedLessons(share: counts.joined, context: model.configuration.context, seed: stage.seed)
            .joined(sized.flatMap(\.lessons)) + (labels?.repeated ?? [])
        try AtomicFile.write(
            ConversationFile.data(all), to: stage.output.appendingPathComponent("conversations.jsonl"))
        let lines = sized.map { name, lessons in
            let tokens = lessons.reduce(0) { $0 + $1.length }
            return "\(lessons.count) × \(name), \(tokens / max(1, lessons.count)) tokens each"
        }
        let made = FineTuningSources.Made(
            examples: try all.flatMap { try renderer.trainingExamples($0) },
            lines: lines + ["\(all.count) conversations of one to three of them"] + (labels.map { [$0.summary] } ?? []),
            report: .object(Dictionary(uniqueKeysWithValues: groups.map { ($0.name, .int($0.lessons.count)) })))
        return try tuning.run(model, tokenizer, made, stage)
    }

    /// Lessons with a search, as often as they come.
    private func repeated(_ lessons: [[Message]]) -> [[Message]] {
        (0..<counts.searchRepeats).flatMap { _ in lessons }
    }

    /// Search lessons about a web that the model never read; its index is not kept.
    private func unread(_ stage: StageContext, _ writer: LessonWriter) async throws -> [[Message]] {
        let place = stage.output.appendingPathComponent("unread")
        let web = UnreadWeb(beside: writer.world)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        try web.index(in: place)
        let reader = LessonWriter(
            world: web.world, tools: try RunTools.registry(index: place), chatProtocol: writer.chatProtocol,
            seed: stage.seed)
        return try await reader.search(count: counts.unread, apartFrom: writer.world)
    }

    private func lessons(
        _ stage: StageContext, _ renderer: ChatRenderer
    ) async throws -> [(name: String, lessons: [[Message]])] {
        let world = try RunMaterial.world(web: stage.inputs(WebStage.name))
        let writer = LessonWriter(
            world: world, tools: try RunTools.registry(index: stage.inputs(IndexStage.name)),
            chatProtocol: renderer.chatProtocol, seed: stage.seed)
        // What the model knows it may say; what it answered wrong every time it learns to refuse; the rest is left alone.
        let asked = try KnowledgeQuestions(
            web: stage.inputs(WebStage.name), documents: stage.inputs(DataStage.name))
        let report = try ProbeStage.report(stage.inputs(ProbeStage.name))
        let rows = Dictionary(
            report.rows.map { ($0.question.phrasings[0], $0) }, uniquingKeysWith: { first, _ in first })
        func facts(_ isWanted: (ProbeReport.Row) -> Bool) -> [Fact] {
            zip(asked.facts, asked.questions).filter { rows[$0.1.phrasings[0]].map(isWanted) ?? false }.map(\.0)
        }
        let known = facts { $0.knowledge == .highlyKnown }
        let unknown = facts(\.isConsistentlyWrong)
        return [
            ("search", try await repeated(writer.search(count: counts.search))),
            ("unread", try await repeated(unread(stage, writer))),
            ("code", try await writer.code(count: counts.code)),
            ("worked", writer.worked(count: counts.worked)), ("drills", writer.drills(count: counts.drills)),
            ("known", writer.known(known, count: counts.known)),
            ("refusals", writer.refusals(unknown, count: counts.refusals)),
            ("talk", writer.talk(count: counts.talk, identity: counts.identity)),
        ]
    }
}
