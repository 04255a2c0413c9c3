import Artifacts
import Conversation
import Foundation
import Tokenization
import Transformer

/// The base model becomes an assistant: the same loop, but conversations, and only the assistant's words count.
public struct FineTuningStage: Stage {
    public static let name = "sft"
    public var sources: [URL] { data.files }
    let data: FineTuningSources
    let tuning: FineTuning

    public init(_ section: RecipeSection, sources: [URL]) throws {
        data = try FineTuningSources(section)
        tuning = try FineTuning(section, rate: 1.5e-3)
    }

    public var needs: [String] { [PretrainStage.name] + (data.needsWeb ? [WebStage.name] : []) }
    public var parameters: JSONValue { .object(tuning.json.merging(data.parameters) { $1 }) }

    public func run(in stage: StageContext) async throws -> [String: JSONValue] {
        let base = stage.inputs(PretrainStage.name)
        let tokenizer = try Tokenizer(contentsOf: base.appendingPathComponent("tokenizer.json"))
        let model = try Checkpoint.load(base)
        return try tuning.run(
            model, tokenizer, data.examples(stage, ChatRenderer(tokenizer: tokenizer)), stage)
    }
}
