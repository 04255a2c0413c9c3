import Foundation
import Tensors

/// A model's files with another element type or in other shards, tensor by tensor and without making a network of them.
extension Checkpoint {
    /// What belongs to a model besides its configuration and weights.
    private static let companions = [
        "generation_config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json",
        "added_tokens.json", "vocab.json", "merges.txt", "tokenizer.model", "chat_template.jinja", "LICENSE",
    ]

    /// Writes a model in Hugging Face's layout again; `directory` must be there.
    ///
    /// The configuration keeps every key but the element type, also those that this version does not know; tensors of whole
    /// numbers and the files of the tokenizer are copied as they are.
    ///
    /// - Parameters:
    ///   - element: how floats are stored; nil keeps each tensor's type.
    ///   - shardSize: the most bytes of one weights file; nil writes a single one.
    public static func convert(
        _ source: URL, to directory: URL, as element: FloatType?, shardSize: Int?
    ) throws {
        let place = source.appendingPathComponent("config.json")
        guard var configuration = FileManager.default.contents(atPath: place.path) else {
            throw TransformerError.missingFile(path: place.path)
        }
        if let element {
            guard var fields = try? JSONSerialization.jsonObject(with: configuration) as? [String: Any] else {
                throw TransformerError.badFile(path: place.path, reason: "it is not a JSON object")
            }
            for key in ["dtype", "torch_dtype"] { fields[key] = element.huggingFaceName }
            configuration = try JSONSerialization.data(
                withJSONObject: fields, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        }
        try writing(to: directory) {
            try configuration.write(to: directory.appendingPathComponent("config.json"))
            for name in companions {
                guard let data = FileManager.default.contents(atPath: source.appendingPathComponent(name).path) else {
                    continue
                }
                try data.write(to: directory.appendingPathComponent(name))
            }
        }
        var seen: Set<String> = []
        let outputs = try weightFiles(of: source).flatMap { file in
            try file.names.filter { seen.insert($0).inserted }.map { try output($0, of: file, as: element) }
        }
        try writeWeights(outputs, shardSize: shardSize, to: directory)
    }

    private static func output(
        _ name: String, of file: SafetensorsFile, as element: FloatType?
    ) throws -> SafetensorsFile.Output {
        let entry = try file.entry(name)
        guard let element, SafetensorsFile.floatTypes.contains(entry.type), entry.type != element.safetensorsName else {
            return try SafetensorsFile.Output(name, of: file)
        }
        return SafetensorsFile.Output(name, shape: entry.shape, as: element) { try file.tensor(name) }
    }
}
