import Foundation
import Tokenization

/// `tokenizer_config.json` of our own protocol, so that other programs render conversations as we do.
public enum TokenizerConfiguration {
    static let template =
        "<|endoftext|>{% for m in messages %}{% if m['role'] == 'tool' %}<|tool_result|>{% else %}{{ '<|' + m['role'] + '|>' }}"
        + "{% endif %}{{ m['content'] }}<|end|>{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}"

    /// Writes the file into a model's directory.
    public static func write(for tokenizer: Tokenizer, to directory: URL) throws {
        let fields: [String: Any] = [
            "tokenizer_class": "PreTrainedTokenizerFast", "bos_token": "<|endoftext|>", "eos_token": "<|end|>",
            "pad_token": "<|endoftext|>", "chat_template": template, "clean_up_tokenization_spaces": false,
        ]
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
