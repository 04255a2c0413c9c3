import Tensors

/// A transformer language model: token ids → hidden rows → logits.
///
/// The network is written once, forward only; the tape makes the gradients. Rows of a batch belong to segments: sequences
/// side by side in training, packed conversations, or single new tokens of sequences whose past lies in caches.
public final class LanguageModel: @unchecked Sendable {
    /// The shape.
    public let configuration: ModelConfiguration
    /// All parameters, in the order of the network.
    public let parameters: [Variable]
    /// The device and the precision that it computes in.
    public let backend: any Backend
    let entries: [CheckpointEntry]
    private let embedding: Variable
    private let positions: Variable?
    private let looking: LookbackMaps?
    private let rotary: RotaryTable?
    private let blocks: [Block]
    private let finalNorm: Norm
    private let head: Variable

    /// A network of random numbers: N(0, 0.02²), the projections back into the residual stream scaled by 1/√(2·layers).
    public init(_ configuration: ModelConfiguration, seed: UInt64, backend: any Backend = CPUBackend.standard) {
        self.configuration = configuration
        self.backend = backend
        let build = ParameterBuilder(seed: seed)
        let isGPT2 = configuration.architecture == .gpt2
        embedding = build.matrix(
            isGPT2 ? "transformer.wte.weight" : "model.embed_tokens.weight", configuration.vocabulary,
            configuration.width, deviation: 0.02)
        positions =
            isGPT2
            ? build.matrix("transformer.wpe.weight", configuration.context, configuration.width, deviation: 0.01) : nil
        looking = configuration.looksBack ? LookbackMaps(configuration, build) : nil
        rotary = isGPT2 ? nil : RotaryTable(inverseFrequencies: configuration.inverseFrequencies)
        blocks = (0..<configuration.layers).map { Block($0, configuration, build) }
        finalNorm = Norm(isGPT2 ? "transformer.ln_f" : "model.norm", configuration, build)
        head =
            configuration.tiedEmbeddings
            ? embedding
            : build.matrix("lm_head.weight", configuration.vocabulary, configuration.width, deviation: 0.02)
        parameters = build.parameters
        entries = build.entries
    }

    /// The last hidden rows, after the final norm: R ids → (R×C), or those alone that are `kept`, with the same bits.
    ///
    /// With caches (one per segment, inference only) the segments go on where their caches end.
    public func hidden(
        _ tokens: [Int32], segments: [Segment], caches: [KeyValueCache]? = nil, keeping kept: [Int32]? = nil,
        on tape: Tape
    ) -> Variable {
        let batch = Batch(
            segments: segments, caches: caches, rows: tokens.count, context: configuration.context, rotary: rotary)
        var x = tape.gather(embedding, tokens)
        tape.note("embedding.token", x)
        if let positions {
            let places = tape.gather(positions, batch.positions)
            tape.note("embedding.position", places)
            x = tape.add(x, places)
        }
        tape.note("embedding.sum", x)
        let lookback = looking.map {
            Lookback(
                maps: $0, embedding: embedding,
                tokens: batch.before(tokens, depth: $0.keys.count, orElse: configuration.endOfText ?? 0))
        }
        for (index, block) in blocks.enumerated() {
            let rows = index == blocks.count - 1 ? kept : nil
            x = tape.recomputable(x) {
                block($0, batch, lookback: index == 0 ? lookback : nil, keeping: rows, on: $1)
            }
        }
        let last = finalNorm(x, asOperand: true, on: tape)
        tape.note("final.norm", last)
        return last
    }

    /// A tape on this model's backend; one that recomputes remembers blocks' inputs alone; see `Tape.note` for the observer.
    public func tape(recording: Bool, recomputing: Bool = false, observer: Tape.Observer? = nil) -> Tape {
        Tape(backend: backend, recording: recording, recomputing: recomputing, observer: observer)
    }

    /// Logits of hidden rows: (R×C) → (R×V).
    public func logits(_ hidden: Variable, on tape: Tape) -> Variable {
        let logits = tape.linear(hidden, head)
        tape.note("logits", logits)
        return logits
    }

    /// Σ −log p(target) / normalizer over the targets that are not ignored; only their rows pass the last feed-forward part.
    public func loss(
        _ tokens: [Int32], targets: [Int32], segments: [Segment], normalizer: Float, on tape: Tape
    ) -> Variable {
        let kept = Self.kept(targets)
        return tape.crossEntropy(
            hidden(tokens, segments: segments, keeping: kept.rows, on: tape), weight: head, targets: kept.targets,
            normalizer: normalizer)
    }

    /// Σ f(i, log p(target)) over the targets that are not ignored, i counting them from 0; see `Tape.targetLoss`.
    public func targetLoss(
        _ tokens: [Int32], targets: [Int32], segments: [Segment], on tape: Tape,
        _ f: (_ index: Int, _ logProbability: Float) -> Tape.RowLoss
    ) -> Variable {
        let kept = Self.kept(targets)
        return tape.targetLoss(
            hidden(tokens, segments: segments, keeping: kept.rows, on: tape), weight: head, targets: kept.targets, f)
    }

    /// log p(target) of each row.
    public func logProbabilities(_ tokens: [Int32], targets: [Int32], segments: [Segment], on tape: Tape) -> [Float] {
        tape.logProbabilities(hidden(tokens, segments: segments, on: tape), weight: head, targets: targets)
    }

    /// The rows whose target is not ignored, nil where they are all or none, and their targets.
    private static func kept(_ targets: [Int32]) -> (rows: [Int32]?, targets: [Int32]) {
        let kept = targets.indices.filter { targets[$0] != Tape.ignoredTarget }
        guard !kept.isEmpty, kept.count < targets.count else { return (nil, targets) }
        return (kept.map(Int32.init), kept.map { targets[$0] })
    }

    /// The number of parameters.
    public var parameterCount: Int { parameters.reduce(0) { $0 + $1.value.count } }

    /// Floating-point operations of one training token: 6·N + 12·L·H·D·T (Kaplan et al. 2020; Chowdhery et al. 2022).
    public var flopsPerToken: Int { configuration.flopsPerToken }

    /// Matrices of the blocks: those that Muon updates.
    public var blockMatrices: [Variable] {
        parameters.filter { parameter in
            parameter.value.shape.count == 2
                && !([embedding, positions, head] + (looking?.all ?? [])).contains { $0 === parameter }
        }
    }

    /// Forgets all gradients.
    public func clearGradients() {
        for parameter in parameters { parameter.gradient = nil }
    }
}
