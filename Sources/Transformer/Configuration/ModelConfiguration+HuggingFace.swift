import Foundation
import Tensors

extension ModelConfiguration {
    /// Reads a config.json in Hugging Face's layout.
    public init(contentsOf url: URL) throws {
        guard let data = FileManager.default.contents(atPath: url.path) else {
            throw TransformerError.missingFile(path: url.path)
        }
        guard let fields = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
            throw TransformerError.badFile(path: url.path, reason: "it is not a JSON object")
        }
        let reader = Fields(path: url.path, values: fields)
        let type = try reader.text("model_type")
        guard let architecture = Architecture(rawValue: type) else {
            throw TransformerError.unsupported(path: url.path, feature: "the architecture '\(type)'")
        }
        self = architecture == .gpt2 ? try Self.gpt2(reader) : try Self.llamaLike(architecture, reader)
        endOfText = reader.optionalID("eos_token_id")
        beginningOfText = reader.optionalID("bos_token_id")
        let sizes = [vocabulary, context, layers, width, heads, keyValueHeads, headSize, hidden]
        guard sizes.allSatisfy({ (1...1 << 24).contains($0) }), heads % keyValueHeads == 0, headSize % 2 == 0 else {
            throw TransformerError.badFile(path: url.path, reason: "its sizes do not make a network: \(sizes)")
        }
    }

    private static func gpt2(_ fields: Fields) throws -> ModelConfiguration {
        let width = try fields.int("n_embd")
        var made = ModelConfiguration(
            vocabulary: try fields.int("vocab_size"), context: try fields.int("n_positions"),
            layers: try fields.int("n_layer"), width: width, heads: max(1, try fields.int("n_head")),
            hidden: fields.optionalInt("n_inner") ?? 4 * width)
        let activation = (fields.values["activation_function"] as? String) ?? "gelu_new"
        guard ["gelu_new", "gelu_pytorch_tanh"].contains(activation) else {
            throw TransformerError.unsupported(path: fields.path, feature: "the activation '\(activation)'")
        }
        for (feature, usual) in [
            ("scale_attn_weights", true), ("scale_attn_by_inverse_layer_idx", false), ("add_cross_attention", false),
        ] where (fields.values[feature] as? Bool ?? usual) != usual {
            throw TransformerError.unsupported(path: fields.path, feature: "\(feature) = \(!usual)")
        }
        made.architecture = .gpt2
        made.epsilon = Float(fields.optionalDouble("layer_norm_epsilon") ?? 1e-5)
        made.tiedEmbeddings = (fields.values["tie_word_embeddings"] as? Bool) ?? true
        return made
    }

    private static func llamaLike(_ architecture: Architecture, _ fields: Fields) throws -> ModelConfiguration {
        let heads = max(1, try fields.int("num_attention_heads"))
        let width = try fields.int("hidden_size")
        var made = ModelConfiguration(
            vocabulary: try fields.int("vocab_size"), context: try fields.int("max_position_embeddings"),
            layers: try fields.int("num_hidden_layers"), width: width, heads: heads,
            keyValueHeads: max(1, fields.optionalInt("num_key_value_heads") ?? heads),
            headSize: fields.optionalInt("head_dim") ?? width / heads, hidden: try fields.int("intermediate_size"))
        for feature in ["attention_bias", "mlp_bias", "use_sliding_window"]
        where fields.values[feature] as? Bool == true {
            throw TransformerError.unsupported(path: fields.path, feature: feature)
        }
        let activation = (fields.values["hidden_act"] as? String) ?? "silu"
        guard ["silu", "swish"].contains(activation) else {
            throw TransformerError.unsupported(path: fields.path, feature: "the activation '\(activation)'")
        }
        made.architecture = architecture
        made.epsilon = Float(fields.optionalDouble("rms_norm_eps") ?? 1e-6)
        made.tiedEmbeddings = (fields.values["tie_word_embeddings"] as? Bool) ?? false
        // Newer files say rope_parameters, older ones rope_theta and rope_scaling; either may be null.
        let scaling = ["rope_parameters", "rope_scaling"].lazy.compactMap { fields.values[$0] as? [String: Any] }.first
        let rotary = Fields(path: fields.path, values: scaling ?? [:])
        made.rotaryBase = rotary.optionalDouble("rope_theta") ?? fields.optionalDouble("rope_theta") ?? 10_000
        let type = (rotary.values["rope_type"] ?? rotary.values["type"]) as? String ?? "default"
        switch type {
        case "default": break
        case "llama3":
            made.rotaryScaling = RotaryScaling(
                factor: try rotary.double("factor"), lowFrequencyFactor: try rotary.double("low_freq_factor"),
                highFrequencyFactor: try rotary.double("high_freq_factor"),
                originalContext: try rotary.int("original_max_position_embeddings"))
        default: throw TransformerError.unsupported(path: fields.path, feature: "the rope type '\(type)'")
        }
        return made
    }

    /// The config.json that transformers opens (but for our own family, which it does not have), with sorted keys; `element` is how the numbers
    /// beside it are stored. Rotary positions stand under the older keys and the newer one.
    public func huggingFaceJSON(as element: FloatType = .float32) throws -> Data {
        var fields: [String: Any] = [
            "model_type": architecture.rawValue, "vocab_size": vocabulary, "tie_word_embeddings": tiedEmbeddings,
            "dtype": element.huggingFaceName, "torch_dtype": element.huggingFaceName,
        ]
        if let endOfText { fields["eos_token_id"] = Int(endOfText) }
        if let beginningOfText { fields["bos_token_id"] = Int(beginningOfText) }
        if architecture == .gpt2 {
            let own: [String: Any] = [
                "architectures": ["GPT2LMHeadModel"], "n_embd": width, "n_head": heads, "n_layer": layers,
                "n_positions": context, "n_ctx": context, "n_inner": hidden, "activation_function": "gelu_new",
                "layer_norm_epsilon": Double("\(epsilon)") ?? 1e-5,
            ]
            fields.merge(own) { $1 }
        } else {
            let classes = [Architecture.llama: "Llama", .qwen2: "Qwen2", .qwen3: "Qwen3", .swiftlet: "Swiftlet"]
            let own: [String: Any] = [
                "architectures": ["\(classes[architecture] ?? "Llama")ForCausalLM"], "hidden_size": width,
                "num_attention_heads": heads, "num_key_value_heads": keyValueHeads, "head_dim": headSize,
                "num_hidden_layers": layers, "intermediate_size": hidden, "max_position_embeddings": context,
                "rms_norm_eps": Double("\(epsilon)") ?? 1e-6, "hidden_act": "silu", "rope_theta": rotaryBase,
                "attention_bias": false, "attention_dropout": 0.0,
            ]
            fields.merge(own) { $1 }
            var rotary: [String: Any] = ["rope_type": "default"]
            if let scaling = rotaryScaling {
                rotary = [
                    "rope_type": "llama3", "factor": scaling.factor, "low_freq_factor": scaling.lowFrequencyFactor,
                    "high_freq_factor": scaling.highFrequencyFactor,
                    "original_max_position_embeddings": scaling.originalContext,
                ]
                fields["rope_scaling"] = rotary
            }
            fields["rope_parameters"] = rotary.merging(["rope_theta": rotaryBase]) { $1 }
        }
        return try JSONSerialization.data(
            withJSONObject: fields, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    }
}

/// Typed access to a JSON object, with errors that name the key.
private struct Fields {
    let path: String
    let values: [String: Any]

    func optionalDouble(_ key: String) -> Double? { (values[key] as? NSNumber)?.doubleValue }

    func optionalInt(_ key: String) -> Int? {
        optionalDouble(key).flatMap { $0.magnitude < 1e15 ? Int(exactly: $0) : nil }
    }

    func optionalID(_ key: String) -> Int32? {
        let value = (values[key] as? [Any])?.first ?? values[key]
        return (value as? NSNumber).flatMap { Int32(exactly: $0.doubleValue) }
    }

    func int(_ key: String) throws -> Int {
        guard let value = optionalInt(key) else {
            throw TransformerError.badFile(path: path, reason: "'\(key)' should be a whole number")
        }
        return value
    }

    func double(_ key: String) throws -> Double {
        guard let value = optionalDouble(key) else {
            throw TransformerError.badFile(path: path, reason: "'\(key)' should be a number")
        }
        return value
    }

    func text(_ key: String) throws -> String {
        guard let value = values[key] as? String else {
            throw TransformerError.badFile(path: path, reason: "'\(key)' should be a text")
        }
        return value
    }
}
