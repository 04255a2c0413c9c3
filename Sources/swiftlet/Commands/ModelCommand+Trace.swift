import ArgumentParser
import Artifacts
import Foundation
import Tensors
import Tokenization
import Transformer

extension ModelCommand {
    struct Trace: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Pass tokens through a model and show every intermediate value.",
            discussion: """
                Example: swiftlet model trace sorter --text CBABBC
                Example: swiftlet model trace MODEL --tokens 1,2,3 --output trace.json
                """)
        @Argument(help: "A model's directory or a run's name.") var model: String
        @Option(help: "The ids, with commas between them.") var tokens: String?
        @Option(help: "A text for the model's tokenizer.") var text: String?
        @Option(help: "A file for all numbers: .json or .safetensors.") var output: String?
        @OptionGroup var home: HomeOptions
        @OptionGroup var machine: MachineOptions

        func validate() throws {
            guard (tokens == nil) != (text == nil) else {
                throw ValidationError("say what to pass through: either --tokens 1,2,3 or --text 'some text'.")
            }
            guard output.map({ $0.hasSuffix(".json") || $0.hasSuffix(".safetensors") }) ?? true else {
                throw ValidationError("--output should end in .json or .safetensors.")
            }
        }

        func run() async throws {
            machine.apply(standard: .f32)
            let directory = try home.model(model)
            let place = directory.appendingPathComponent("tokenizer.json")
            let tokenizer =
                text != nil || FileManager.default.fileExists(atPath: place.path)
                ? try Tokenizer(contentsOf: place) : nil
            let trace = try ForwardTrace(Checkpoint.load(directory), ids(tokenizer))
            Terminal.shared.print(table(of: trace))
            Terminal.shared.print("\n" + likeliest(in: trace, tokenizer))
            guard let output else { return }
            let url = URL(fileURLWithPath: output)
            if output.hasSuffix(".json") {
                try AtomicFile.write(trace.json(), to: url)
            } else {
                try trace.writeSafetensors(to: url)
            }
            Terminal.shared.print("\(trace.values.count) values → \(output)")
        }

        private func ids(_ tokenizer: Tokenizer?) throws -> [Int32] {
            if let text, let tokenizer {
                let ids = tokenizer.encode(text)
                guard tokenizer.decode(ids) == text else {
                    throw ValidationError("the model's vocabulary cannot write '\(text)'.")
                }
                return ids
            }
            return try (tokens ?? "").split(separator: ",").map { word in
                guard let id = Int32(word.trimmingCharacters(in: .whitespaces)) else {
                    throw ValidationError("'\(word)' in --tokens is not an id. Write them as 1,2,3.")
                }
                return id
            }
        }

        private func table(of trace: ForwardTrace) -> String {
            var table = TextTable(["value", "shape", "least", "greatest", "mean"])
            for value in trace.values {
                let numbers = value.tensor.toArray().filter(\.isFinite)
                let mean = numbers.reduce(0.0) { $0 + Double($1) } / Double(max(1, numbers.count))
                let figures = [numbers.min() ?? 0, numbers.max() ?? 0, Float(mean)]
                table.add(
                    [value.name, value.tensor.shape.map(String.init).joined(separator: "×")]
                        + figures.map { String(format: "%.4f", $0) })
            }
            return table.text
        }

        /// The five likeliest next tokens.
        private func likeliest(in trace: ForwardTrace, _ tokenizer: Tokenizer?) -> String {
            let last = trace["probabilities"].map { Array($0.toArray().suffix($0.width)) } ?? []
            let ids = last.indices.sorted { (last[$1], $0) < (last[$0], $1) }.prefix(5)
            return "next    "
                + ids.map { id in
                    let piece = tokenizer.map { name(of: Int32(id), $0) + " " } ?? ""
                    return "\(id) \(piece)\(String(format: "%.1f", 100 * last[id])) %"
                }.joined(separator: "   ")
        }

        private func name(of id: Int32, _ tokenizer: Tokenizer) -> String {
            tokenizer.specialName(id) ?? String(decoding: tokenizer.tokenBytes(id), as: UTF8.self).debugDescription
        }
    }
}
