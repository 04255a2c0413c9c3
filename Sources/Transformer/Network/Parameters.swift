import Tensors

/// How a tensor of a checkpoint maps to the network's parameters.
///
/// Most are one parameter as it is. GPT-2 stores its matrices input × output (`transposed`), and queries, keys and values in
/// one (several `parts`, joined along the output).
struct CheckpointEntry {
    let key: String
    let parts: [Variable]
    let transposed: Bool

    /// The shape in the checkpoint.
    var shape: [Int] {
        let outputs = parts.reduce(0) { $0 + $1.value.shape[0] }
        guard parts[0].value.shape.count == 2 else { return [outputs] }
        let inputs = parts[0].value.shape[1]
        return transposed ? [inputs, outputs] : [outputs, inputs]
    }

    /// Splits a checkpoint's tensor into the parts' values.
    func assign(_ tensor: Tensor) {
        var start = 0
        for part in parts {
            let value = Tensor(uninitialized: part.value.shape)
            let (rows, columns) = (value.shape[0], value.shape.count == 2 ? value.shape[1] : 1)
            let total = shape.last ?? 1
            for row in 0..<rows {
                for column in 0..<columns {
                    let from = transposed ? column * total + start + row : (start + row) * columns + column
                    value.pointer[row * columns + column] = tensor.pointer[from]
                }
            }
            part.value = value
            start += rows
        }
    }

    /// Joins the parts' tensors (values, or gradients) as the checkpoint stores them.
    func joined(_ tensor: (Variable) -> Tensor) -> Tensor {
        let whole = Tensor(zeros: shape)
        var start = 0
        for part in parts {
            let value = tensor(part)
            let (rows, columns) = (value.shape[0], value.shape.count == 2 ? value.shape[1] : 1)
            let total = shape.last ?? 1
            for row in 0..<rows {
                for column in 0..<columns {
                    let to = transposed ? column * total + start + row : (start + row) * columns + column
                    whole.pointer[to] = value.pointer[row * columns + column]
                }
            }
            start += rows
        }
        return whole
    }
}

/// Makes a network's parameters, each declared once with its checkpoint key.
final class ParameterBuilder {
    private(set) var entries: [CheckpointEntry] = []
    private(set) var parameters: [Variable] = []
    private let seed: UInt64

    init(seed: UInt64) { self.seed = seed }

    /// A matrix (out × in) drawn from N(0, deviation²).
    func matrix(_ key: String, _ outputs: Int, _ inputs: Int, deviation: Float, transposed: Bool = false) -> Variable {
        matrices(key, [outputs], inputs, deviation: deviation, transposed: transposed)[0]
    }

    /// Several matrices that the checkpoint joins along the output.
    func matrices(
        _ key: String, _ outputs: [Int], _ inputs: Int, deviation: Float, transposed: Bool = false
    ) -> [Variable] {
        let made = outputs.enumerated().map { index, rows in
            var random = RandomStream(seed: seed, purpose: .initialization, step: parameters.count + index)
            return Variable(
                random.normal([rows, inputs], deviation: deviation), name: outputs.count > 1 ? "\(key).\(index)" : key,
                requiresGradient: true)
        }
        return add(key, made, transposed: transposed)
    }

    /// Vectors of one value (norm weights: 1, biases: 0), joined in the checkpoint.
    func vectors(_ key: String, _ sizes: [Int], filledWith value: Float) -> [Variable] {
        let made = sizes.enumerated().map { index, size in
            Variable(
                Tensor([Float](repeating: value, count: size), shape: [size]),
                name: sizes.count > 1 ? "\(key).\(index)" : key, requiresGradient: true)
        }
        return add(key, made, transposed: false)
    }

    /// One vector of one value.
    func vector(_ key: String, _ size: Int, filledWith value: Float) -> Variable {
        vectors(key, [size], filledWith: value)[0]
    }

    private func add(_ key: String, _ made: [Variable], transposed: Bool) -> [Variable] {
        parameters += made
        entries.append(CheckpointEntry(key: key, parts: made, transposed: transposed))
        return made
    }
}
