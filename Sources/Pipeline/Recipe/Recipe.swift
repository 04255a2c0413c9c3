import Foundation
import Yams

/// A recipe: which stages a run has, in order, and the parameters of each.
///
/// A stage is in the run when its section is in the file. A section's keys that are absent take their defaults.
public struct Recipe: Sendable {
    /// The run's name, unless the caller gives another.
    public let name: String
    /// The seed that every stage derives its random numbers from.
    public let seed: UInt64
    /// The stages, in the order in which they run.
    public let stages: [any Stage]

    /// Reads a recipe file; `sources`, if not empty, replace the recipe's own sources of documents (and the invented web), and
    /// each of `overrides`, for example `pretrain.rate=0.002`, a value.
    ///
    /// A recipe that is not going to be run may lack what its stages read (`checksNeeds: false`).
    public init(file url: URL, sources: [URL] = [], overrides: [String] = [], checksNeeds: Bool = true) throws {
        guard let data = FileManager.default.contents(atPath: url.path) else {
            throw RecipeError.missing(file: url.path)
        }
        try self.init(
            text: String(decoding: data, as: UTF8.self), file: url.lastPathComponent, sources: sources,
            overrides: overrides, checksNeeds: checksNeeds)
    }

    /// Reads a recipe's text; `file` names it in errors.
    public init(
        text: String, file: String, sources: [URL] = [], overrides: [String] = [], checksNeeds: Bool = true
    ) throws {
        var node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch {
            throw RecipeError.notYAML(file: file, reason: "\(error)".replacingOccurrences(of: "\n", with: " "))
        }
        for override in overrides { try node?.set(override) }
        guard let node else { throw RecipeError.notYAML(file: file, reason: "it is empty") }
        let top = try RecipeSection(name: "", node: node, file: file)
        name = try top.string("name", default: (file as NSString).deletingPathExtension)
        seed = UInt64(try top.int("seed", default: 1, in: 0...Int.max))
        var stages: [any Stage] = []
        for type in Self.stageTypes {
            guard let section = try top.section(type.name) else { continue }
            stages.append(try type.init(section, sources: sources))
            try section.finish()
        }
        try top.finish()
        if !sources.isEmpty { stages.removeAll { type(of: $0).name == WebStage.name } }
        for stage in stages where checksNeeds {
            for need in stage.needs where !stages.contains(where: { type(of: $0).name == need }) {
                throw RecipeError.missingStage(file: file, stage: type(of: stage).name, needs: need)
            }
        }
        self.stages = stages
    }

    /// Every stage that there is, in the order of the way of the data.
    static let stageTypes: [any Stage.Type] = [
        WebStage.self, DataStage.self, IndexStage.self, TokenizerStage.self, TokensStage.self, PretrainStage.self,
        FineTuningStage.self,
        ProbeStage.self, AssistantStage.self, ExaminationStage.self, ThinkingStage.self, PracticeStage.self,
        ImitationStage.self, PlayStage.self, WritingStage.self, RewardStage.self, PreferenceStage.self,
        RoundsStage.self, DirectPreferenceStage.self,
        EvaluationStage.self, SorterStage.self,
    ]
}
