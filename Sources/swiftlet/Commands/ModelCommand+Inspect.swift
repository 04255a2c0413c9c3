import ArgumentParser
import Foundation
import Transformer

extension ModelCommand {
    struct Inspect: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a model's shape, parameters by part, and tensors; reads no weights.",
            discussion: "Example: swiftlet model inspect tiny --tensors")
        @Argument(help: "A model's directory or a run's name.") var model: String
        @Flag(help: "List every tensor as it is stored.") var tensors = false
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var home: HomeOptions

        func run() async throws {
            let found = try CheckpointInspection(home.model(model))
            if json {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
                Terminal.shared.print(String(decoding: try encoder.encode(found), as: UTF8.self))
                return
            }
            Terminal.shared.print(summary(of: found))
            if tensors { Terminal.shared.print("\n" + list(of: found)) }
        }

        private func summary(of found: CheckpointInspection) -> String {
            let c = found.configuration
            var table = TextTable(["what", "value"])
            for (name, value) in [
                ("architecture", c.architecture.rawValue), ("vocabulary", "\(c.vocabulary)"),
                ("context", "\(c.context)"), ("layers", "\(c.layers)"), ("width", "\(c.width)"),
                ("heads", "\(c.heads)"), ("key-value heads", "\(c.keyValueHeads)"), ("head size", "\(c.headSize)"),
                ("hidden", "\(c.hidden)"), ("tied embeddings", "\(c.tiedEmbeddings)"),
            ] { table.add([name, value]) }
            if c.architecture != .gpt2 { table.add(["rotary base", "\(c.rotaryBase)"]) }
            if let scaling = c.rotaryScaling {
                table.add(["rotary scaling", "llama3, ×\(scaling.factor) from \(scaling.originalContext)"])
            }
            table.add(["parameters", "\(found.parameters)"])
            for part in found.parts { table.add(["  \(part.name)", "\(part.parameters)"]) }
            table.add(["FLOP per token", "\(found.flopsPerToken)"])
            table.add(["tensors", "\(found.tensors.count)"])
            table.add(["element types", found.types.joined(separator: ", ")])
            table.add(["weights files", "\(found.files.count)"])
            table.add(["bytes of weights", "\(found.bytes)"])
            return table.text
        }

        private func list(of found: CheckpointInspection) -> String {
            var table = TextTable(["tensor", "type", "shape", "bytes", "file"])
            for tensor in found.tensors {
                let shape = tensor.shape.map(String.init).joined(separator: "×")
                table.add([tensor.name, tensor.type, shape, "\(tensor.bytes)", tensor.file])
            }
            return table.text
        }
    }
}
