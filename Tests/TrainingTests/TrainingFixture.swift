import Artifacts
import Conversation
import Foundation
import SwiftletTesting
import Tensors
import Testing
import Training
import Transformer

/// A folder for one test, with a shard of tokens.
struct TrainingFixture {
    let shard: TokenShard
    private let scratch: ScratchFolder
    var folder: URL { scratch.url }

    init() throws {
        scratch = try ScratchFolder()
        let url = scratch.url.appendingPathComponent("training.tokens")
        try TokenShard.write((0..<3000).map { Int32($0 * $0 % 97) }, vocabularySize: 300, to: url)
        shard = try TokenShard(url)
    }

    /// A new directory of the folder.
    func directory(_ name: String) throws -> URL { try scratch.folder(name) }

    /// Conversations of growing length.
    static func conversations(_ count: Int) throws -> [RenderedConversation] {
        let renderer = try ChatRenderer(tokenizer: TinyTokenizer.make())
        return try (1...count).map { n in
            try renderer.render([Message(.user, String(repeating: "a ", count: n)), Message(.assistant, "answer \(n)")])
        }
    }

    func settings(_ steps: Int, _ kind: Optimizer.Kind = .adamw, checkpointSeconds: Double = 1000) -> Trainer.Settings {
        var settings = Trainer.Settings(schedule: Schedule(rate: 3e-3, steps: steps, warmup: 2))
        settings.optimizer.kind = kind
        settings.checkpointSeconds = checkpointSeconds
        return settings
    }

    /// Runs until the task is cancelled after update `step`, as ctrl-C does.
    func interrupt(_ trainer: Trainer, after step: Int) async {
        nonisolated(unsafe) let trainer = trainer
        let running = Task {
            try trainer.run { record in if record.step == step { withUnsafeCurrentTask { $0?.cancel() } } }
        }
        await #expect(throws: CancellationError.self) { _ = try await running.value }
    }
}

extension LanguageModel {
    /// A tiny network of a precision.
    static func tiny(
        _ precision: Precision = .standard, seed: UInt64 = 1, pool: ThreadPool = .shared
    ) -> LanguageModel {
        LanguageModel(
            TinyModels.configuration(), seed: seed, backend: CPUBackend(precision: precision, pool: pool))
    }

    /// All parameters' numbers.
    var numbers: [[Float]] { parameters.map { $0.value.toArray() } }
}

extension StepRecord {
    /// What does not depend on time and memory.
    var outcome: [String] {
        ["\(step)", "\(loss)", "\(gradientNorm)", "\(rate)", "\(skipped?.rawValue ?? "made")"]
            + [validationBitsPerByte.map { "\($0)" } ?? "unmeasured"]
    }
}
