/// One parameter of a network that need not exist yet: its part, its shape, and what is done with it.
public struct ParameterShape: Sendable, Equatable {
    /// The parts that a count of parameters tells apart.
    public enum Part: String, Sendable, CaseIterable, Codable {
        case embedding, attention, mlp, norms, head
    }

    /// Where it belongs.
    public let part: Part
    /// (out×in) of a matrix, or the size of a vector.
    public let shape: [Int]
    /// Whether rows are multiplied by it: a right operand of products.
    public let isMultiplied: Bool

    /// The number of elements.
    public var count: Int { shape.reduce(1, *) }
    /// Whether Muon updates it: a matrix of a block.
    public var isBlockMatrix: Bool { shape.count == 2 && (part == .attention || part == .mlp) }
}

extension ModelConfiguration {
    /// All parameters before and after the blocks, and those of each block, in the network's order.
    public var parameterShapes: [ParameterShape] {
        let isGPT2 = architecture == .gpt2
        var shapes = [
            ParameterShape(part: .embedding, shape: [vocabulary, width], isMultiplied: tiedEmbeddings)
        ]
        if isGPT2 { shapes.append(ParameterShape(part: .embedding, shape: [context, width], isMultiplied: false)) }
        if looksBack {
            let maps =
                [Int](repeating: keyValueHeads, count: Self.keyLookback)
                + [Int](repeating: heads, count: Self.queryLookback)
            shapes += maps.map {
                ParameterShape(part: .embedding, shape: [$0 * headSize, width], isMultiplied: true)
            }
        }
        for _ in 0..<layers { shapes += blockShapes }
        shapes += normShapes(width)
        if !tiedEmbeddings {
            shapes.append(ParameterShape(part: .head, shape: [vocabulary, width], isMultiplied: true))
        }
        return shapes
    }

    /// The parameters of one block.
    public var blockShapes: [ParameterShape] {
        let isGPT2 = architecture == .gpt2
        let (queries, keys) = (heads * headSize, keyValueHeads * headSize)
        func matrix(_ part: ParameterShape.Part, _ outputs: Int, _ inputs: Int) -> ParameterShape {
            ParameterShape(part: part, shape: [outputs, inputs], isMultiplied: true)
        }
        func bias(_ part: ParameterShape.Part, _ size: Int, _ exists: Bool) -> [ParameterShape] {
            exists ? [ParameterShape(part: part, shape: [size], isMultiplied: false)] : []
        }
        var shapes = normShapes(width)
        shapes += [queries, keys, keys].map { matrix(.attention, $0, width) }
        shapes += [queries, keys, keys].flatMap { bias(.attention, $0, hasQueryBias) }
        shapes += [matrix(.attention, width, queries)] + bias(.attention, width, isGPT2)
        if hasQueryNorm { shapes += normShapes(headSize) + normShapes(headSize) }
        shapes += normShapes(width)
        if !isGPT2 { shapes.append(matrix(.mlp, hidden, width)) }
        shapes += [matrix(.mlp, hidden, width)] + bias(.mlp, hidden, isGPT2)
        shapes += [matrix(.mlp, width, hidden)] + bias(.mlp, width, isGPT2)
        return shapes
    }

    private func normShapes(_ size: Int) -> [ParameterShape] {
        let vector = ParameterShape(part: .norms, shape: [size], isMultiplied: false)
        return architecture == .gpt2 ? [vector, vector] : [vector]
    }

    /// N, the number of parameters.
    public var parameterCount: Int { parameterShapes.reduce(0) { $0 + $1.count } }

    /// Parameters by part.
    public var parametersByPart: [ParameterShape.Part: Int] {
        parameterShapes.reduce(into: [:]) { $0[$1.part, default: 0] += $1.count }
    }

    /// The parameters that scaling rules count: matrices of the blocks and the output matrix, tied or not.
    public var scalingParameters: Int {
        layers * blockShapes.reduce(0) { $0 + ($1.isBlockMatrix ? $1.count : 0) } + vocabulary * width
    }

    /// Floating-point operations of attention for one training token, 12·L·H·D·T: scores and mixtures, forward and twice
    /// backward, all T keys counted though the causal half would do.
    public var attentionFlopsPerToken: Int { 12 * layers * heads * headSize * context }

    /// Floating-point operations of one training token: 6·N + 12·L·H·D·T (Kaplan et al. 2020; Chowdhery et al. 2022).
    public var flopsPerToken: Int { 6 * parameterCount + attentionFlopsPerToken }
}
