import Conversation
import Foundation
import SwiftletTesting
import Testing

struct MixtureTests {
    private func set(_ name: String, _ count: Int) -> [[Message]] {
        (0..<count).map { [Message(.user, "\(name) \($0)"), Message(.assistant, "x")] }
    }

    private func times(_ mixed: MixedConversations) -> [String: Int] {
        mixed.conversations.reduce(into: [:]) { $0[$1[0].content, default: 0] += 1 }
    }

    @Test func repeatsTakeEachConversationSoOften() throws {
        let mixture = Mixture(sources: [
            .init(name: "a"), .init(name: "b", repeats: 2.5), .init(name: "c", repeats: 0.5),
            .init(name: "d", repeats: 3, cap: 7),
        ])
        let mixed = try mixture.mix([set("a", 10), set("b", 4), set("c", 8), set("d", 5)], seed: 1)
        #expect(mixed.report.rows.map(\.taken) == [10, 10, 4, 7])
        #expect(mixed.report.total == mixed.conversations.count && mixed.report.total == 31)
        for (text, count) in times(mixed) {
            switch text.first {
            case "a": #expect(count == 1)
            case "b": #expect(count == 2 || count == 3)
            case "c": #expect(count == 1)
            default: #expect(count == 1 || count == 2)
            }
        }
        #expect(
            zip(mixed.conversations, mixed.sources).allSatisfy { $0[0].content.hasPrefix(["a", "b", "c", "d"][$1]) })
    }

    @Test func weightsAreSharesOfTheTotal() throws {
        let mixture = Mixture(
            sources: [.init(name: "a", weight: 2), .init(name: "b", weight: 1), .init(name: "c", weight: 1)],
            conversations: 101)
        #expect(try mixture.counts(available: [1000, 10, 1000]) == [51, 25, 25])
        var open = mixture
        open.conversations = nil
        // As many as there can be without repeating any: 4 times the smallest quarter.
        #expect(try open.counts(available: [1000, 10, 1000]) == [20, 10, 10])
    }

    @Test func orderDependsOnTheSeedAlone() throws {
        let mixture = Mixture(sources: [.init(name: "a"), .init(name: "b", repeats: 0.5)])
        let sets = [set("a", 50), set("b", 50)]
        let (one, two) = (try mixture.mix(sets, seed: 1), try mixture.mix(sets, seed: 2))
        #expect(try mixture.mix(sets, seed: 1) == one && one.conversations != two.conversations)
        #expect(one.sources != one.sources.sorted())
        // A further source changes nothing in which of the others are taken, and in which order.
        let more = Mixture(sources: [.init(name: "c")] + mixture.sources)
        let three = try more.mix([set("c", 20)] + sets, seed: 1)
        #expect(zip(three.conversations, three.sources).filter { $1 > 0 }.map(\.0) == one.conversations)
        // The halves of a source lie all over the mixture, not in front.
        let places = one.sources.indices.filter { one.sources[$0] == 1 }
        #expect(abs(Double(places.reduce(0, +)) / Double(places.count) - 37) < 12)
    }

    @Test func wrongMixturesNameTheSource() throws {
        for (mixture, part) in [
            (Mixture(sources: [.init(name: "a"), .init(name: "a")]), "same name"),
            (Mixture(sources: [.init(name: "a", weight: 1), .init(name: "b")]), "weight"),
            (Mixture(sources: [.init(name: "a", weight: -1), .init(name: "b", weight: 1)]), "positive"),
            (Mixture(sources: [.init(name: "a", repeats: .nan), .init(name: "b")]), "repeats"),
            (Mixture(sources: [.init(name: "a", cap: 0), .init(name: "b")]), "cap"),
            (Mixture(sources: [.init(name: "a"), .init(name: "b")], conversations: 5), "weight"),
        ] {
            do {
                _ = try mixture.counts(available: [1, 1])
                Issue.record("\(mixture) should be refused")
            } catch {
                #expect("\(error)".contains(part), "\(error)")
            }
        }
        #expect(throws: ConversationError.self) { _ = try Mixture(sources: [.init(name: "a")]).counts(available: [0]) }
    }

    @Test func filesAreReadFromTheMixturesFolder() throws {
        try ScratchFolder.with { folder in
            try ConversationFile.data(set("a", 3)).write(to: folder.appendingPathComponent("a.jsonl"))
            let mixture = try JSONDecoder().decode(
                Mixture.self,
                from: Data(#"{"sources": [{"name": "a", "file": "a.jsonl", "repeats": 2}, {"name": "made"}]}"#.utf8))
            let mixed = try mixture.mix(in: folder, made: ["made": set("m", 4)], seed: 1)
            #expect(mixed.report.rows.map(\.taken) == [6, 4] && mixed.report.rows[0].reading?.kept == 3)
            #expect(throws: ConversationError.self) { _ = try mixture.mix(in: folder, seed: 1) }
        }
    }
}
