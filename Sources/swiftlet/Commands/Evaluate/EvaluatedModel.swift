import ArgumentParser
import Artifacts
import Conversation
import Evaluation
import Foundation
import Generation

/// Which model is evaluated, and as what.
struct EvaluatedModelOptions: ParsableArguments {
    @Flag(help: "Take the base model, or the model as one: it only goes on with texts.") var base = false
    @OptionGroup var protocols: ProtocolOptions
    @OptionGroup var home: HomeOptions
    @OptionGroup var machine: MachineOptions

    func validate() throws {
        guard !base || protocols.protocolName == nil else {
            throw ValidationError("give --base or --protocol, not both")
        }
    }

    /// Loads a model: an assistant if its directory has a chat template or a protocol is named, unless --base is given.
    func load(_ name: String, format: TextFormat) throws -> EvaluatedModel {
        machine.apply()
        let directory = try home.model(name, base: base)
        let named = try protocols.named()
        guard !base, named != nil || TokenizerConfiguration.hasChatTemplate(directory) else {
            let generator = try TextGenerator(directory: directory)
            return EvaluatedModel(
                directory: directory, chat: nil, answerer: ModelAnswerer(generator, name: name, format: format))
        }
        let chat = try ChatGenerator(directory: directory, chatProtocol: named)
        return EvaluatedModel(directory: directory, chat: chat, answerer: ModelAnswerer(chat, name: name))
    }
}

/// A model that is evaluated.
struct EvaluatedModel {
    let directory: URL
    /// The model as an assistant; nil for a base model.
    let chat: ChatGenerator?
    let answerer: ModelAnswerer

    var generator: TextGenerator { answerer.generator }

    /// What tells the model from others: what it is taken for, and the digest of an artifact; of another directory, its path
    /// and its newest file's time.
    var identity: String {
        let kind = chat.map { "assistant in \($0.renderer.chatProtocol.name)" } ?? "base"
        if let digest = try? Manifest(directory: directory).output { return "\(kind) \(digest.hex)" }
        let files = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
        let times = files.compactMap { name in
            try? FileManager.default.attributesOfItem(atPath: directory.appendingPathComponent(name).path)[
                .modificationDate] as? Date
        }
        return "\(kind) \(directory.standardizedFileURL.path) of \(Int(times.max()?.timeIntervalSince1970 ?? 0))"
    }
}
