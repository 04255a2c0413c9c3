import Conversation
import Foundation
import SwiftletTesting
import Testing
import Tokenization

/// Vocabularies that have the control tokens of any protocol.
enum TestVocabulary {
    /// Bytes, a few merges, and the tokens of a protocol; Qwen's puts text into Unicode's form NFC, as the real one does.
    static func tokenizer(for chatProtocol: ChatProtocol) throws -> Tokenizer {
        let tokenizer = try TinyTokenizer.make(vocabulary: 320)
        var top = try JSONSerialization.jsonObject(with: tokenizer.tokenizerJSON()) as? [String: Any] ?? [:]
        var added = top["added_tokens"] as? [[String: Any]] ?? []
        for name in chatProtocol.tokens + ["<|unused|>"] where tokenizer.specialTokens[name] == nil {
            added.append(["id": 500 + added.count, "content": name, "special": true])
        }
        top["added_tokens"] = added
        if chatProtocol.name == "qwen" { top["normalizer"] = ["type": "NFC"] }
        return try ScratchFolder.with("tokenizer.json") { url in
            try JSONSerialization.data(withJSONObject: top).write(to: url)
            return try Tokenizer(contentsOf: url)
        }
    }

    /// A renderer of a protocol.
    static func renderer(_ chatProtocol: ChatProtocol) throws -> ChatRenderer {
        try ChatRenderer(chatProtocol, tokenizer: tokenizer(for: chatProtocol))
    }
}

extension ChatProtocol: CustomTestStringConvertible {
    public var testDescription: String { name }
}
