import Tensors

/// The maps by which the first block looks back: a key sees the tokens before its own, a query as many less one.
///
/// With the block's norm n: q = Q·n(E[t]) + Σᵢ Qᵢ·n(E[t₋ᵢ]), k = K·n(E[t]) + Σᵢ Kᵢ·n(E[t₋ᵢ]). So the match "where did these tokens
/// stand before, and what followed them?" is one product, to which every token that agrees adds: the longest match wins.
struct LookbackMaps {
    /// K₁, K₂, …: `ModelConfiguration.keyLookback` of them.
    let keys: [Variable]
    /// Q₁, Q₂, …: `ModelConfiguration.queryLookback` of them.
    let queries: [Variable]

    init(_ c: ModelConfiguration, _ build: ParameterBuilder) {
        func maps(_ name: String, _ count: Int, heads: Int) -> [Variable] {
            (1...count).map {
                build.matrix("model.lookback.\(name)\($0)_proj.weight", heads * c.headSize, c.width, deviation: 0.02)
            }
        }
        keys = maps("k", ModelConfiguration.keyLookback, heads: c.keyValueHeads)
        queries = maps("q", ModelConfiguration.queryLookback, heads: c.heads)
    }

    /// All of them.
    var all: [Variable] { keys + queries }
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
