import Tensors
import Transformer

/// Bytes that one forward and backward pass of R rows keeps and works with, part by part.
///
/// Mirrors `Block`, `Tape+Network` and `Tape+Loss`: an operation's inputs and outputs live until its backward step is done.
/// Letters: R rows, C width, Q = H·D, K = Hkv·D, F hidden, V vocabulary.
struct PassMemory {
    private let c: ModelConfiguration
    private let rows: Int
    private let sizes: TensorSizes
    private var queries: Int { c.heads * c.headSize }
    private var keys: Int { c.keyValueHeads * c.headSize }
    private var isGPT2: Bool { c.architecture == .gpt2 }
    /// Maps that raise a row to the hidden size: gate and up, or one.
    private var raises: Int { isGPT2 ? 1 : 2 }

    init(_ configuration: ModelConfiguration, rows: Int, sizes: TensorSizes) {
        c = configuration
        self.rows = rows
        self.sizes = sizes
    }

    // MARK: What the forward pass keeps

    /// A block's output, and any float32 matrix of that shape: R×C.
    var output: Int { floats(c.width) }

    /// A norm's result, an operand, with a float (layer norm: two) per row.
    private var normed: Int { operand(c.width) + (isGPT2 ? 2 : 1) * floats(1) }
    private var projections: Int { floats(queries) + 2 * floats(keys) }
    /// One of queries or keys normed and turned, with its inverse norms: GPT-2 has none.
    private func turned(_ heads: Int) -> Int {
        isGPT2 ? 0 : floats(heads * c.headSize) + (c.hasQueryNorm ? floats(heads) : 0)
    }
    /// Attention's result and the log-sum-exp of every query and head.
    private var attended: Int { operand(queries) + floats(c.heads) }
    private var raised: Int { raises * floats(c.hidden) }
    private var activated: Int { operand(c.hidden) }

    /// All that a block keeps: two norms, attention, the residual stream twice, the feed-forward part.
    var block: Int {
        2 * normed + projections + turned(c.heads) + turned(c.keyValueHeads) + attended + 2 * output + raised
            + activated
    }

    /// What is kept before the blocks: embedded rows, with positions and their sum for GPT-2, else with the rows' angles; where
    /// the first block looks back, the tokens before, their norms, and queries and keys anew.
    var stem: Int {
        guard !isGPT2 else { return 3 * output }
        return output + 2 * floats(c.headSize / 2)
            + (c.looksBack
                ? ModelConfiguration.keyLookback * (output + normed + floats(keys))
                    + ModelConfiguration.queryLookback * floats(queries) : 0)
    }
    /// The angles of all positions, which the network keeps.
    var angles: Int { isGPT2 ? 0 : 2 * sizes.floats(max(256, c.context) * c.headSize / 2) }
    /// What is kept after the blocks: the final norm.
    var top: Int { normed }

    // MARK: The loss

    /// The gradient of the output matrix, which the loss makes.
    var headGradient: Int { sizes.floats(c.vocabulary * c.width) }

    /// The gradient of the hidden rows, the output matrix packed the other way, a chunk of logits and of packed rows.
    var lossWorkspace: Int {
        let chunk = min(rows, Tape.rowsPerChunk(vocabulary: c.vocabulary))
        return output + sizes.packed(c.vocabulary, c.width) + sizes.floats(chunk * c.vocabulary)
            + sizes.packed(chunk, c.width)
    }

    // MARK: The backward pass of a block

    /// The most that the backward pass of a block adds to what the forward pass kept; what it frees is subtracted, and the
    /// block's own gradients are added where they are new.
    func backwardPeak(countingGradients: Bool) -> Int {
        func fresh(_ outputs: Int, _ inputs: Int, _ count: Int = 1) -> Int {
            countingGradients ? count * sizes.floats(outputs * inputs) : 0
        }
        var live = output  // the gradient that comes in
        var peak = live
        func reach(_ transient: Int) { peak = max(peak, live + transient) }

        live += fresh(c.width, c.hidden)
        reach(sizes.packed(rows, c.hidden) + sizes.packed(c.width, c.hidden) + floats(c.hidden))
        live += floats(c.hidden) - output
        reach(raises * operand(c.hidden))
        live += raises * operand(c.hidden) - floats(c.hidden) - activated
        live += fresh(c.hidden, c.width, raises)
        reach(sizes.packed(rows, c.width) + raises * sizes.packed(c.hidden, c.width) + output)
        live -= raises * operand(c.hidden) + raised + normed
        live += fresh(c.width, queries)
        reach(sizes.packed(rows, queries) + sizes.packed(c.width, queries) + floats(queries))
        live += floats(queries) - output
        reach(floats(queries) + 2 * floats(keys))
        live += 2 * floats(keys) - attended
        if !isGPT2 {
            // Turned back one after the other, keys first, into operands.
            for (size, heads) in [(keys, c.keyValueHeads), (queries, c.heads)] {
                reach(operand(size))
                live += operand(size) - floats(size) - turned(heads)
            }
        }
        live += fresh(queries, c.width) + fresh(keys, c.width, 2)
        reach(
            sizes.packed(rows, c.width) + sizes.packed(queries, c.width) + 2 * sizes.packed(keys, c.width) + output)
        return peak
    }

    private func floats(_ columns: Int) -> Int { sizes.floats(rows * columns) }
    private func operand(_ columns: Int) -> Int { sizes.operand(rows * columns) }
}
