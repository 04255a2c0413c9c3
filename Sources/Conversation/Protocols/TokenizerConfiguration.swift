import Foundation
import Tokenization

/// `tokenizer_config.json`, so that other programs begin and end texts, and render conversations, as we do.
public enum TokenizerConfiguration {
    static let template =
        "<|endoftext|>{% for m in messages %}{% if m['role'] == 'tool' %}<|tool_result|>{% else %}{{ '<|' + m['role'] + '|>' }}"
        + "{% endif %}{{ m['content'] }}<|end|>{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}"

    /// Writes the file into a model's directory; only an assistant's (`isChat`) has our protocol's template.
    public static func write(for tokenizer: Tokenizer, isChat: Bool = true, to directory: URL) throws {
        var fields: [String: Any] = [
            "tokenizer_class": "PreTrainedTokenizerFast", "clean_up_tokenization_spaces": false,
        ]
        if isChat { fields["chat_template"] = template }
        for (key, name) in [
            ("bos_token", "<|endoftext|>"), ("eos_token", isChat ? "<|end|>" : "<|endoftext|>"),
            ("pad_token", "<|endoftext|>"),
        ] where tokenizer.specialTokens[name] != nil {
            fields[key] = name
        }
        let url = directory.appendingPathComponent("tokenizer_config.json")
        do {
            try JSONSerialization.data(
                withJSONObject: fields, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            )
            .write(to: url, options: .atomic)
        } catch {
            throw TokenizationError.cannotWrite(path: url.path, reason: error.localizedDescription)
        }
    }
}
