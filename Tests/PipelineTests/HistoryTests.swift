import Artifacts
import Foundation
import Pipeline
import Plots
import SwiftletTesting
import Testing
import Training

struct HistoryTests {
    private let scratch: ScratchFolder
    private var home: URL { scratch.url }

    init() throws { scratch = try ScratchFolder() }

    /// Writes a log of `count` updates whose loss is `loss(step)`, with bits per byte a quarter of it at every second one.
    private func write(_ run: String, in stage: String = "pretrain", _ count: Int = 20, _ loss: (Int) -> Float) throws {
        let place = RunDirectory(name: run, home: home).stage(stage)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let log = try MetricsLog(directory: place)
        for step in stride(from: 1, through: count, by: 1) {
            var record: [String: JSONValue] = [
                "step": .int(step), "loss": .number(Double(loss(step))), "rate": 1e-3, "gradientNorm": 1,
                "milliseconds": 100, "tokensPerSecond": 5000, "secondsLeft": 0, "peakBytes": 1,
            ]
            if step % 2 == 0 { record["validationBitsPerByte"] = .number(Double(loss(step)) / 4) }
            if step % 5 == 0 { record["sample"] = .string("sample <\(step)>\nsecond line") }
            try log.append(record)
        }
    }

    private func history(_ run: String) throws -> TrainingHistory {
        try TrainingHistory(stage: "pretrain", of: RunDirectory(name: run, home: home))
    }

    @Test func lastLineOfAnUpdateCountsAndOthersAreLeftOut() throws {
        try write("a", 6) { _ in 4 }
        try write("a", 3) { _ in 2 }
        let file = home.appendingPathComponent("runs/a/pretrain/metrics.jsonl")
        try (Data(contentsOf: file) + Data("{\"event\":\"other\"}\n{\"step\": 7, \"lo".utf8)).write(to: file)
        let read = try history("a")
        #expect(read.loss.map(\.y) == [2, 2, 2, 4, 4, 4] && !read.isRunning)
        #expect(read.bitsPerByte.map(\.x) == [2, 4, 6])
    }

    @Test func runningStageIsReadFromItsPartialDirectory() throws {
        try write("a", in: ".pretrain.partial", 5) { _ in 3 }
        #expect(try history("a").isRunning)
        // An older, finished artifact is what was there before; the newer log is what one wants to see.
        try write("a", 9) { _ in 3 }
        let final = home.appendingPathComponent("runs/a/pretrain/metrics.jsonl")
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -100)], ofItemAtPath: final.path)
        #expect(try history("a").records.count == 5)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: 100)], ofItemAtPath: final.path)
        #expect(try history("a").records.count == 9)
    }

    @Test func whatIsMissingIsNamed() throws {
        #expect(throws: HistoryError.noRun(path: home.appendingPathComponent("runs/a").path)) { _ = try history("a") }
        try write("a", in: "sft") { _ in 3 }
        #expect(throws: HistoryError.noMetrics(run: "a", stage: "pretrain", having: ["sft"])) { _ = try history("a") }
        try write("a", 0) { _ in 3 }
        #expect(throws: HistoryError.self) { _ = try history("a") }
        for bad in ["", "=a", "x="] {
            #expect(throws: HistoryError.badGroup(bad)) {
                _ = try HistoryGroup(bad, stage: "pretrain", home: home)
            }
        }
    }

    @Test func pictureHasThePanelsThatWereMeasuredAndTheSamples() throws {
        try write("a", 100) { 8 / Float($0) }
        let chart = HistoryChart.chart(of: try history("a"), samples: 4)
        #expect(
            chart.rows.joined().map(\.title) == [
                "Loss", "Held-out text", "Gradient norm", "Throughput", "Learning rate",
            ])
        #expect(chart.rows[0][0].series[0].points.count == 100 && chart.rows[1][0].series[0].points.count == 50)
        #expect(chart.notes.map(\.label) == ["update 5", "update 35", "update 65", "update 100"])
        #expect(chart.svg.contains("sample &lt;100&gt; ⏎ second line"))
    }

    @Test func comparisonFindsWhereTheFirstOnesEndIsReached() throws {
        // a ends at 80 and 82; b is 60 updates' worth faster or never gets there.
        for seed in [1, 2] {
            try write("a-\(seed)", 100) { 180 + 2 * Float(seed - 1) - Float($0) }
            try write("b-\(seed)", 100) { 180 - 2 * Float($0) }
        }
        try write("c", 100) { _ in 180 }
        let groups = try ["A=a-1,a-2", "B=b-1,b-2", "c"].map { try HistoryGroup($0, stage: "pretrain", home: home) }
        let goal = try #require(HistoryChart.chart(comparing: groups, title: "t").rows.first?.first?.series.last)
        #expect(goal.style == .dashed && goal.points == [Point(2, 20.25), Point(100, 20.25)])
        let rows = HistoryComparison(groups).rows
        #expect(rows.map(\.label) == ["A", "B", "c"] && rows[0].reachedAt == nil && rows[0].lossDifference == nil)
        let first = try #require(rows[0].bitsPerByte)
        #expect(first.low == 20 && first.high == 20.5 && first.mean == 20.25)
        // Paired: 180 − 2s ≤ 80 at 50; 180 − 2s ≤ 82 at 49, measured at 50.
        let reached = try #require(rows[1].reachedAt)
        #expect(reached.mean == 50 && rows[1].saving == 0.5)
        #expect(rows[2].reachedAt == nil && rows[2].saving == nil)
        let smoothed = try (
            history("c").smoothedLoss.last?.y, history("a-1").smoothedLoss.last?.y, history("a-2").smoothedLoss.last?.y
        )
        let mean = (try #require(smoothed.1) + #require(smoothed.2)) / 2
        let difference = try #require(rows[2].finalLossDifference)
        #expect(abs(difference - (180 - mean) / mean) < 1e-9 && rows[2].lossDifference == difference)
    }
}
