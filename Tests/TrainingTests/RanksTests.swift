import Foundation
import SwiftletTesting
import Synchronization
import Tensors
import Testing
import Training
import Transformer

struct RanksTests {
    /// Ranks that are threads of this process and meet at each sum.
    private final class Meeting: @unchecked Sendable {
        private let ranks: Int
        private let condition = NSCondition()
        private var brought: [Int: [[Double]]] = [:]
        private var sums: [[Double]] = []
        private var round = 0

        init(ranks: Int) { self.ranks = ranks }

        func sum(_ rank: Int, _ numbers: [[Double]]) -> [[Double]] {
            condition.lock()
            defer { condition.unlock() }
            brought[rank] = numbers
            if brought.count == ranks {
                sums = (1..<ranks).reduce(brought[0] ?? []) { sums, rank in
                    zip(sums, brought[rank] ?? []).map { zip($0, $1).map(+) }
                }
                brought = [:]
                round += 1
                condition.broadcast()
            } else {
                let now = round
                while round == now { condition.wait() }
            }
            return sums
        }
    }

    private struct Rank: ProcessGroup {
        let rank: Int
        let ranks: Int
        let meeting: Meeting

        func sum(_ numbers: [Double]) -> [Double] { meeting.sum(rank, [numbers])[0] }
        func sum(_ tensors: [Tensor]) {
            let sums = meeting.sum(rank, tensors.map { $0.toArray().map(Double.init) })
            for (tensor, numbers) in zip(tensors, sums) {
                for (index, number) in numbers.enumerated() { tensor.pointer[index] = Float(number) }
            }
        }
    }

    /// A process whose other rank is told to stop after some update.
    private final class OtherStops: ProcessGroup {
        let (rank, ranks) = (0, 2)
        let after: Int
        /// Gradients summed, and whether the next numbers are what the ranks wish for after that update.
        private let state = Mutex((updates: 0, isEnd: false))

        init(after: Int) { self.after = after }
        func sum(_ tensors: [Tensor]) { state.withLock { $0 = ($0.updates + 1, true) } }
        func sum(_ numbers: [Double]) -> [Double] {
            state.withLock { state in
                defer { state.isEnd = false }
                return state.isEnd && state.updates == after ? [numbers[0] + 1, numbers[1]] : numbers
            }
        }
    }

    /// A rank has thrown, or the ranks wait for one another.
    private struct NoResult: Error {}

    /// What a rank ends with.
    private final class Results: @unchecked Sendable {
        private let condition = NSCondition()
        private var results: [Int: (numbers: [[Float]], records: [StepRecord])] = [:]

        func add(_ rank: Int, _ numbers: [[Float]], _ records: [StepRecord]) {
            condition.lock()
            results[rank] = (numbers, records)
            condition.broadcast()
            condition.unlock()
        }

        func wait(for count: Int) throws -> [(numbers: [[Float]], records: [StepRecord])] {
            condition.lock()
            defer { condition.unlock() }
            let patience = Date(timeIntervalSinceNow: 120)
            while results.count < count {
                guard condition.wait(until: patience) else { throw NoResult() }
            }
            return results.sorted { $0.key < $1.key }.map(\.value)
        }
    }

    private let fixture: TrainingFixture

    init() throws { fixture = try TrainingFixture() }

    /// Trains with so many ranks of `batch` windows in all.
    private func train(ranks: Int, batch: Int) throws -> Results {
        let (meeting, results) = (Meeting(ranks: ranks), Results())
        var settings = fixture.settings(5, checkpointSeconds: 0)
        // Where a gradient is next to nothing, AdamW with a small ε would make a whole step of what rounding left of it.
        settings.optimizer.epsilon = 1e-3
        for rank in 0..<ranks {
            let data = try WindowData(
                fixture.shard, context: 32, batch: batch, microBatch: 2, steps: 5, seed: 5, rank: rank, ranks: ranks)
            let directory = try fixture.directory("\(rank) of \(ranks)")
            let settings = settings
            Thread {
                let model = LanguageModel.tiny(.f32)
                let group = Rank(rank: rank, ranks: ranks, meeting: meeting)
                var records: [StepRecord] = []
                do {
                    try Trainer(model, data, settings, directory: directory, group: group).run { records.append($0) }
                    results.add(rank, model.numbers, records)
                } catch {
                    Issue.record(error)
                }
            }.start()
        }
        return results
    }

