import Foundation
import Tensors
import Transformer

/// AdamW for everything, or Muon for the matrices of the blocks and AdamW for the rest.
///
/// Weight decay is decoupled and, unless `decaysAll`, acts on matrices alone.
public final class Optimizer {
    /// The rule for the matrices of the blocks.
    public enum Kind: String, Sendable, CaseIterable {
        case adamw, muon
    }

    /// What does not change during a run.
    public struct Settings: Sendable, Equatable {
        /// The rule for the matrices of the blocks.
        public var kind: Kind = .adamw
        /// Decay of AdamW's first moment.
        public var beta1: Float = 0.9
        /// Decay of AdamW's second moment.
        public var beta2: Float = 0.95
        /// AdamW's ε.
        public var epsilon: Float = 1e-8
        /// Weight decay, multiplied by the rate.
        public var decay: Float = 0.1
        /// Muon's momentum.
        public var momentum: Float = 0.95
        /// Muon's rate over AdamW's.
        public var muonFactor: Float = 6
        /// Whether vectors decay as well.
        public var decaysAll = false

        /// AdamW with the defaults of this type's properties.
        public init() {}
    }

    /// What does not change during a run.
    public let settings: Settings
    /// Updates done.
    public private(set) var step = 0
    private let parameters: [Variable]
    private let more: [Variable]
    private let backend: any Backend
    /// First moments (AdamW) or momentum (Muon), then second moments (AdamW), in the order of the parameters.
    private var moments: [(first: Tensor, second: Tensor?)]
    private let usesMuon: [Bool]

    /// An optimizer of a model's parameters, with moments of zero.
    ///
    /// - Parameter more: parameters beside the model's, such as a head of another kind.
    public init(_ model: LanguageModel, _ settings: Settings = Settings(), more: [Variable] = []) {
        self.settings = settings
        (parameters, self.more) = (model.parameters + more, more)
        backend = model.backend
        let matrices = settings.kind == .muon ? Set(model.blockMatrices.map(ObjectIdentifier.init)) : []
        usesMuon = parameters.map { matrices.contains(ObjectIdentifier($0)) }
        moments = zip(parameters, usesMuon).map { parameter, isMuon in
            (Tensor(zeros: parameter.value.shape), isMuon ? nil : Tensor(zeros: parameter.value.shape))
        }
    }

    /// Forgets all gradients.
    public func clearGradients() {
        for parameter in parameters { parameter.gradient = nil }
    }

    /// One update from the parameters' gradients, scaled by `gradientScale` first.
    public func update(rate: Float, gradientScale: Float = 1) {
        step += 1
        for (index, parameter) in parameters.enumerated() {
            guard let gradient = parameter.gradient else { continue }
            let isMatrix = parameter.value.shape.count == 2
            let decay = isMatrix || settings.decaysAll ? settings.decay : 0
            if let second = moments[index].second {
                backend.adamW(
                    parameter.value, gradient: gradient, first: moments[index].first, second: second,
                    AdamWConstants(
                        rate: rate, beta1: settings.beta1, beta2: settings.beta2, epsilon: settings.epsilon,
                        decay: decay, step: step, gradientScale: gradientScale))
            } else {
                muon(parameter.value, gradient, moments[index].first, rate: rate, decay: decay, scale: gradientScale)
            }
            parameter.valueChanged()
        }
    }

    /// The global norm of all gradients: √Σ g².
    public var gradientNorm: Float {
        Float(parameters.reduce(0.0) { $0 + ($1.gradient.map(backend.squaredSum) ?? 0) }.squareRoot())
    }

    /// Muon (Jordan et al. 2024): Nesterov momentum, made orthogonal by five Newton–Schulz steps; scaled by
    /// 0.2·√max(rows, columns), which gives AdamW's root mean square (Liu et al. 2025), and by `muonFactor`.
    private func muon(
        _ value: Tensor, _ gradient: Tensor, _ momentum: Tensor, rate: Float, decay: Float, scale: Float
    ) {
        backend.blend(scale * (1 - settings.momentum), gradient, settings.momentum, into: momentum)
        let update = gradient.copy()
        backend.blend(settings.momentum, momentum, scale * (1 - settings.momentum), into: update)
        let direction = NewtonSchulz.orthogonalized(update, backend)
        let muonRate = rate * settings.muonFactor
        let factor = 0.2 * Float(max(value.shape[0], value.shape[1])).squareRoot() * muonRate
        backend.blend(-factor, direction, 1 - rate * decay, into: value)
    }

    // MARK: State

    /// The moments under names made of the parameters' places, and the parameters beside the model's, for a checkpoint.
    public var state: [(name: String, tensor: Tensor)] {
        moments.enumerated().flatMap { index, moment in
            [("\(index).first", moment.first)] + (moment.second.map { [("\(index).second", $0)] } ?? [])
        } + more.enumerated().map { ("more.\($0)", $1.value) }
    }

    /// Takes over the moments of a checkpoint.
    public func restore(step: Int, from file: SafetensorsFile) throws {
        self.step = step
        for index in moments.indices {
            moments[index].first = try file.tensor("\(index).first")
            if moments[index].second != nil { moments[index].second = try file.tensor("\(index).second") }
        }
        for (index, parameter) in more.enumerated() { parameter.value = try file.tensor("more.\(index)") }
    }
}

/// The nearest orthogonal matrix, approximately.
enum NewtonSchulz {
    /// X ← aX + (bA + cA²)X with A = XXᵀ, five times, from X = M / ‖M‖; wide matrices as they are, tall ones transposed.
    ///
    /// Coefficients 3.4445, −4.7750, 2.0315 (Jordan et al. 2024): singular values end near 1, not at it.
    static func orthogonalized(_ matrix: Tensor, _ backend: any Backend) -> Tensor {
        let (rows, columns) = (matrix.shape[0], matrix.shape[1])
        let tall = rows > columns
        let small = min(rows, columns)
        let norm = Float(backend.squaredSum(matrix).squareRoot())
        var x = Tensor(zeros: [rows, columns])
        backend.blend(1 / (norm + 1e-7), matrix, 0, into: x)
        for _ in 0..<5 {
            let a = Tensor(uninitialized: [small, small])
            backend.multiply(x, transposedA: tall, x, transposedB: !tall, into: a, accumulate: false)
            let polynomial = a.copy()
            let squared = Tensor(uninitialized: [small, small])
            backend.multiply(a, transposedA: false, a, transposedB: false, into: squared, accumulate: false)
            backend.blend(2.0315, squared, -4.7750, into: polynomial)
            let next = Tensor(uninitialized: [rows, columns])
            if tall {
                backend.multiply(x, transposedA: false, polynomial, transposedB: false, into: next, accumulate: false)
            } else {
                backend.multiply(polynomial, transposedA: false, x, transposedB: false, into: next, accumulate: false)
            }
            backend.blend(3.4445, x, 1, into: next)
            x = next
        }
        return x
    }
}
