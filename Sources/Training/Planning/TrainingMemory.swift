import Tensors
import Transformer

/// Bytes of tensors at the peak of an update, counted from what the tape, the loss and the optimizer keep.
///
/// The peak is the greatest of four moments: the loss (all activations and a chunk of logits), the backward pass of the last
/// and of the first block (activations go as gradients come), and the optimizer's update. The allocator's size classes are
/// counted as they are; tables of a few kilobytes are not. `scripts/check-plan.sh` compares with real runs.
public struct TrainingMemory: Sendable, Equatable, Codable {
    /// When the peak is.
    public enum Moment: String, Sendable, Codable {
        case loss, backward, update
    }

    /// The parameters.
    public let parameters: Int
    /// The optimizer's moments: two for AdamW, one for a matrix under Muon.
    public let moments: Int
    /// Weights laid out for products, made once per update.
    public let packedWeights: Int
    /// The gradients there are at the peak.
    public let gradients: Int
    /// What the tape keeps for the backward pass, at the peak.
    public let activations: Int
    /// The rest at the peak: logits, packed operands, gradients of activations, the optimizer's working matrices, angles.
    public let workspace: Int
    /// When the peak is.
    public let moment: Moment

    /// The sum of all.
    public var peak: Int { parameters + moments + packedWeights + gradients + activations + workspace }

    /// The peak of updates of `batch` sequences, `microBatch` of them per pass; `recomputes` keeps only what enters each block
    /// and makes the rest again in the backward pass.
    public init(
        _ configuration: ModelConfiguration, optimizer: Optimizer.Kind, precision: Precision, batch: Int,
        microBatch: Int, recomputes: Bool = false
    ) {
        let sizes = TensorSizes(precision: precision)
        let pass = PassMemory(configuration, rows: min(batch, microBatch) * configuration.context, sizes: sizes)
        let shapes = configuration.parameterShapes
        func total(_ bytes: (ParameterShape) -> Int) -> Int { shapes.reduce(0) { $0 + bytes($1) } }
        let all = total { sizes.floats($0.count) }
        // Gradients of an earlier pass of the same update are there from the beginning.
        let isFirstPass = batch <= microBatch
        let block = configuration.blockShapes.reduce(0) { $0 + sizes.floats($1.count) }
        let kept = recomputes ? pass.output : pass.block
        let layers = configuration.layers
        let again = recomputes ? pass.block : 0

        let atLoss = Candidate(
            moment: .loss, gradients: isFirstPass ? pass.headGradient : all,
            activations: pass.stem + layers * kept + pass.top, workspace: pass.lossWorkspace)
        let backward = [layers - 1, 0].map { layer in
            let step = pass.backwardPeak(countingGradients: isFirstPass)
            return Candidate(
                moment: .backward,
                gradients: isFirstPass ? pass.headGradient + (layers - 1 - layer) * block : all,
                activations: pass.stem + (layer + 1) * kept + again, workspace: step)
        }
        let atEnd = Candidate(moment: .backward, gradients: all, activations: pass.stem, workspace: pass.output)
        let matrices = optimizer == .muon ? shapes.filter(\.isBlockMatrix) : []
        let atUpdate = Candidate(
            moment: .update, gradients: all, activations: 0,
            workspace: matrices.map { sizes.newtonSchulz($0.shape[0], $0.shape[1]) }.max() ?? 0)
        let peak = ([atLoss, atEnd, atUpdate] + backward).max { $0.total < $1.total } ?? atLoss

        parameters = all
        moments = all + total { optimizer == .muon && $0.isBlockMatrix ? 0 : sizes.floats($0.count) }
        packedWeights = total { $0.isMultiplied ? sizes.packed($0.shape[1], $0.shape[0]) : 0 }
        gradients = peak.gradients
        activations = peak.activations
        workspace = peak.workspace + pass.angles
        moment = peak.moment
    }

    private struct Candidate {
        let moment: Moment
        let gradients, activations, workspace: Int

        var total: Int { gradients + activations + workspace }
    }
}

/// Bytes of tensors as the allocator counts them.
struct TensorSizes {
    let precision: Precision

    /// A float32 tensor.
    func floats(_ count: Int) -> Int { CachingAllocator.sizeClass(4 * count) }

    /// A tensor that only feeds products: bfloat16 where these multiply it.
    func operand(_ count: Int) -> Int { precision.halves ? CachingAllocator.sizeClass(2 * count) : floats(count) }

    /// A right operand (depth × columns) laid out for products: columns in panels of up to 32, pairs of bfloat16 in a word.
    func packed(_ depth: Int, _ columns: Int) -> Int {
        floats((columns + 31) / 32 * 32 * precision.words(depth))
    }

    /// What orthogonalizing an m×n matrix takes beside gradient and momentum: the update, x and the next x, three square
    /// matrices, one packed operand.
    func newtonSchulz(_ m: Int, _ n: Int) -> Int {
        let small = min(m, n)
        return 3 * floats(m * n) + 3 * floats(small * small) + (m > n ? packed(small, small) : packed(m, n))
    }
}
