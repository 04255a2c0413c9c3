import Artifacts
import Foundation
import Plots
import Training

/// One run, or several that differ in their seeds alone, under one label.
public struct HistoryGroup: Sendable {
    /// What a legend calls it.
    public let label: String
    /// The runs.
    public let histories: [TrainingHistory]

    /// Runs under a label.
    public init(label: String, histories: [TrainingHistory]) {
        self.label = label
        self.histories = histories
    }

    /// Reads `RUN`, or `LABEL=RUN,RUN,…`.
    public init(_ text: String, stage: String, home: URL) throws {
        let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let names = sides[sides.count - 1].split(separator: ",").map(String.init)
        guard let first = names.first, !sides[0].isEmpty else { throw HistoryError.badGroup(text) }
        self.init(
            label: sides.count == 2 ? sides[0] : first,
            histories: try names.map { try TrainingHistory(stage: stage, of: RunDirectory(name: $0, home: home)) })
    }

    /// The last update that all runs have done.
    public var updates: Int { histories.map { $0.records.last?.step ?? 0 }.min() ?? 0 }

    /// The mean over the runs, with their spread.
    func series(_ color: Int, named: Bool = true, _ curve: (TrainingHistory) -> [Point]) -> Series {
        Series(named ? label : nil, meanOf: histories.map(curve), color: color)
    }
}
