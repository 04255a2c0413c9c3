import Transformer

/// Networks whose shape everybody knows (Radford et al. 2019).
public enum ModelPreset: String, Sendable, CaseIterable {
    case gpt2 = "gpt2"
    case gpt2Medium = "gpt2-medium"
    case gpt2Large = "gpt2-large"
    case gpt2XL = "gpt2-xl"

    /// The shape: 124 M, 355 M, 774 M and 1.56 B parameters.
    public var configuration: ModelConfiguration {
        let (layers, width) =
            switch self {
            case .gpt2: (12, 768)
            case .gpt2Medium: (24, 1024)
            case .gpt2Large: (36, 1280)
            case .gpt2XL: (48, 1600)
            }
        var made = ModelConfiguration(
            vocabulary: 50_257, context: 1024, layers: layers, width: width, heads: width / 64, hidden: 4 * width)
        made.architecture = .gpt2
        made.epsilon = 1e-5
        return made
    }

    /// What GPT-2 was trained on, as the talk has it: about 100 billion tokens, a million or so per update.
    public var tokens: Int { 100_000_000_000 }
    /// Sequences of an update of 2²⁰ tokens.
    public var batch: Int { 1024 }
}
