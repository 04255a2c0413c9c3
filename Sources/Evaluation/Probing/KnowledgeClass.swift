/// How well a model knows an answer (SliCK: Gekhman et al. 2024, §2.2).
public enum KnowledgeClass: String, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
    /// Always right greedily.
    case highlyKnown = "highly known"
    /// Sometimes right greedily.
    case maybeKnown = "maybe known"
    /// Never right greedily, sometimes right by sampling.
    case weaklyKnown = "weakly known"
    /// Never right.
    case unknown

    /// The class of P(correct) greedily and by sampling.
    public init(greedy: Double, sampled: Double) {
        self =
            greedy >= 1 ? .highlyKnown : greedy > 0 ? .maybeKnown : sampled > 0 ? .weaklyKnown : .unknown
    }
}
