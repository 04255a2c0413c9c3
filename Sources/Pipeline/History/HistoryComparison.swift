import Foundation
import Plots

/// Figures of groups of runs beside those of the first group.
public struct HistoryComparison: Codable, Sendable, Equatable {
    /// A figure over the runs of a group.
    public struct Spread: Codable, Sendable, Equatable {
        /// The mean.
        public var mean: Double
        /// The lowest value.
        public var low: Double
        /// The highest value.
        public var high: Double

        /// The spread of some values; nil of none.
        init?(_ values: [Double]) {
            guard let low = values.min(), let high = values.max() else { return nil }
            (self.low, self.high) = (low, high)
            mean = values.reduce(0, +) / Double(values.count)
        }
    }

    /// One group.
    public struct Row: Codable, Sendable, Equatable {
        /// The group's label.
        public var label: String
        /// Its runs.
        public var runs: Int
        /// Updates that all of them have done.
        public var updates: Int
        /// The loss at the end, smoothed.
        public var loss: Spread?
        /// Bits per byte on held-out text at the end.
        public var bitsPerByte: Spread?
        /// The first measurement at which a run is as good on held-out text as the first group is at its end; nil unless
        /// all runs get there. Runs are paired by place where both groups have as many, else compared with the mean.
        public var reachedAt: Spread?
        /// The share of the first group's updates that were not needed for that.
        public var saving: Double?
        /// The greatest relative difference of the smoothed loss from the first group's, over all updates that both have.
        public var lossDifference: Double?
        /// The relative difference of the smoothed loss at the last update that both have.
        public var finalLossDifference: Double?
    }

    /// The groups, in order; the first has no figures that compare.
    public var rows: [Row]

    /// Compares each group with the first.
    public init(_ groups: [HistoryGroup]) {
        rows = groups.enumerated().map { index, group in
            var row = Row(
                label: group.label, runs: group.histories.count, updates: group.updates,
                loss: Spread(group.histories.compactMap { $0.smoothedLoss.last?.y }),
                bitsPerByte: Spread(group.histories.compactMap { $0.bitsPerByte.last?.y }))
            guard index > 0, let first = groups.first else { return row }
            row.reachedAt = Self.reached(group, the: first)
            row.saving = row.reachedAt.map { 1 - $0.mean / Double(max(1, first.updates)) }
            let differences = Self.differences(group, first)
            row.lossDifference = differences.max()
            row.finalLossDifference = differences.last
            return row
        }
    }

    private static func reached(_ group: HistoryGroup, the first: HistoryGroup) -> Spread? {
        let goals = first.histories.compactMap { $0.bitsPerByte.last?.y }
        guard !goals.isEmpty, goals.count == first.histories.count else { return nil }
        let isPaired = goals.count == group.histories.count
        let mean = goals.reduce(0, +) / Double(goals.count)
        let places = group.histories.enumerated().compactMap { index, history in
            history.bitsPerByte.first { $0.y <= (isPaired ? goals[index] : mean) }?.x
        }
        return places.count == group.histories.count ? Spread(places) : nil
    }

    private static func differences(_ group: HistoryGroup, _ first: HistoryGroup) -> [Double] {
        let mean = { (group: HistoryGroup) in Series(meanOf: group.histories.map(\.smoothedLoss)).points }
        let reference = Dictionary(mean(first).map { ($0.x, $0.y) }, uniquingKeysWith: { $1 })
        return mean(group).compactMap { point in
            reference[point.x].map { abs(point.y - $0) / max(abs($0), .leastNormalMagnitude) }
        }
    }
}
