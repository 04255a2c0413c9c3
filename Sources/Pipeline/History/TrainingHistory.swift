import Artifacts
import Foundation
import Plots
import Training

/// What a stage that trains has written into its metrics, finished or still running.
public struct TrainingHistory: Sendable {
    /// The run's name.
    public let run: String
    /// The stage's name.
    public let stage: String
    /// Whether the stage has not ended.
    public let isRunning: Bool
    /// The updates, in order, each once.
    public let records: [StepRecord]

    /// Reads the metrics of a stage; of a finished directory and one that is being made, those that were written last.
    public init(stage: String, of run: RunDirectory) throws {
        guard FileManager.default.fileExists(atPath: run.url.path) else {
            throw HistoryError.noRun(path: run.url.path)
        }
        let final = run.stage(stage)
        let places = [final, StageDirectory.partial(of: final)].compactMap { place -> (url: URL, written: Date)? in
            let url = place.appendingPathComponent(MetricsLog.fileName)
            let written = try? FileManager.default.attributesOfItem(atPath: url.path)[.modificationDate] as? Date
            return written.map { (url, $0) }
        }
        guard let newest = places.max(by: { $0.written < $1.written }) else {
            throw HistoryError.noMetrics(run: run.name, stage: stage, having: Self.stages(of: run))
        }
        self.init(
            run: run.name, stage: stage, isRunning: newest.url.deletingLastPathComponent() != final,
            lines: try MetricsLog.read(newest.url))
        guard !records.isEmpty else { throw HistoryError.noUpdates(path: newest.url.path) }
    }

    /// The updates among the lines of a log: of several lines for one update the last counts.
    init(run: String, stage: String, isRunning: Bool, lines: [JSONValue]) {
        self.run = run
        self.stage = stage
        self.isRunning = isRunning
        let decoder = ForeignJSONDecoder()
        let found = lines.compactMap { try? decoder.decode(StepRecord.self, from: Data($0.text.utf8)) }
        let byStep = Dictionary(found.map { ($0.step, $0) }, uniquingKeysWith: { $1 })
        records = byStep.values.sorted { $0.step < $1.step }
    }

    /// One figure over the updates.
    public func curve(_ value: (StepRecord) -> Double?) -> [Point] {
        records.compactMap { record in value(record).map { Point(Double(record.step), $0) } }
    }

    /// The loss over the updates, in nats.
    public var loss: [Point] { curve { Double($0.loss) } }
    /// The loss, smoothed over a tenth of the run.
    public var smoothedLoss: [Point] { loss.smoothed(over: smoothingSpan) }
    /// Bits per byte on held-out text, where it was measured.
    public var bitsPerByte: [Point] { curve(\.validationBitsPerByte) }

    /// Updates before and after each that smooth curves are smoothed over.
    var smoothingSpan: Int { min(records.count / 20, 200) }

    /// The stages of a run that keep metrics.
    private static func stages(of run: RunDirectory) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: run.url.path)) ?? []
        return names.filter {
            !$0.hasPrefix(".")
                && FileManager.default.fileExists(
                    atPath: run.stage($0).appendingPathComponent(MetricsLog.fileName).path)
        }.sorted()
    }
}

/// Why there is no history to show.
public enum HistoryError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no such run.
    case noRun(path: String)
    /// The stage has not begun, or trains nothing.
    case noMetrics(run: String, stage: String, having: [String])
    /// The stage has begun but no update has ended.
    case noUpdates(path: String)
    /// A text that should name runs to compare names none.
    case badGroup(String)

    public var description: String {
        switch self {
        case .noRun(let path):
            "there is no run at \(path). Make one with 'swiftlet pretrain recipes/tiny.yaml'."
        case .noMetrics(let run, let stage, let having):
            "the stage '\(stage)' of run '\(run)' has no metrics: it has not begun, or is no training. "
                + (having.isEmpty
                    ? "No stage of this run has any yet." : "Try --stage \(having.joined(separator: " or --stage ")).")
        case .noUpdates(let path):
            "\(path) holds no update yet. Wait until the first one has ended, then run the same command again."
        case .badGroup(let text):
            "'\(text)' names no runs. Write a run, or LABEL=RUN,RUN."
        }
    }
}
