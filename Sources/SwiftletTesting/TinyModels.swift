import Tensors
import Transformer

/// Networks small enough for tests, one of each family.
public enum TinyModels {
    /// A configuration of a family: two layers, width 32, grouped keys where the family has them.
    public static func configuration(
        _ architecture: ModelConfiguration.Architecture = .qwen3, vocabulary: Int = 300, context: Int = 64
    ) -> ModelConfiguration {
        var made = ModelConfiguration(
            vocabulary: vocabulary, context: context, layers: 2, width: 32, heads: 4,
            keyValueHeads: architecture == .gpt2 ? 4 : 2, hidden: 80)
        made.architecture = architecture
        made.tiedEmbeddings = architecture != .llama
        return made
    }

    /// A network of random numbers; norms and biases are disturbed, so that every gradient matters.
    public static func model(
        _ architecture: ModelConfiguration.Architecture = .qwen3, vocabulary: Int = 300, seed: UInt64 = 1,
        precision: Precision = .standard
    ) -> LanguageModel {
        let model = LanguageModel(
            configuration(architecture, vocabulary: vocabulary), seed: seed, backend: CPUBackend(precision: precision))
        for (index, parameter) in model.parameters.enumerated() {
            var random = RandomStream(seed: seed, purpose: .test, step: index)
            let noise = random.normal(parameter.value.shape, deviation: 0.1)
            for i in 0..<noise.count { parameter.value.pointer[i] += noise.pointer[i] }
            parameter.valueChanged()
        }
        return model
    }
}
