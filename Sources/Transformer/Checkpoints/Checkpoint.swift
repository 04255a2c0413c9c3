import Foundation
import Tensors

/// Models in Hugging Face's layout: config.json and model.safetensors (one file or several with an index).
public enum Checkpoint {
    /// Loads a model's directory.
    public static func load(
        _ directory: URL, backend: any Backend = CPUBackend.standard
    ) throws -> LanguageModel {
        let configuration = try ModelConfiguration(contentsOf: directory.appendingPathComponent("config.json"))
        let model = LanguageModel(configuration, seed: 0, backend: backend)
        try loadParameters(of: model, from: directory)
        return model
    }

    /// Fills a model's parameters from the weights of a directory.
    public static func loadParameters(of model: LanguageModel, from directory: URL) throws {
        try loadParameters(of: model, from: weightFiles(directory), path: directory.path)
    }

    /// Fills a model's parameters from one file.
    public static func loadParameters(of model: LanguageModel, fromFile url: URL) throws {
        try loadParameters(of: model, from: [SafetensorsFile(url)], path: url.path)
    }

    private static func loadParameters(of model: LanguageModel, from files: [SafetensorsFile], path: String) throws {
        for entry in model.entries {
            let names = [entry.key, entry.key.replacingOccurrences(of: "transformer.", with: "")]
            guard let file = files.first(where: { file in names.contains { file.entries[$0] != nil } }),
                let name = names.first(where: { file.entries[$0] != nil }), let found = file.entries[name]
            else { throw TransformerError.missingTensor(path: path, tensor: entry.key) }
            guard found.shape == entry.shape else {
                throw TransformerError.wrongShape(
                    path: path, tensor: name, expected: entry.shape, found: found.shape)
            }
            entry.assign(try file.tensor(name))
        }
    }

    /// Writes config.json, generation_config.json and model.safetensors; the weights come last.
    public static func save(_ model: LanguageModel, to directory: URL) throws {
        do {
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
            try model.configuration.huggingFaceJSON().write(to: directory.appendingPathComponent("config.json"))
            var generation: [String: Any] = ["do_sample": true, "temperature": 0.8]
            if let end = model.configuration.endOfText { generation["eos_token_id"] = Int(end) }
            try JSONSerialization.data(withJSONObject: generation, options: [.prettyPrinted, .sortedKeys])
                .write(to: directory.appendingPathComponent("generation_config.json"))
        } catch let error as CocoaError {
            throw TransformerError.cannotWrite(
                path: directory.path, reason: error.localizedDescription, diskFull: error.code == .fileWriteOutOfSpace)
        }
        try saveParameters(of: model, to: directory.appendingPathComponent("model.safetensors"))
    }

    /// Writes the parameters alone, under their checkpoint names.
    public static func saveParameters(of model: LanguageModel, to url: URL) throws {
        try SafetensorsFile.write(named(model) { $0.value }, to: url)
    }

    /// The gradients under their checkpoint names.
    public static func gradients(of model: LanguageModel) -> [(name: String, tensor: Tensor)] {
        named(model) { $0.gradient }
    }

    private static func named(
        _ model: LanguageModel, _ tensor: (Variable) -> Tensor?
    ) -> [(name: String, tensor: Tensor)] {
        model.entries.compactMap { entry in entry.joined(tensor).map { (entry.key, $0) } }
    }

    private static func weightFiles(_ directory: URL) throws -> [SafetensorsFile] {
        let index = directory.appendingPathComponent("model.safetensors.index.json")
        guard let data = FileManager.default.contents(atPath: index.path) else {
            return [try SafetensorsFile(directory.appendingPathComponent("model.safetensors"))]
        }
        guard let fields = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
            let map = fields["weight_map"] as? [String: String]
        else { throw TransformerError.badFile(path: index.path, reason: "it has no 'weight_map'") }
        let names = Set(map.values).sorted()
        guard !names.isEmpty, names.allSatisfy({ !$0.contains("/") }) else {
            throw TransformerError.badFile(path: index.path, reason: "its 'weight_map' names no files beside it")
        }
        return try names.map { try SafetensorsFile(directory.appendingPathComponent($0)) }
    }
}
