import Tensors

/// A norm with its weights: RMS norm, or layer norm when it has a bias.
struct Norm {
    let weight: Variable
    let bias: Variable?
    let epsilon: Float

    init(_ key: String, _ configuration: ModelConfiguration, _ build: ParameterBuilder, size: Int? = nil) {
        weight = build.vector("\(key).weight", size ?? configuration.width, filledWith: 1)
        bias =
            configuration.architecture == .gpt2
            ? build.vector("\(key).bias", size ?? configuration.width, filledWith: 0) : nil
        epsilon = configuration.epsilon
    }

    /// `asOperand` says that the result only feeds linear maps.
    func callAsFunction(_ x: Variable, asOperand: Bool = false, on tape: Tape) -> Variable {
        guard let bias else { return tape.rmsNorm(x, weight: weight, epsilon: epsilon, asOperand: asOperand) }
        return tape.layerNorm(x, weight: weight, bias: bias, epsilon: epsilon, asOperand: asOperand)
    }
}

/// Causal self-attention with its projections: residual + attention(x), x (R×C) → (R×C).
struct Attention {
    let query: Variable, key: Variable, value: Variable, output: Variable
    let biases: [Variable]
    let outputBias: Variable?
    let queryNorm: Norm?, keyNorm: Norm?
    let configuration: ModelConfiguration

    init(_ prefix: String, _ c: ModelConfiguration, _ build: ParameterBuilder, residualDeviation: Float) {
        configuration = c
        let sizes = [c.heads * c.headSize, c.keyValueHeads * c.headSize, c.keyValueHeads * c.headSize]
        if c.architecture == .gpt2 {
            let joined = build.matrices("\(prefix).c_attn.weight", sizes, c.width, deviation: 0.02, transposed: true)
            (query, key, value) = (joined[0], joined[1], joined[2])
            biases = build.vectors("\(prefix).c_attn.bias", sizes, filledWith: 0)
            output = build.matrix(
                "\(prefix).c_proj.weight", c.width, sizes[0], deviation: residualDeviation, transposed: true)
            outputBias = build.vector("\(prefix).c_proj.bias", c.width, filledWith: 0)
        } else {
            query = build.matrix("\(prefix).q_proj.weight", sizes[0], c.width, deviation: 0.02)
            key = build.matrix("\(prefix).k_proj.weight", sizes[1], c.width, deviation: 0.02)
            value = build.matrix("\(prefix).v_proj.weight", sizes[2], c.width, deviation: 0.02)
            biases =
                c.hasQueryBias
                ? zip(["q", "k", "v"], sizes).map { build.vector("\(prefix).\($0)_proj.bias", $1, filledWith: 0) } : []
            output = build.matrix("\(prefix).o_proj.weight", c.width, sizes[0], deviation: residualDeviation)
            outputBias = nil
        }
        queryNorm = c.hasQueryNorm ? Norm("\(prefix).q_norm", c, build, size: c.headSize) : nil
        keyNorm = c.hasQueryNorm ? Norm("\(prefix).k_norm", c, build, size: c.headSize) : nil
    }

    func callAsFunction(
        _ x: Variable, addingTo residual: Variable, _ batch: Batch, lookback: Lookback.Rows?, layer: Int,
        on tape: Tape
    ) -> Variable {
        let c = configuration
        let maps = [query, key, value].enumerated().map { ($1, biases.isEmpty ? nil : biases[$0]) }
        let projected = tape.linear(x, maps)
        var (q, k) = (projected[0], projected[1])
        let v = projected[2]
        let note = { (name: String, x: Variable, heads: Int) in
            tape.note(
                "blocks.\(layer).attention.\(name)", tape.reshape(x, [x.value.rows, heads, c.headSize]))
        }
        if let lookback {
            for (row, map) in zip(lookback.rows, lookback.maps.keys) { k = tape.linear(row, map, addingTo: k) }
            for (row, map) in zip(lookback.rows, lookback.maps.queries) { q = tape.linear(row, map, addingTo: q) }
        }
        note("query", q, c.heads)
        note("key", k, c.keyValueHeads)
        note("value", v, c.keyValueHeads)
        if let angles = batch.angles {
            q = tape.rotary(q, heads: c.heads, norm: queryNorm.map { ($0.weight, $0.epsilon) }, angles: angles)
            k = tape.rotary(k, heads: c.keyValueHeads, norm: keyNorm.map { ($0.weight, $0.epsilon) }, angles: angles)
            note("query.rotated", q, c.heads)
            note("key.rotated", k, c.keyValueHeads)
        }
        let mixed = tape.attention(
            q, k, v, heads: c.heads, keyValueHeads: c.keyValueHeads, headSize: c.headSize,
            scale: 1 / Float(c.headSize).squareRoot(), segments: batch.segments,
            caches: batch.caches.map { $0.map { $0.layers[layer] } })
        note("mixed", mixed, c.heads)
        // The network adds to the residual within the product; by itself the output is only made for an observer.
        tape.note("blocks.\(layer).attention.output", tape.linear(mixed, output, bias: outputBias))
        return tape.linear(mixed, output, bias: outputBias, addingTo: residual)
    }
}

