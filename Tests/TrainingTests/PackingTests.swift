import Conversation
import Foundation
import SwiftletTesting
import Testing
import Training

struct PackingTests {
    private func lengths(_ count: Int, _ range: ClosedRange<Int>) -> [Int] {
        (0..<count).map { index in
            range.lowerBound + Int(UInt64(index) &* 0x9E37_79B9_7F4A_7C15 >> 33) % range.count
        }
    }

    @Test(arguments: [3...60, 50...250, 200...256])
    func packsAreFullAndHoldEverythingOnce(range: ClosedRange<Int>) {
        let lengths = lengths(4000, range)
        let packs = ConversationPacking.packs(Array(lengths.indices), lengths: lengths, capacity: 1000)
        #expect(packs.joined().sorted() == Array(lengths.indices))
        #expect(packs.allSatisfy { pack in pack.reduce(0) { $0 + lengths[$1] } <= 1000 })
        let filled = packs.dropLast().joined().reduce(0) { $0 + lengths[$1] }
        var inOrder = 1
        var room = 1000
        for length in lengths {
            if length > room { (inOrder, room) = (inOrder + 1, 1000) }
            room -= length
        }
        #expect(packs.count <= inOrder)
        if range.upperBound <= 250 { #expect(Double(filled) / Double((packs.count - 1) * 1000) > 0.99) }
    }

    @Test func nothingWaitsOnceItIsNext() {
        let lengths = [60] + [Int](repeating: 41, count: 300) + [99]
        let packs = ConversationPacking.packs(Array(lengths.indices), lengths: lengths, capacity: 100)
        // The first that has not been taken opens each pack.
        var taken = Set<Int>()
        for pack in packs {
            #expect(pack.first == lengths.indices.first { !taken.contains($0) })
            taken.formUnion(pack)
        }
    }

    @Test func longerThanAPackIsAPack() {
        #expect(ConversationPacking.packs([0, 1, 2], lengths: [5, 200, 5], capacity: 100) == [[0, 2], [1]])
        #expect(ConversationPacking.packs([], lengths: [], capacity: 100) == [])
    }

    @Test func whatIsLeftOutIsCountedByReason() throws {
        let renderer = try ChatRenderer(tokenizer: TinyTokenizer.make())
        let rendered = try [
            [Message(.user, "a"), Message(.assistant, "b")], [Message(.user, "a")],
            [Message(.user, String(repeating: "xy ", count: 90)), Message(.assistant, "b")], [],
        ].map { try renderer.render($0) }
        let data = try ConversationData(rendered, context: 64, tokensPerUpdate: 128, epochs: 1, seed: 1)
        #expect(data.count == 1 && data.dropped == [.tooLong: 1, .nothingTrained: 2] && data.tooLong == 1)
        #expect(throws: TrainingError.self) {
            try ConversationData(
                Array(rendered.dropFirst()), context: 64, tokensPerUpdate: 128, epochs: 1, seed: 1)
        }
    }
}
