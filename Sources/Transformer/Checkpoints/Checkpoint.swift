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
        try loadParameters(of: model, from: weightFiles(of: directory), path: directory.path)
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

    /// Writes config.json, generation_config.json and the weights, which come last.
    ///
    /// - Parameters:
    ///   - element: how numbers are stored.
    ///   - shardSize: the most bytes of one weights file; nil writes a single one.
    ///   - endOfTurn: the token that ends an answer, besides the one that ends a text.
    public static func save(
        _ model: LanguageModel, to directory: URL, as element: FloatType = .float32, shardSize: Int? = nil,
        endOfTurn: Int32? = nil
    ) throws {
        var generation: [String: Any] = ["do_sample": true, "temperature": 0.8]
        let ends = [endOfTurn, model.configuration.endOfText].compactMap { $0.map(Int.init) }
        if let end = ends.first { generation["eos_token_id"] = ends.count > 1 ? ends as Any : end }
        try writing(to: directory) {
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
            try model.configuration.huggingFaceJSON(as: element)
                .write(to: directory.appendingPathComponent("config.json"))
            try JSONSerialization.data(withJSONObject: generation, options: [.prettyPrinted, .sortedKeys])
                .write(to: directory.appendingPathComponent("generation_config.json"))
        }
        try writeWeights(outputs(of: model, as: element), shardSize: shardSize, to: directory)
    }

    /// Writes the parameters alone, under their checkpoint names.
    public static func saveParameters(of model: LanguageModel, to url: URL) throws {
        try SafetensorsFile.write(outputs(of: model, as: .float32), to: url)
    }

    private static func outputs(of model: LanguageModel, as element: FloatType) -> [SafetensorsFile.Output] {
        model.entries.map { entry in
            SafetensorsFile.Output(entry.key, shape: entry.shape, as: element) { entry.joined(\.value) }
        }
    }

    /// The gradients under their checkpoint names.
    public static func gradients(of model: LanguageModel) -> [(name: String, tensor: Tensor)] {
        model.entries.compactMap { entry in
            guard entry.parts.allSatisfy({ $0.gradient != nil }) else { return nil }
            return (entry.key, entry.joined { $0.gradient ?? Tensor(zeros: $0.value.shape) })
        }
    }

    /// Runs `body`, whose errors become this module's.
    static func writing(to url: URL, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as CocoaError {
            throw TransformerError.cannotWrite(
                path: url.path, reason: error.localizedDescription, diskFull: error.code == .fileWriteOutOfSpace)
        }
    }
}
