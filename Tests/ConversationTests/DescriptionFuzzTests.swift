import Artifacts
import Conversation
import Foundation
import SwiftletTesting
import Testing
import Tokenization

/// Broken descriptions of protocols and of mixtures: each is read and used, or refused by a typed error.
/// `SWIFTLET_FUZZ_SECONDS` makes each run last so long instead of a hundred rounds.
struct DescriptionFuzzTests {
    /// A conversation with every part that a protocol has.
    private func conversation(_ known: ChatProtocol) -> [Message] {
        var said: [Message.Part] = known.thinking.isEmpty ? [] : [.thinking("{name}")]
        said.append(.text("a\n"))
        let asked = [Message(.system, "s {text}"), Message(.user, "the cat")]
        guard !known.calls.isEmpty else { return asked + [Message(.assistant, parts: said), Message(.user, "d")] }
        said.append(.toolCall(ToolCall(name: "f", arguments: #"{"a": 1}"#)))
        let result = Message(.tool, parts: [.toolResult(ToolResult(name: "f", text: "b\n"))])
        return asked + [Message(.assistant, parts: said), result, Message(.assistant, "c"), Message(.user, "d")]
    }

    /// Writes and reads a conversation with a protocol, and the protocol itself.
    private func use(_ chatProtocol: ChatProtocol, _ tokenizer: Tokenizer, _ messages: [Message]) throws {
        let again = try ForeignJSONDecoder().decode(ChatProtocol.self, from: JSONEncoder().encode(chatProtocol))
        #expect(again == chatProtocol)
        let renderer = try ChatRenderer(chatProtocol, tokenizer: tokenizer)
        let shown = chatProtocol.announcing([ToolAnnouncement(name: "f")], in: messages)
        let ids = try renderer.render(shown, addingPrompt: true).ids
        #expect(!ids.isEmpty)
        _ = renderer.parse(ids)
        _ = renderer.parse(Array(ids.reversed()))
        _ = renderer.parseAnswer(ids)
    }

    @Test(arguments: ChatProtocol.known)
    func anyProtocolIsReadOrRefused(chatProtocol: ChatProtocol) throws {
        let tokenizer = try TestVocabulary.tokenizer(for: chatProtocol)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let whole = Array(try encoder.encode(chatProtocol))
        let messages = conversation(chatProtocol)
        var (used, refused) = (0, 0)
        try ScratchFolder.with("protocol.json") { file in
            for seed in FuzzSeeds(share: 1.0 / 12) {
                var random = TestRandom(seed)
                let bytes = JSONMutator.changed(whole, &random)
                try Data(bytes).write(to: file)
                do {
                    try use(ChatProtocol(contentsOf: file), tokenizer, messages)
                    used += 1
                } catch is ConversationError {
                    refused += 1
                } catch {
                    Issue.record("\(error) is no error of this module: \(String(decoding: bytes, as: UTF8.self))")
                }
            }
        }
        #expect(used > 0 && refused > 0)
        if FuzzSeeds.seconds != nil { print("\(chatProtocol.name): \(used) used, \(refused) refused") }
    }

    @Test func anyMixtureIsMadeOrRefused() throws {
        let wholes = [
            #"{"sources": [{"name": "a", "file": "a.jsonl", "format": "messages", "weight": 2, "cap": 5}, "#
                + #"{"name": "b", "weight": 1}], "conversations": 8}"#,
            #"{"sources": [{"name": "a", "repeats": 2.5}, {"name": "b", "repeats": 0.5, "cap": 3}, {"name": "c"}]}"#,
        ]
        var (made, refused) = (0, 0)
        for seed in FuzzSeeds(share: 0.1) {
            var random = TestRandom(seed)
            let bytes = JSONMutator.changed(Array(random.pick(wholes).utf8), &random)
            do {
                let mixture = try ForeignJSONDecoder().decode(Mixture.self, from: Data(bytes))
                let sizes = mixture.sources.map { _ in
                    random.chance(0.05) ? 0 : Int.random(in: 1...12, using: &random)
                }
                let counts = try mixture.counts(available: sizes)
                for (source, count) in zip(mixture.sources, counts) {
                    #expect(count >= 0 && count <= (source.cap ?? 100_000_000))
                }
                made += 1
                // A mixture may ask for millions; the test has no time for them.
                guard counts.allSatisfy({ $0 <= 1000 }), counts.count <= 20 else { continue }
                let sets = sizes.map { [[Message]](repeating: [Message(.user, "a")], count: $0) }
                let mixed = try mixture.mix(sets, seed: 1)
                #expect(mixed.report.rows.map(\.taken) == counts)
                #expect(mixed.conversations.count == counts.reduce(0, +) && mixed.report.lines.count == counts.count)
            } catch is ConversationError {
                refused += 1
            } catch is DecodingError {
                refused += 1
            } catch {
                Issue.record("\(error) is no typed error: \(String(decoding: bytes, as: UTF8.self))")
            }
        }
        #expect(made > 0 && refused > 0)
        if FuzzSeeds.seconds != nil { print("mixtures: \(made) made, \(refused) refused") }
    }
}
