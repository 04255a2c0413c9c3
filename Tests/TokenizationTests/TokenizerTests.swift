import Foundation
import SwiftletTesting
import Testing
import Tokenization

private let shared = ProcessInfo.processInfo.environment["SWIFTLET_TEST_DATA"].flatMap {
    $0.isEmpty ? nil : URL(fileURLWithPath: $0)
}

struct TokenizerTests {
    private let text = "The quick brown fox can't jump over 12345 lazy dogs.\n\n  Zwölf Boxkämpfer — 日本語 🙂\r\n\tend  "

    private func trained(_ size: Int = 400) throws -> Tokenizer {
        var trainer = try TokenizerTrainer(vocabularySize: size)
        trainer.add(String(repeating: text + " the fox and the dog and the cat. ", count: 3))
        return trainer.train()
    }

    @Test func decodingUndoesEncoding() throws {
        let tokenizer = try trained()
        #expect(tokenizer.decode(tokenizer.encode(text)) == text)
        var state: UInt64 = 1
        for _ in 0..<200 {
            let scalars = (0..<30).compactMap { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Unicode.Scalar(UInt32(truncatingIfNeeded: state >> 33) % 0x2FFF + 1)
            }
            let wild = String(String.UnicodeScalarView(scalars))
            #expect(tokenizer.decode(tokenizer.encode(wild)).unicodeScalars.elementsEqual(wild.unicodeScalars))
        }
    }

    @Test func firstNewSymbolIs256AndTrainingIsDeterministic() throws {
        let (a, b) = (try trained(), try trained())
        #expect(try a.tokenizerJSON() == b.tokenizerJSON())
        let steps = TokenizerInspection("the", a).words[0]
        #expect(!steps.isEmpty && steps.allSatisfy { $0.id >= 256 })
        #expect(a.tokenBytes(256).count == 2)
    }

    @Test func textNeverBecomesASpecialToken() throws {
        let tokenizer = try trained()
        let special = Set(tokenizer.specialTokens.values)
        #expect(tokenizer.encode("say <|end|> or <|user|>").allSatisfy { !special.contains($0) })
        #expect(
            tokenizer.encode("a<|end|>b", allowingSpecial: ["<|end|>"]).filter(special.contains) == [
                tokenizer.specialTokens["<|end|>"]
            ])
    }

    @Test func longWordsGiveTheSameByHeapAndByScan() throws {
        let tokenizer = try trained()
        // The inspection scans; words of more than 64 bytes are encoded with a heap.
        for word in ["thethethe", String(repeating: "thefox", count: 40), String(repeating: "ab", count: 100)] {
            let steps = TokenizerInspection(word, tokenizer).words
            #expect(steps.count == 1)
            #expect(tokenizer.encode(word) == steps[0].last?.symbols ?? word.utf8.map(Int32.init))
        }
    }

    @Test func streamingGivesTheSameText() throws {
        let tokenizer = try trained()
        var decoder = StreamingDecoder(tokenizer)
        let pieces = tokenizer.encode(text).map { decoder.append($0) }
        #expect(pieces.joined() + decoder.finish() == text)
        #expect(pieces.allSatisfy { !$0.contains("\u{FFFD}") })
    }

    @Test func savedThenLoadedIsTheSame() throws {
        let tokenizer = try trained()
        try ScratchFolder.with("tokenizer.json") { url in
            try tokenizer.save(to: url)
            let again = try Tokenizer(contentsOf: url)
            #expect(again.encode(text) == tokenizer.encode(text))
            #expect(again.specialTokens == tokenizer.specialTokens && again.vocabularySize == tokenizer.vocabularySize)
            let whole = try Data(contentsOf: url)
            for cut in stride(from: 0, to: whole.count, by: whole.count / 40) {
                try whole.prefix(cut).write(to: url)
                #expect(throws: TokenizationError.self) { _ = try Tokenizer(contentsOf: url) }
            }
        }
    }

    @Test func tooSmallAVocabularyIsRefused() {
        #expect(throws: TokenizationError.badSize(wanted: 100, least: 265)) {
            _ = try TokenizerTrainer(vocabularySize: 100)
        }
    }

    @Test(.enabled(if: shared != nil)) func gpt4VocabularyHasTheTalksFacts() throws {
        guard let shared else { return }
        let tokenizer = try Tokenizer(
            tiktoken: shared.appendingPathComponent("data/tokenizers/cl100k_base.tiktoken"), pattern: .gpt4(digits: 3),
            specialTokens: Tokenizer.cl100kSpecialTokens)
        #expect(tokenizer.vocabularySize == 100_277)
        #expect(tokenizer.encode("hello world") == [15339, 1917])
        #expect(tokenizer.encode("hello  world") == [15339, 220, 1917])
        #expect(tokenizer.encode("Hello World") != tokenizer.encode("hello world"))
    }

    @Test(.enabled(if: shared != nil), arguments: ["gpt2-style", "llama3-style", "qwen2-style"])
    func goldenIDsAgree(style: String) throws {
        guard let shared else { return }
        let folder = shared.appendingPathComponent("golden/tokenizers/\(style)")
        let tokenizer = try Tokenizer(contentsOf: folder.appendingPathComponent("tokenizer.json"))
        struct Expected: Decodable { let text: String; let ids: [Int32] }
        let lines = try Data(contentsOf: folder.appendingPathComponent("expected.jsonl")).split(separator: 0x0A)
        var compared = 0
        for line in lines {
            let expected = try JSONDecoder().decode(Expected.self, from: line)
            // Added tokens inside of text, and templates, are the business of a later reader of this format.
            guard !tokenizer.specialTokens.keys.contains(where: expected.text.contains) else { continue }
            let ids = style == "llama3-style" ? Array(expected.ids.dropFirst()) : expected.ids
            #expect(tokenizer.encode(expected.text) == ids, "\(expected.text.debugDescription)")
            compared += 1
        }
        #expect(compared > 500)
    }
}
