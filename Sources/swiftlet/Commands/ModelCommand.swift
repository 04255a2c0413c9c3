import ArgumentParser
import Evaluation
import Foundation
import Tensors
import Transformer

/// `swiftlet model`
struct ModelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model", abstract: "Look into models, check them, and write them for other programs.",
        subcommands: [Inspect.self, Trace.self, Check.self, Convert.self, Export.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Recompute what a file records for a model; exit code 1 above the tolerance.",
            discussion: "Example: swiftlet model check MODEL --expected expected.safetensors")
        @Argument(help: "A model's directory or a run's name.") var model: String
        @Option(help: "The file of expected values.") var expected: String
        @Option(help: "Which logits.<stem> to compare.") var name: String?
        @Option(help: "The greatest relative difference that passes.") var tolerance: Double = 1e-4
        @OptionGroup var home: HomeOptions
        @OptionGroup var machine: MachineOptions

        func run() async throws {
            machine.apply(standard: .f32)
            let check = try ModelCheck(
                Checkpoint.load(home.model(model)), expected: SafetensorsFile(URL(fileURLWithPath: expected)),
                stem: name)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            encoder.nonConformingFloatEncodingStrategy = .convertToString(
                positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
            Terminal.shared.print(String(decoding: try encoder.encode(check.differences), as: UTF8.self))
            if check.worst > tolerance { throw ExitCode(1) }
        }
    }
}
