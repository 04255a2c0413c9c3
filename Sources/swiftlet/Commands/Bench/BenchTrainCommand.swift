import ArgumentParser
import Foundation
import Tensors
import Training
import Transformer

extension Optimizer.Kind: ExpressibleByArgument {}

/// `swiftlet bench train`
struct BenchTrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Training throughput on random tokens.",
        discussion:
            "Example: swiftlet bench train --vocab 4096 --context 256 --layers 6 --width 256 --heads 4 --batch 32")
    @Option(help: "The family of the network: gpt2, llama, qwen2, qwen3 or swiftlet.") var arch:
        ModelConfiguration.Architecture =
            .qwen3
    @Option(help: "Symbols of the vocabulary.") var vocab: Int = 4096
    @Option(help: "Tokens per sequence.") var context: Int = 256
    @Option(help: "Blocks.") var layers: Int = 6
    @Option(help: "Floats per token.") var width: Int = 256
    @Option(help: "Heads.") var heads: Int = 4
    @Option(help: "Sequences per update.") var batch: Int = 32
    @Option(help: "Sequences per forward pass (default: so many as make about two thousand rows).") var microBatch: Int?
    @Option(help: "Updates; the first two do not count.") var steps: Int = 12
    @Option(help: "The optimizer: adamw or muon.") var optimizer: Optimizer.Kind = .adamw
    @Flag(help: "Compute blocks again in the backward pass instead of remembering them.") var recompute = false
    @Flag(help: "Print the time of each operation as well.") var profile = false
    @OptionGroup var machine: MachineOptions

    func validate() throws {
        guard vocab > 1, context > 1, layers > 0, heads > 0, batch > 0, steps > 2, width % (2 * heads) == 0 else {
            throw ValidationError("sizes must be positive, and the width a multiple of twice the heads")
        }
    }

    func run() async throws {
        machine.apply()
        let configuration = ModelConfiguration(
            vocabulary: vocab, context: context, layers: layers, width: width, heads: heads
        ).inFamily(arch)
        var benchmark = TrainingBenchmark(
            configuration, batch: batch, microBatch: microBatch, steps: steps, recomputes: recompute)
        benchmark.optimizer.kind = optimizer
        let clock = ProfilingBackend(CPUBackend.standard)
        let result = profile ? benchmark.run(on: clock) : benchmark.run()
        if profile { show(clock, total: result.step_ms * Double(max(3, steps)) / 1000) }
        try BenchCommand.printJSON(result)
    }

    /// Shares of the whole run; the first updates, which fill caches, are in it.
    private func show(_ clock: ProfilingBackend, total: Double) {
        var table = TextTable(["operation", "calls", "ms per update", "share", "GFLOP/s"])
        let entries = clock.entries.sorted { $0.value.seconds > $1.value.seconds }
        for (name, entry) in entries {
            table.add([
                name, "\(entry.calls)", String(format: "%.1f", entry.seconds * 1000 / Double(max(3, steps))),
                String(format: "%.1f %%", 100 * entry.seconds / total),
                entry.flops > 0 ? String(format: "%.0f", entry.flops / entry.seconds / 1e9) : "",
            ])
        }
        Terminal.shared.note(table.text)
    }
}
