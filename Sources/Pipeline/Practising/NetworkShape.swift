import Artifacts
import Tokenization
import Transformer

/// The size of a small network: "4x128" has four layers of 128 numbers.
struct NetworkShape: Sendable, Equatable {
    var layers: Int
    var width: Int

    /// Reads "4x128"; nil for another text, or a width that is no multiple of 32.
    init?(_ text: String) {
        let parts = text.split(separator: "x").compactMap { Int($0) }
        guard parts.count == 2, (1...200).contains(parts[0]), (32...16_384).contains(parts[1]), parts[1] % 32 == 0
        else {
            return nil
        }
        (layers, width) = (parts[0], parts[1])
    }

    /// The size of a network that is there.
    init(of configuration: ModelConfiguration) { (layers, width) = (configuration.layers, configuration.width) }

    /// What a section says of its network, four layers of 128 numbers if nothing.
    static func read(_ section: RecipeSection) throws -> NetworkShape {
        try NetworkShape(section.string("network", default: "4x128"), in: section, key: "network")
    }

    /// Reads a value of a section.
    init(_ text: String, in section: RecipeSection, key: String) throws {
        guard let shape = NetworkShape(text) else {
            throw RecipeError.wrongType(
                file: section.file, line: section.line, key: "\(section.name).\(key)",
                expected: "layers and width, a multiple of 32, such as 4x128")
        }
        self = shape
    }

    var text: String { "\(layers)x\(width)" }

    /// A network of this size from random numbers, with heads of 32 numbers and room for 512 tokens.
    ///
    /// - Parameter family: who writes about what was asked has to copy; a first block that looks back learns that soon.
    func model(
        _ tokenizer: Tokenizer, family: ModelConfiguration.Architecture = .qwen3, seed: UInt64
    ) -> LanguageModel {
        var configuration = ModelConfiguration(
            vocabulary: (tokenizer.vocabularySize + 63) / 64 * 64, context: 512, layers: layers, width: width,
            heads: max(1, width / 32))
        configuration.endOfText = tokenizer.specialTokens["<|endoftext|>"]
        return LanguageModel(configuration.inFamily(family), seed: seed)
    }
}
