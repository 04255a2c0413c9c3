import ArgumentParser
import Corpus
import Foundation
import Tokenization

/// `swiftlet tokenizer`
struct TokenizerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokenizer", abstract: "Train a vocabulary, and see text as tokens.",
        subcommands: [Train.self, Show.self, Encode.self])

    struct Train: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Train a byte-pair vocabulary on a file or folder.",
            discussion: "Example: swiftlet tokenizer train --source texts/ --vocabulary 8192 --output tokenizer.json")
        @Option(help: "A file or folder of WARC, HTML, text or JSONL; may be repeated.") var source: [String]
        @Option(help: "Symbols in all.") var vocabulary: Int = 4096
        @Option(help: "The file to write.") var output: String = "tokenizer.json"

        func run() async throws {
            var trainer = try TokenizerTrainer(vocabularySize: vocabulary)
            var settings = CorpusPipeline.Settings()
            settings.minimumEnglish = 0
            settings.quality = nil
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("swiftlet-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let pipeline = CorpusPipeline(try DocumentSource(source.map { URL(fileURLWithPath: $0) }), settings)
            _ = try pipeline.run(to: folder)
            try DocumentReader.read(folder.appendingPathComponent("documents.jsonl.zst")) { trainer.add($0.text) }
            let began = Date()
            let tokenizer = trainer.train { Terminal.shared.progress("tokenizer", $0, "merges") }
            try tokenizer.save(to: URL(fileURLWithPath: output))
            Terminal.shared.endProgress()
            Terminal.shared.print(
                String(
                    format: "%d symbols in %.2f s → %@", tokenizer.vocabularySize, Date().timeIntervalSince(began),
                    output))
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a text as bits, bytes, merges and tokens.",
            discussion: "Example: swiftlet tokenizer show tokenizer.json 'hello world'")
        @Argument(help: "A tokenizer.json or a cl100k_base.tiktoken.") var file: String
        @Argument(help: "The text.") var text: String

        func run() async throws {
            let tokenizer = try TokenizerCommand.load(file)
            let inspection = TokenizerInspection(text, tokenizer)
            let bits = inspection.bytes.map {
                String(repeating: "0", count: $0.leadingZeroBitCount) + ($0 == 0 ? "" : String($0, radix: 2))
            }
            Terminal.shared.print("bits    \(bits.joined(separator: " "))")
            Terminal.shared.print("bytes   \(inspection.bytes.map(String.init).joined(separator: " "))")
            for steps in inspection.words {
                for step in steps {
                    Terminal.shared.print(
                        "merge   \(String(decoding: step.bytes, as: UTF8.self).debugDescription) → \(step.id)")
                }
            }
            Terminal.shared.print(
                "tokens  "
                    + inspection.ids.map {
                        "\($0) \(String(decoding: tokenizer.tokenBytes($0), as: UTF8.self).debugDescription)"
                    }
                    .joined(separator: "  "))
            Terminal.shared.print(
                "\(inspection.bytes.count) bytes, \(inspection.ids.count) tokens of \(tokenizer.vocabularySize) symbols"
            )
        }
    }

    struct Encode: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the ids of a text file.",
            discussion: "Example: swiftlet tokenizer encode tokenizer.json text.txt")
        @Argument(help: "A tokenizer.json or a cl100k_base.tiktoken.") var file: String
        @Argument(help: "The text file.") var text: String

        func run() async throws {
            let tokenizer = try TokenizerCommand.load(file)
            guard let data = FileManager.default.contents(atPath: text) else { throw CorpusError.missing(path: text) }
            Terminal.shared.print(
                tokenizer.encode(String(decoding: data, as: UTF8.self)).map(String.init).joined(separator: " "))
        }
    }

    static func load(_ file: String) throws -> Tokenizer {
        let url = URL(fileURLWithPath: file)
        guard file.hasSuffix(".tiktoken") else { return try Tokenizer(contentsOf: url) }
        return try Tokenizer(tiktoken: url, pattern: .gpt4(digits: 3), specialTokens: Tokenizer.cl100kSpecialTokens)
    }
}
