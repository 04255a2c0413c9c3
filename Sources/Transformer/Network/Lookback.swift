import Tensors

/// The maps by which the first block looks back: a key sees the two tokens before its own, a query the one before.
///
/// With the block's norm n: q = Q·n(E[t]) + Q₁·n(E[t₋₁]), k = K·n(E[t]) + K₁·n(E[t₋₁]) + K₂·n(E[t₋₂]). So the match "where did these two
/// tokens stand before, and what followed them?" is one product.
struct LookbackMaps {
    /// K₁, K₂.
    let keys: [Variable]
    /// Q₁.
    let query: Variable

    init(_ c: ModelConfiguration, _ build: ParameterBuilder) {
        let size = c.keyValueHeads * c.headSize
        keys = (1...2).map { build.matrix("model.lookback.k\($0)_proj.weight", size, c.width, deviation: 0.02) }
        query = build.matrix("model.lookback.q1_proj.weight", c.heads * c.headSize, c.width, deviation: 0.02)
    }

    /// All of them.
    var all: [Variable] { keys + [query] }
}

/// What the first block needs to look back in one pass.
struct Lookback {
    /// The normed rows of the tokens before, nearest first, with the maps that take them.
    struct Rows {
        let maps: LookbackMaps
        let rows: [Variable]
    }

    let maps: LookbackMaps
    let embedding: Variable
    /// The tokens before each row's, nearest first.
    let tokens: [[Int32]]
}
