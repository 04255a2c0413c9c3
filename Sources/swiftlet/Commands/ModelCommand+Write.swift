import ArgumentParser
import Foundation
import Pipeline
import Transformer

/// Where and how a model is written.
struct ModelOutputOptions: ParsableArguments {
    @Argument(help: "The directory to write.") var output: String
    @Option(help: "The most bytes of one weights file, for example 5GB (default: one file).") var shardSize: ByteCount?
    @Flag(help: "Replace a model that is there already.") var force = false

    var url: URL { URL(fileURLWithPath: output) }

    /// Says what was written.
    func report() throws {
        let written = try CheckpointInspection(url)
        Terminal.shared.print(
            "\(written.parameters) parameters, \(written.bytes) bytes of \(written.types.joined(separator: ", ")) in "
                + "\(written.files.count) file\(written.files.count == 1 ? "" : "s") → \(output)")
    }
}

extension ModelCommand {
    struct Convert: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write any model in Hugging Face's layout with another element type or in other shards.",
            discussion: """
                Configuration and tokenizer files are kept as they are. For a model that was trained here, see export.

                Example: swiftlet model convert MODEL OUTPUT --type bf16 --shard-size 5GB
                """)
        @Argument(help: "A model's directory or a run's name.") var model: String
        @OptionGroup var output: ModelOutputOptions
        @Option(help: "How floats are stored (default: as they are).") var type: FloatType?
        @OptionGroup var home: HomeOptions

        func run() async throws {
            try ModelPackage.convert(
                home.model(model), to: output.url, as: type, shardSize: output.shardSize?.bytes,
                replacing: output.force)
            try output.report()
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a model that was trained here for transformers and whatever reads its format.",
            discussion: """
                Weights and configuration, the tokenizer, its chat template, and the tokens that end an answer; what
                training leaves beside them stays behind.

                Example: swiftlet model export tiny exported --type bf16
                """)
        @Argument(help: "A run's name or a model's directory.") var model: String
        @OptionGroup var output: ModelOutputOptions
        @Option(help: "How numbers are stored.") var type: FloatType = .float32
        @OptionGroup var home: HomeOptions

        func run() async throws {
            try ModelPackage.export(
                home.model(model), to: output.url, as: type, shardSize: output.shardSize?.bytes,
                replacing: output.force)
            try output.report()
        }
    }
}
