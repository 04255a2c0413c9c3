import Foundation
import Plots

/// How well reward models of several sizes order answers, and how well anybody could.
public struct RewardReport: StageReport, Equatable {
    static let fileName = "reward.json"
    static let pictureName = "reward.svg"
    static let stage = RewardStage.name

    /// One reward model.
    public struct Row: Codable, Sendable, Equatable {
        /// The network's size, and how many prompts' orderings it was trained on.
        public var size: String
        public var prompts: Int
        /// The share of held-out pairs that it orders as the raters did.
        public var accuracy: Double
        /// The same for pairs as true taste has them.
        public var gold: Double
        /// The accuracy among each kind's pairs.
        public var kinds: [String: Double]
        /// Held-out pairs by the chance σ(difference) that the model gives: the mean chance of each tenth, and the share that came so.
        public var calibration: [[Double]]
    }

    /// The share of held-out pairs that a rater who is asked again orders the same way: nobody can do better than about this.
    public var consistency: Double
    /// The share that two raters order the same way.
    public var agreement: Double
    /// The share of held-out pairs that true taste orders as the raters did, who add habits and chance.
    public var ceiling: Double
    /// The models.
    public var rows: [Row] = []
    /// Held-out orders that the first size on the most prompts gets wrong most.
    public var disagreements: [RewardDisagreement] = []

    /// The report as Markdown.
    public var markdown: String {
        var text = String(
            format:
                "# Reward models\n\nHeld-out pairs: a rater asked again agrees on %.3f, another rater on %.3f, true taste on %.3f.\n\n",
            consistency, agreement, ceiling)
        let kinds = Set(rows.flatMap(\.kinds.keys)).sorted()
        text += "| network | prompts | pairs as the raters | " + kinds.map { "\($0) | " }.joined()
        text += "pairs as true taste |\n|---|---|---|" + kinds.map { _ in "---|" }.joined() + "---|\n"
        for row in rows {
            text += String(format: "| %@ | %d | %.3f | ", row.size, row.prompts, row.accuracy)
            text += kinds.map { String(format: "%.3f | ", row.kinds[$0] ?? 0) }.joined()
            text += String(format: "%.3f |\n", row.gold)
        }
        guard !disagreements.isEmpty else { return text }
        return text + "\n## Where model and rater disagree most\n" + disagreements.map(\.markdown).joined()
    }

    /// Accuracy against the number of prompts, and calibration of each size at the most prompts.
    public var chart: Chart {
        let most = rows.map(\.prompts).max() ?? 1
        let least = rows.map(\.prompts).min() ?? 1
        let sizes = rows.map(\.size).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let curves = sizes.enumerated().map { index, size in
            Series(
                size,
                rows.filter { $0.size == size }.sorted { $0.prompts < $1.prompts }.map {
                    Point(Double($0.prompts), $0.accuracy)
                }, .markers, color: index)
        }
        func line(_ name: String, _ value: Double, _ color: Int) -> Series {
            Series(name, [Point(Double(least), value), Point(Double(most), value)], .dashed, color: color)
        }
        let calibration = sizes.enumerated().compactMap { index, size in
            rows.first { $0.size == size && $0.prompts == most }.map { row in
                Series(size, row.calibration.map { Point($0[0], $0[1]) }, .markers, color: index)
            }
        }
        return Chart(
            "Reward models", subtitle: "Held-out pairs of answers",
            rows: [
                [
                    Panel(
                        "Ordered as the raters did", unit: "share", x: Axis("prompts with five answers", .logarithmic),
                        series: curves + [
                            line("a rater asked again", consistency, sizes.count),
                            line("true taste", ceiling, sizes.count + 1),
                        ]),
                    Panel(
                        "Calibration", unit: "share that came so",
                        x: Axis("chance that the model gives", domain: 0...1),
                        y: Axis(domain: 0...1),
                        series: calibration + [Series(nil, [Point(0, 0), Point(1, 1)], .dashed, color: sizes.count)]),
                ]
            ])
    }
}
