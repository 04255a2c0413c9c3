import Tensors
import Transformer

/// A plan and what it takes, as `swiftlet plan --json` prints it.
public struct PlanReport: Sendable, Equatable, Codable {
    /// The network's shape.
    public struct Shape: Sendable, Equatable, Codable {
        public let arch: String
        public let vocabulary, context, layers, width, heads, key_value_heads, head_size, hidden: Int
        public let tied_embeddings: Bool
    }

    /// Peak bytes of tensors, by what they are for.
    public struct Memory: Sendable, Equatable, Codable {
        public let parameters, gradients, moments, packed_weights, activations, workspace, peak_bytes: Int
        /// The moment of the peak: loss, backward or update.
        public let peak_at: String

        init(_ memory: TrainingMemory) {
            parameters = memory.parameters
            gradients = memory.gradients
            moments = memory.moments
            packed_weights = memory.packedWeights
            activations = memory.activations
            workspace = memory.workspace
            peak_bytes = memory.peak
            peak_at = memory.moment.rawValue
        }
    }

    /// The shape.
    public let shape: Shape
    /// N by part.
    public let parameters: [String: Int]
    /// N.
    public let parameters_total: Int
    /// 6·N.
    public let product_flops_per_token: Int
    /// 12·L·H·D·T.
    public let attention_flops_per_token: Int
    /// Both, for all tokens.
    public let flops: Double
    /// Tokens to train on.
    public let tokens: Int
    /// Sequences per update, per pass, and updates.
    public let batch, micro_batch, steps: Int
    /// The optimizer, and what products multiply.
    public let optimizer, precision: String
    /// Memory on the processor: as it is, and with activations of blocks made again in the backward pass.
    public let memory, memory_recomputing: Memory
    /// Time and money, this machine first where its speed is known.
    public let estimates: [TrainingEstimate]
    /// The measurement of this machine.
    public let probe: SpeedProbe?
    /// Numbers that rules gave.
    public let derived: [DerivedNumber]
    /// The price of GPT-2, for its largest network.
    public let story: GPT2Story?

    /// The report of a plan.
    public init(
        _ plan: TrainingPlan, estimates: [TrainingEstimate], probe: SpeedProbe? = nil, derived: [DerivedNumber] = [],
        story: GPT2Story? = nil
    ) {
        let c = plan.configuration
        shape = Shape(
            arch: c.architecture.rawValue, vocabulary: c.vocabulary, context: c.context, layers: c.layers,
            width: c.width, heads: c.heads, key_value_heads: c.keyValueHeads, head_size: c.headSize, hidden: c.hidden,
            tied_embeddings: c.tiedEmbeddings)
        parameters = Dictionary(uniqueKeysWithValues: c.parametersByPart.map { ($0.key.rawValue, $0.value) })
        parameters_total = c.parameterCount
        product_flops_per_token = 6 * c.parameterCount
        attention_flops_per_token = c.attentionFlopsPerToken
        flops = plan.flops
        tokens = plan.tokens
        batch = plan.batch
        micro_batch = plan.microBatch
        steps = plan.steps
        optimizer = plan.optimizer.rawValue
        precision = plan.precision.rawValue
        memory = Memory(plan.memory())
        memory_recomputing = Memory(plan.memory(recomputing: true))
        self.estimates = estimates
        self.probe = probe
        self.derived = derived
        self.story = story
    }
}
