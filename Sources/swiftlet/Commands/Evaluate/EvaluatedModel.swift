import ArgumentParser
import Artifacts
import Evaluation
import Foundation
import Generation

/// Which model is evaluated, and as what.
struct EvaluatedModelOptions: ParsableArguments {
    @Flag(help: "Take the base model, or the model as one: it only goes on with texts.") var base = false
    @OptionGroup var home: HomeOptions
    @OptionGroup var machine: MachineOptions

    /// Loads a model: an assistant if its directory has a chat template, unless --base is given.
    func load(_ name: String, format: TextFormat) throws -> EvaluatedModel {
        machine.apply()
        let directory = try home.model(name, base: base)
        let generator = try TextGenerator(directory: directory)
        let isAssistant = !base && EvaluatedModel.hasChatTemplate(directory)
        let answerer =
            isAssistant
            ? ModelAnswerer(try ChatGenerator(generator), name: name)
            : ModelAnswerer(generator, name: name, format: format)
        return EvaluatedModel(directory: directory, generator: generator, answerer: answerer)
    }
}

/// A model that is evaluated.
struct EvaluatedModel {
    let directory: URL
    let generator: TextGenerator
    let answerer: ModelAnswerer

    static func hasChatTemplate(_ directory: URL) -> Bool {
        let data = FileManager.default.contents(
            atPath: directory.appendingPathComponent("tokenizer_config.json").path)
        let fields = data.flatMap { try? JSONDecoder().decode([String: JSONValue].self, from: $0) }
        return fields?["chat_template"] != nil
    }

    /// What tells the model from others: the digest of an artifact; of another directory, its path and its newest file's time.
    var identity: String {
        let kind = answerer.isAssistant ? "assistant" : "base"
        if let digest = try? Manifest(directory: directory).output { return "\(kind) \(digest.hex)" }
        let files = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
        let times = files.compactMap { name in
            try? FileManager.default.attributesOfItem(atPath: directory.appendingPathComponent(name).path)[
                .modificationDate] as? Date
        }
        return "\(kind) \(directory.standardizedFileURL.path) of \(Int(times.max()?.timeIntervalSince1970 ?? 0))"
    }
}
