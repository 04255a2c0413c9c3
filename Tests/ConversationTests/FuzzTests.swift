import Conversation
import Foundation
import Testing
import Tokenization

/// Random and broken input: `SWIFTLET_FUZZ_SECONDS` makes each run last so long instead of a second in all.
struct FuzzTests {
    private static let seconds = ProcessInfo.processInfo.environment["SWIFTLET_FUZZ_SECONDS"].flatMap(Double.init)

    private func forSeconds(_ share: Double, _ body: (inout TestRandom) throws -> Void) rethrows -> Int {
        let end = Date(timeIntervalSinceNow: (Self.seconds ?? 1) * share)
        var rounds = 0
        repeat {
            var random = TestRandom(UInt64(rounds) &+ (Self.seconds == nil ? 0 : UInt64(end.timeIntervalSince1970)))
            try body(&random)
            rounds += 1
        } while Date() < end
        return rounds
    }

    private func changed<Element>(_ values: [Element], _ random: inout TestRandom, new: (inout TestRandom) -> Element)
        -> [Element]
    {
        var values = values
        for _ in 0..<Int.random(in: 0...6, using: &random) where !values.isEmpty {
            let place = Int.random(in: 0..<values.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: values[place] = new(&random)
            case 1: values.insert(new(&random), at: place)
            case 2: values.remove(at: place)
            case 3: values.swapAt(place, values.count - 1)
            default:
                let piece = values[place..<min(values.count, place + 8)]
                values.insert(contentsOf: piece, at: Int.random(in: 0..<values.count, using: &random))
            }
        }
        return values
    }

    /// Any ids are read without a trap, the same in tokens as in bytes, and what was read can be read again.
    @Test(arguments: ChatProtocol.known)
    func anyStreamIsRead(chatProtocol: ChatProtocol) throws {
        let renderer = try TestVocabulary.renderer(chatProtocol)
        let tokenizer = renderer.tokenizer
        let special = Array(tokenizer.specialTokens.values).sorted()
        func id(_ random: inout TestRandom) -> Int32 {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: Int32.random(in: -2...Int32(tokenizer.vocabularySize + 2), using: &random)
            case 1: Int32.random(in: 0..<256, using: &random)
            default: random.pick(special)
            }
        }
        var conversations = RandomConversations(chatProtocol, seed: 7)
        let rounds = try forSeconds(1.0 / 12) { random in
            var ids = try renderer.render(conversations.next()).ids
            ids = random.chance(0.2) ? (0..<60).map { _ in id(&random) } : changed(ids, &random, new: id)
            var (parser, whole) = (StreamParser(renderer), MessageBuilder(renderer))
            var events: [ChatEvent] = []
            for id in ids { events += parser.append(id) }
            events += parser.finish()
            whole.add(events)
            var (byBytes, other) = (StreamParser(renderer), [ChatEvent]())
            for id in ids {
                let bytes = tokenizer.specialName(id) == nil ? tokenizer.tokenBytes(id) : []
                other += bytes.isEmpty ? byBytes.append(id) : bytes.flatMap { byBytes.append(Int32($0)) }
            }
            other += byBytes.finish()
            #expect(events.joined == other.joined, "\(ids)")
            #expect(whole.messages == renderer.parse(ids))
            // What can be written of it reads as it was written.
            if let again = try? renderer.render(whole.messages) {
                #expect(renderer.parse(again.ids) == chatProtocol.visible(whole.messages), "\(ids)")
            }
            _ = renderer.parseAnswer(ids)
        }
        #expect(rounds > 0)
        if Self.seconds != nil { print("\(chatProtocol.name): \(rounds) streams") }
    }

    @Test(arguments: ConversationFormat.allCases)
    func anyFileIsReadOrRefused(format: ConversationFormat) throws {
        let seeds: [ConversationFormat: [String]] = [
            .messages: [
                ConversationFormat.messages.example,
                #"{"messages":[{"role":"user","content":[{"type":"text","text":"ü\ud83d\ude42"}]},{"role":"assistant","#
                    + #""reasoning_content":"hm","content":null,"tool_calls":[{"id":"1","type":"function","function":"#
                    + #"{"name":"f","arguments":{"a":[1,2.5e3,null]}}}]},{"role":"tool","tool_call_id":"1","content":"x"}]}"#,
            ],
            .shareGPT: [
                ConversationFormat.shareGPT.example,
                #"{"system":"s","conversations":[{"from":"function_call","value":"{\"name\":\"f\",\"arguments\":{}}"}]}"#,
            ],
            .alpaca: [
                ConversationFormat.alpaca.example,
                #"{"instruction":"a","input":"b","output":"c","history":[["d","e"]],"system":"f"}"#,
            ],
            .oasst: [
                #"{"message_id":"1","parent_id":null,"role":"prompter","text":"a","rank":null,"deleted":false}"#,
                ConversationFormat.oasst.example,
                #"{"message_id":"3","parent_id":"2","role":"prompter","text":"c","rank":1e300}"#,
                #"{"message_id":"4","parent_id":"3","role":"assistant","text":"d"}"#,
            ],
        ]
        let signs = Array("{}[]\",:\\ \n0e-tu\u{0}".utf8) + [0xFF, 0xC3, 0xE2]
        let rounds = forSeconds(1.0 / 8) { random in
            let lines = (0..<Int.random(in: 1...5, using: &random)).map { _ in random.pick(seeds[format] ?? []) }
            let text = random.chance(0.5) ? lines.joined(separator: "\n") : "[" + lines.joined(separator: ",\n") + "]"
            let bytes = changed(Array(text.utf8), &random) { $0.pick(signs) }
            var reader = ConversationReader()
            reader.format = random.chance(0.5) ? format : nil
            reader.strictness = random.pick(ConversationReader.Strictness.allCases)
            reader.paths = random.pick(ConversationReader.TreePaths.allCases)
            do {
                let set = try reader.read(Data(bytes), path: "fuzz")
                #expect(set.report.kept == set.conversations.count && set.lines.count == set.report.kept)
                if set.report.format != .oasst {
                    #expect(set.report.dropped.values.reduce(set.report.kept, +) == set.report.records)
                }
                for conversation in set.conversations { _ = try ConversationFile.line(conversation) }
            } catch is ConversationError {
            } catch {
                Issue.record("\(error) is no error of this module")
            }
        }
        #expect(rounds > 0)
        if Self.seconds != nil { print("\(format.rawValue): \(rounds) files") }
    }
}
