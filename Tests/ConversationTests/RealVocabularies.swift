import Conversation
import Foundation
import SwiftletTesting
import Tokenization

/// The published vocabularies, where `SWIFTLET_TEST_DATA` names the folder that has them.
enum RealVocabularies {
    static let folder = ProcessInfo.processInfo.environment["SWIFTLET_TEST_DATA"].flatMap {
        $0.isEmpty ? nil : URL(fileURLWithPath: $0).appendingPathComponent("data/tokenizers")
    }

    struct Missing: Error {}

    private static func tiktoken(_ name: String, _ special: [String: Int32], digits: Int = 3) throws -> Tokenizer {
        guard let folder else { throw Missing() }
        return try Tokenizer(
            tiktoken: folder.appendingPathComponent(name), pattern: .gpt4(digits: digits), specialTokens: special)
    }

    /// GPT-3.5 and GPT-4.
    static func cl100k() throws -> Tokenizer {
        try tiktoken("cl100k_base.tiktoken", Tokenizer.ControlTokens.cl100kChat)
    }

    /// Llama 3, whose first 100,000 symbols are those of cl100k_base.
    static func llama3() throws -> Tokenizer { try tiktoken("cl100k_base.tiktoken", Tokenizer.ControlTokens.llama3) }

    /// gpt-oss and GPT-4o: one vocabulary with both sets of control tokens.
    static func o200k() throws -> Tokenizer {
        try tiktoken(
            "o200k_base.tiktoken", Tokenizer.ControlTokens.harmony.merging(Tokenizer.ControlTokens.o200kChat) { $1 })
    }

    /// Qwen, whose first 99,146 symbols are those of cl100k_base without the numbers of two and three digits.
    static func qwen() throws -> Tokenizer {
        guard let folder else { throw Missing() }
        let lines = try String(contentsOf: folder.appendingPathComponent("cl100k_base.tiktoken"), encoding: .utf8)
            .split(separator: "\n").map { $0.split(separator: " ")[0] }
        let kept = lines.filter { line in
            guard let symbol = Data(base64Encoded: String(line)) else { return true }
            return symbol.count == 1 || !symbol.allSatisfy { (0x30...0x39).contains($0) }
        }
        return try ScratchFolder.with("qwen.tiktoken") { url in
            let text = kept.enumerated().map { "\($1) \($0)\n" }.joined()
            try Data(text.utf8).write(to: url)
            return try Tokenizer(
                tiktoken: url, pattern: .gpt4(digits: 1), specialTokens: Tokenizer.ControlTokens.qwen)
        }
    }
}
