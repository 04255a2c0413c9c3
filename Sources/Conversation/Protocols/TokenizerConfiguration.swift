import Foundation
import Tokenization

/// `tokenizer_config.json`, so that other programs begin and end texts, and render conversations, as we do.
public enum TokenizerConfiguration {
    private static let fileName = "tokenizer_config.json"

    /// Our protocol as a Jinja template: thinking, calls and results as `ChatProtocol.swiftlet` writes them.
    static let template =
        "<|endoftext|>{% for m in messages %}{% if m['role'] == 'tool' %}{{ '<|tool_result|>' + (m['name'] or '') + '\n' }}"
        + "{% elif m['role'] == 'developer' %}<|system|>{% else %}{{ '<|' + m['role'] + '|>' }}{% endif %}"
        + "{% if m['reasoning_content'] %}{{ '<|think|>' + m['reasoning_content'] + '<|/think|>' }}{% endif %}"
        + "{{ m['content'] or '' }}{% for c in m['tool_calls'] or [] %}{% set a = c['function']['arguments'] %}"
        + "{{ '<|tool_call|>' + c['function']['name'] + '\n' + (a if a is string else a | tojson) }}{% endfor %}"
        + "<|end|>{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}"

    /// Whether a model's directory has a chat template, in this file or in one of its own: then the model is an assistant.
    public static func hasChatTemplate(_ directory: URL) -> Bool {
        let data = FileManager.default.contents(atPath: directory.appendingPathComponent(fileName).path)
        let fields = data.flatMap { try? JSONSerialization.jsonObject(with: $0) as? [String: Any] }
        let template = directory.appendingPathComponent("chat_template.jinja")
        return fields?["chat_template"] != nil || FileManager.default.fileExists(atPath: template.path)
    }

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
        let url = directory.appendingPathComponent(fileName)
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
