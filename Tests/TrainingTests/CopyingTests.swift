import Conversation
import Foundation
import SwiftletTesting
import Tensors
import Testing
import Training

/// Windows that only copy.
struct CopyingTests {
    private let fixture: TrainingFixture

    init() throws { fixture = try TrainingFixture() }

    private func data(updates: Int, every: Int, rank: Int = 0, ranks: Int = 1) throws -> WindowData {
        var copying = Copying()
        (copying.updates, copying.every, copying.symbols) = (updates, every, Array(0..<50))
        return try WindowData(
            fixture.shard, context: 128, batch: 8, microBatch: 8, steps: 20, seed: 5, copying: copying, rank: rank,
            ranks: ranks)
    }

    @Test func firstUpdatesOnlyCopy() throws {
        let batch = try #require(try data(updates: 3, every: 0).batches(step: 2).first)
        // Four windows of two sequences.
        #expect(batch.segments.count == 8 && batch.tokens.count == 4 * 128)
        #expect(batch.tokens.allSatisfy { (0..<50).contains($0) })
        for segment in batch.segments {
            let row = Array(batch.tokens[segment.start..<segment.start + segment.count])
            // Random pairs of fifty tokens hardly ever come again; copied ones do.
            let pairs = zip(row, row.dropFirst()).map { $0 * 50 + $1 }
            #expect(Set(pairs).count < pairs.count * 4 / 5)
        }
        let plain = try WindowData(fixture.shard, context: 128, batch: 8, microBatch: 8, steps: 20, seed: 5)
        #expect(try data(updates: 3, every: 0).batches(step: 4) == plain.batches(step: 4))
    }

    @Test func laterUpdatesHaveOneWindowInSoMany() throws {
        let all = try (4...19).flatMap { try data(updates: 3, every: 16).batches(step: $0) }
        #expect(all.flatMap(\.segments).count(where: { $0.count == 64 }) == 2 * 8)
        #expect(all.flatMap(\.segments).count(where: { $0.count == 128 }) == 16 * 8 - 8)
    }

    @Test func timesReadAreThoseOfTheWindows() throws {
        // Ids that are their own places, so that a target tells where it stood.
        let url = fixture.folder.appendingPathComponent("places.tokens")
        try TokenShard.write((0..<3000).map { Int32($0) }, vocabularySize: 4000, to: url)
        var copying = Copying()
        (copying.updates, copying.every, copying.symbols) = (3, 4, Array(3000..<3050))
        let data = try WindowData(
            TokenShard(url), context: 128, batch: 8, microBatch: 8, steps: 20, seed: 5, copying: copying)
        var counted = [Int](repeating: 0, count: 3000)
        for target in (1...20).flatMap({ data.batches(step: $0) }).flatMap(\.targets) where target < 3000 {
            counted[Int(target)] += 1
        }
        #expect(data.timesRead() == counted)
        #expect(counted.reduce(0, +) == 128 * (17 * 8 - 17 * 2) && Set(counted).count > 5)
    }

    @Test func ranksShareTheWindowsOfOne() throws {
        for step in [1, 6] {
            let whole = try data(updates: 3, every: 4).batches(step: step)
            let parts = try (0..<2).flatMap { rank in
                try data(updates: 3, every: 4, rank: rank, ranks: 2).batches(step: step)
            }
            #expect(parts.flatMap(\.tokens).sorted() == whole.flatMap(\.tokens).sorted())
        }
    }

    @Test func fineTuningKeepsCopying() throws {
        let renderer = try ChatRenderer(tokenizer: TinyTokenizer.make())
        let examples = try (0..<12).flatMap {
            try renderer.trainingExamples([Message(.user, "say \($0)"), Message(.assistant, "\($0)")])
        }
        func data(_ copies: Int, rank: Int = 0, ranks: Int = 1) throws -> ConversationData {
            var copying = Copying()
            (copying.beside, copying.symbols) = (copies, Array(0..<50))
            return try ConversationData(
                examples, context: 128, tokensPerUpdate: 64, epochs: 1, seed: 3,
                copying: copying, rank: rank, ranks: ranks)
        }
        let (plain, copying) = (try data(0), try data(3))
        for step in 1...plain.steps {
            let batches = copying.batches(step: step)
            #expect(batches.dropLast() == plain.batches(step: step)[...])
            let rows = try #require(batches.last)
            #expect(rows.segments.map(\.count) == [64, 64, 64] && rows.targetCount == 3 * 64)
            let ranks = try (0..<2).compactMap { try data(3, rank: $0, ranks: 2).batches(step: step).last }
            #expect(ranks.flatMap(\.tokens).sorted() == rows.tokens.sorted())
        }
    }
}