/// The feed-forward part: residual + SwiGLU, or GPT-2's two layers with GELU.
struct FeedForward {
    let gate: Variable?, up: Variable, down: Variable
    let upBias: Variable?, downBias: Variable?

    init(_ prefix: String, _ c: ModelConfiguration, _ build: ParameterBuilder, residualDeviation: Float) {
        if c.architecture == .gpt2 {
            gate = nil
            up = build.matrix("\(prefix).c_fc.weight", c.hidden, c.width, deviation: 0.02, transposed: true)
            upBias = build.vector("\(prefix).c_fc.bias", c.hidden, filledWith: 0)
            down = build.matrix(
                "\(prefix).c_proj.weight", c.width, c.hidden, deviation: residualDeviation, transposed: true)
            downBias = build.vector("\(prefix).c_proj.bias", c.width, filledWith: 0)
        } else {
            gate = build.matrix("\(prefix).gate_proj.weight", c.hidden, c.width, deviation: 0.02)
            up = build.matrix("\(prefix).up_proj.weight", c.hidden, c.width, deviation: 0.02)
            down = build.matrix("\(prefix).down_proj.weight", c.width, c.hidden, deviation: residualDeviation)
            (upBias, downBias) = (nil, nil)
        }
    }

    func callAsFunction(_ x: Variable, addingTo residual: Variable, layer: Int, on tape: Tape) -> Variable {
        let raised = tape.linear(x, (gate.map { [($0, nil)] } ?? []) + [(up, upBias)])
        if gate != nil { tape.note("blocks.\(layer).mlp.gate", raised[0]) }
        tape.note("blocks.\(layer).mlp.up", raised[raised.count - 1])
        let activated = gate == nil ? tape.gelu(raised[0]) : tape.swiGLU(gate: raised[0], up: raised[1])
        tape.note("blocks.\(layer).mlp.activated", activated)
        tape.note("blocks.\(layer).mlp.down", tape.linear(activated, down, bias: downBias))
        return tape.linear(activated, down, bias: downBias, addingTo: residual)
    }
}

/// x + attention(norm(x)), then x + feedForward(norm(x)).
struct Block {
    let attentionNorm: Norm, attention: Attention, feedForwardNorm: Norm, feedForward: FeedForward
    let layer: Int

    init(_ layer: Int, _ c: ModelConfiguration, _ build: ParameterBuilder) {
        self.layer = layer
        let residualDeviation = 0.02 / Float(2 * c.layers).squareRoot()
        let isGPT2 = c.architecture == .gpt2
        let prefix = isGPT2 ? "transformer.h.\(layer)" : "model.layers.\(layer)"
        attentionNorm = Norm("\(prefix).\(isGPT2 ? "ln_1" : "input_layernorm")", c, build)
        attention = Attention(
            "\(prefix).\(isGPT2 ? "attn" : "self_attn")", c, build, residualDeviation: residualDeviation)
        feedForwardNorm = Norm("\(prefix).\(isGPT2 ? "ln_2" : "post_attention_layernorm")", c, build)
        feedForward = FeedForward("\(prefix).mlp", c, build, residualDeviation: residualDeviation)
    }

    /// All rows, or those alone that are kept: the others are read by attention, and nothing more is made of them.
    func callAsFunction(
        _ x: Variable, _ batch: Batch, lookback: Lookback?, keeping kept: [Int32]?, on tape: Tape
    ) -> Variable {
        let normed = attentionNorm(x, asOperand: true, on: tape)
        tape.note("blocks.\(layer).attention.norm", normed)
        let before = lookback.map { back in
            Lookback.Rows(
                maps: back.maps,
                rows: back.tokens.map { attentionNorm(tape.gather(back.embedding, $0), asOperand: true, on: tape) })
        }
        let attended = attention(normed, addingTo: x, batch, lookback: before, layer: layer, on: tape)
        let mixed = kept.map { tape.gather(attended, $0) } ?? attended
        tape.note("blocks.\(layer).attention.residual", mixed)
        let again = feedForwardNorm(mixed, asOperand: true, on: tape)
        tape.note("blocks.\(layer).mlp.norm", again)
        let result = feedForward(again, addingTo: mixed, layer: layer, on: tape)
        tape.note("blocks.\(layer).mlp.residual", result)
        return result
    }
}
