import Artifacts
import Conversation
import Foundation
import Practice
import TinyWeb
import Tokenization
import Transformer

/// A third fine-tuning: the assistant sees how people solve problems, some at once and some step by step, in larger steps and in smaller
/// ones, so that practice has something to choose from.
public struct ThinkingStage: Stage {
    public static let name = "think"
    let kinds: [PracticeKind]
    /// Solved problems of each kind, and the share of them that is answered at once, as people do who are sure of themselves.
    let count: Int
    let atOnce: Double
    /// Conversations of the second fine-tuning that are read again, so that nothing is forgotten.
    let rehearsed: Int
    let tuning: FineTuning

    public init(_ section: RecipeSection, sources: [URL]) throws {
        kinds = try PracticeStage.kinds(section)
        count = try section.int("problems", default: 6000, in: 1...10_000_000)
        atOnce = try section.double("atOnce", default: 0.5, in: 0...1)
        rehearsed = try section.int("rehearsed", default: 4000, in: 0...10_000_000)
        tuning = try FineTuning(section, rate: 1e-3)
    }

    public var needs: [String] { [AssistantStage.name] }
    public var parameters: JSONValue {
        .object(
            tuning.json.merging([
                "kinds": .array(kinds.map { .string($0.rawValue) }), "problems": .int(count), "atOnce": .number(atOnce),
                "rehearsed": .int(rehearsed),
            ]) { $1 })
    }

    public func run(in stage: StageContext) async throws -> [String: JSONValue] {
        let assistant = stage.inputs(AssistantStage.name)
        let tokenizer = try Tokenizer(contentsOf: assistant.appendingPathComponent("tokenizer.json"))
        let model = try Checkpoint.load(assistant)
        let renderer = try ChatRenderer(tokenizer: tokenizer)
        let solved = kinds.flatMap { kind in
            kind.tasks(count, levels: kind.levels, heldOut: false, seed: stage.seed).enumerated().map { place, solved in
                var random = SeededGenerator(stage.seed, "at once " + kind.rawValue, place)
                return Self.conversation(
                    solved.task, thinking: random.chance(atOnce) ? nil : random.pick(solved.task.ways))
            }
        }
        var random = SeededGenerator(stage.seed, "rehearsal")
        let earlier = try ConversationReader().read(assistant.appendingPathComponent("conversations.jsonl"))
            .conversations.shuffled(using: &random).prefix(rehearsed)
        let all = solved + earlier
        try AtomicFile.write(
            ConversationFile.data(all), to: stage.output.appendingPathComponent("conversations.jsonl"))
        let made = FineTuningSources.Made(
            examples: try all.flatMap { try renderer.trainingExamples($0) },
            lines: ["\(solved.count) solved problems, \(earlier.count) conversations read again"],
            report: ["solved": .int(solved.count), "rehearsed": .int(earlier.count)])
        return try tuning.run(model, tokenizer, made, stage)
    }

    /// The system message under which the assistant solves problems.
    public static let system = "Solve the problem."

    /// A problem, solved at once or thought through.
    private static func conversation(_ task: PracticeTask, thinking: String?) -> [Message] {
        [
            Message(.system, system), Message(.user, task.question),
            Message(.assistant, parts: (thinking.map { [.thinking($0)] } ?? []) + [.text(task.reply)]),
        ]
    }
}
