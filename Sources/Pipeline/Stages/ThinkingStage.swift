import Artifacts
import Conversation
import Foundation
import Practice
import TinyWeb
import Tokenization
import Transformer

/// A third fine-tuning: the assistant sees how others think before they answer, so that practice has something to choose from.
public struct ThinkingStage: Stage {
    public static let name = "think"
    let kinds: [PracticeKind]
    /// Problems of each kind that are thought through.
    let count: Int
    /// Conversations of the second fine-tuning that are read again, so that nothing is forgotten.
    let rehearsed: Int
    let tuning: FineTuning

    public init(_ section: RecipeSection, sources: [URL]) throws {
        kinds = try PracticeStage.kinds(section)
        count = try section.int("problems", default: 1500, in: 1...10_000_000)
        rehearsed = try section.int("rehearsed", default: 4000, in: 0...10_000_000)
        tuning = try FineTuning(section, rate: 3e-4)
    }

    public var needs: [String] { [AssistantStage.name] }
    public var parameters: JSONValue {
        .object(
            tuning.json.merging([
                "kinds": .array(kinds.map { .string($0.rawValue) }), "problems": .int(count),
                "rehearsed": .int(rehearsed),
            ]) { $1 })
    }

    public func run(in stage: StageContext) async throws -> [String: JSONValue] {
        let assistant = stage.inputs(AssistantStage.name)
        let tokenizer = try Tokenizer(contentsOf: assistant.appendingPathComponent("tokenizer.json"))
        let model = try Checkpoint.load(assistant)
        let renderer = try ChatRenderer(tokenizer: tokenizer)
        let thought = kinds.flatMap { kind in
            kind.tasks(count, levels: kind.levels, heldOut: false, seed: stage.seed).map { Self.conversation($0.task) }
        }
        var random = SeededGenerator(stage.seed, "rehearsal")
        let earlier = try ConversationReader().read(assistant.appendingPathComponent("conversations.jsonl"))
            .conversations.shuffled(using: &random).prefix(rehearsed)
        let all = thought + earlier
        try AtomicFile.write(
            ConversationFile.data(all), to: stage.output.appendingPathComponent("conversations.jsonl"))
        let made = FineTuningSources.Made(
            examples: try all.flatMap { try renderer.trainingExamples($0) },
            lines: ["\(thought.count) problems thought through, \(earlier.count) conversations read again"],
            report: ["thought": .int(thought.count), "rehearsed": .int(earlier.count)])
        return try tuning.run(model, tokenizer, made, stage)
    }

    /// The system message under which the assistant thinks first.
    public static let system = "Think first."

    /// A problem, thought through.
    static func conversation(_ task: PracticeTask) -> [Message] {
        [
            Message(.system, system), Message(.user, task.question),
            Message(.assistant, parts: [.thinking(task.thinking), .text(task.reply)]),
        ]
    }
}