    @Test(arguments: [8, 7])
    func twoRanksMakeTheUpdatesOfOneProcess(batch: Int) throws {
        let two = try train(ranks: 2, batch: batch).wait(for: 2)
        let one = try train(ranks: 1, batch: batch).wait(for: 1)[0]
        #expect(one.records.count == 5)
        #expect(two[0].numbers == two[1].numbers, "both ranks hold the same bits")
        #expect(two[0].records.map(\.outcome) == two[1].records.map(\.outcome))
        for (ours, theirs) in zip(two[0].records, one.records) {
            #expect(abs(ours.loss - theirs.loss) < 1e-5 * theirs.loss)
            #expect(abs(ours.gradientNorm - theirs.gradientNorm) < 1e-4 * theirs.gradientNorm)
        }
        let start = LanguageModel.tiny(.f32).numbers
        let moved = zip(start.joined(), one.numbers.joined()).map { abs($0 - $1) }.max() ?? 0
        let apart = zip(two[0].numbers.joined(), one.numbers.joined()).map { abs($0 - $1) }.max() ?? 1
        #expect(moved > 1e-3 && apart < 1e-3 * moved, "moved by \(moved), apart by \(apart)")
    }

    @Test(arguments: [[5], [4, 5]])
    func ranksGoOnFromTheNewestCheckpointThatAllHave(lost: [Int]) throws {
        let whole = try train(ranks: 2, batch: 4).wait(for: 2)
        // Rank 1 was killed before it renamed its last checkpoint, or has lost all.
        for step in lost {
            try FileManager.default.removeItem(
                at: fixture.directory("1 of 2").appendingPathComponent("checkpoint-\(step)"))
        }
        let again = try train(ranks: 2, batch: 4).wait(for: 2)
        for (rank, result) in again.enumerated() {
            #expect(result.records.map(\.outcome) == whole[rank].records.map(\.outcome).suffix(lost == [5] ? 1 : 5))
            #expect(result.numbers == whole[rank].numbers)
            let names = try FileManager.default.contentsOfDirectory(atPath: fixture.directory("\(rank) of 2").path)
            #expect(Set(names) == ["checkpoint-4", "checkpoint-5", "metrics.jsonl"])
        }
    }

    @Test func aRankSavesAndStopsWhenAnotherIsToldTo() throws {
        let data = try WindowData(fixture.shard, context: 32, batch: 4, steps: 5, seed: 5, rank: 0, ranks: 2)
        let directory = try fixture.directory("run")
        #expect(throws: CancellationError.self) {
            try Trainer(.tiny(), data, fixture.settings(5), directory: directory, group: OtherStops(after: 3)).run()
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
        #expect(Set(names) == ["checkpoint-3", "metrics.jsonl"])
    }

    @Test(arguments: [1, 2, 3])
    func ranksTogetherReadTheConversationsOfOneProcess(ranks: Int) throws {
        let conversations = try TrainingFixture.conversations(40)
        func read(_ rank: Int, _ ranks: Int, _ step: Int, tokensPerPass: Int) throws -> [[Int32]] {
            try ConversationData(
                conversations, context: 64, tokensPerUpdate: 400, tokensPerPass: tokensPerPass, epochs: 1, seed: 3,
                rank: rank, ranks: ranks
            ).batches(step: step).flatMap { batch in
                batch.segments.map { Array(batch.tokens[$0.start..<$0.start + $0.count]) }
            }
        }
        func sorted(_ sequences: [[Int32]]) -> [[Int32]] { sequences.sorted { $0.lexicographicallyPrecedes($1) } }
        for step in 1...2 {
            // In one pass they lie in the order of the update; smaller passes are packed anew.
            let one = try read(0, 1, step, tokensPerPass: 400)
            #expect(one.count > 4)
            for rank in 0..<ranks {
                let own = stride(from: rank, to: one.count, by: ranks).map { one[$0] }
                #expect(try read(rank, ranks, step, tokensPerPass: 400) == own)
                #expect(try sorted(read(rank, ranks, step, tokensPerPass: 100)) == sorted(own))
            }
        }
    }

    @Test(arguments: [1, 2, 3, 5])
    func ranksTogetherReadTheWindowsOfOneProcess(ranks: Int) throws {
        // No id comes twice, so that a window's ids tell its place.
        let url = fixture.folder.appendingPathComponent("places.tokens")
        try TokenShard.write((0..<3000).map { Int32($0) }, vocabularySize: 3000, to: url)
        let shard = try TokenShard(url)
        func windows(_ rank: Int, _ ranks: Int, _ step: Int) throws -> [[Int32]] {
            let data = try WindowData(
                shard, context: 16, batch: 8, microBatch: 3, steps: 4, seed: 9, rank: rank, ranks: ranks)
            return data.batches(step: step).flatMap { batch in
                batch.segments.map { Array(batch.tokens[$0.start..<$0.start + $0.count]) }
            }
        }
        for step in 1...4 {
            let one = try windows(0, 1, step)
            #expect(Set(one).count == 8)
            for rank in 0..<ranks {
                #expect(try windows(rank, ranks, step) == stride(from: rank, to: 8, by: ranks).map { one[$0] })
            }
        }
    }
}
