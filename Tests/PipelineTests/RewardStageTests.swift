import Foundation
import Pipeline
import SwiftletTesting
import Testing
import Tokenization
import Transformer

@Suite("Training reward models of several sizes")
struct RewardStageTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test func interruptedAndResumedEqualsUninterrupted() async throws {
        let (start, whole, parts) = try (scratch.folder("start"), scratch.folder("whole"), scratch.folder("parts"))
        try TinyTokenizer.make().save(to: start.appendingPathComponent("tokenizer.json"))
        let shape = TinyModels.configuration(context: 512)
        try Checkpoint.save(LanguageModel(shape, seed: 1), to: start)
        let stage = try RewardStage(
            RecipeSection(overrides: [
                "sizes=[1x32, 1x64]", "prompts=12", "kept=10", "judges=1", "updates=4", "copyingUpdates=2",
            ]), sources: [])
        func run(in output: URL, report: @escaping @Sendable (StageProgress) -> Void = { _ in }) async throws {
            _ = try await stage.run(in: StageContext(seed: 1, output: output, inputs: { _ in start }, report: report))
        }
        try await run(in: whole)
        let running = Task {
            try await run(in: parts) { event in
                if case .line(let line) = event, line.contains("1x32 on 12") { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        await #expect(throws: CancellationError.self) { try await running.value }
        let finished = parts.appendingPathComponent("1x32/model.safetensors")
        let written = try FileManager.default.attributesOfItem(atPath: finished.path)[.modificationDate] as? Date
        try await run(in: parts)
        #expect(
            try FileManager.default.attributesOfItem(atPath: finished.path)[.modificationDate] as? Date == written,
            "what was finished is not trained again")
        for name in [
            "reward.json", "orderings.jsonl", "1x32/model.safetensors", "1x64/model.safetensors",
            "judge-1/model.safetensors", "judge-1/score.safetensors",
        ] {
            #expect(
                try Data(contentsOf: whole.appendingPathComponent(name))
                    == Data(contentsOf: parts.appendingPathComponent(name)), "\(name)")
        }
    }
}
