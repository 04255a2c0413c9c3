import Foundation
import Plots
import Practice

/// What became of policies that were trained against reward models: the proxy, true taste, and where a guard would have stopped.
public struct PreferenceReport: StageReport, Equatable {
    static let fileName = "preference.json"
    static let pictureName = "preference.svg"
    static let stage = PreferenceStage.name

    /// Training against one reward model.
    public struct Curve: Codable, Sendable, Equatable {
        /// The reward model's size.
        public var size: String
        /// What was measured on the way.
        public var marks: [PreferenceExamination.Mark]
        /// The best of n by the same reward model; the step is n.
        public var best: [PreferenceExamination.Mark]

        /// True taste on the way, fitted by each form.
        public var fits: [Overoptimization] { Self.fits(marks) }
        /// True taste of the best of n, likewise.
        public var bestFits: [Overoptimization] { Self.fits(best) }
        /// The form that fits the way better.
        public var fit: Overoptimization? { fits.max { $0.rSquared < $1.rSquared } }

        private static func fits(_ marks: [PreferenceExamination.Mark]) -> [Overoptimization] {
            Overoptimization.Form.allCases.compactMap { Overoptimization($0, marks.map { ($0.distance, $0.gold) }) }
        }
        /// The mark of the highest true taste.
        public var peak: PreferenceExamination.Mark? { marks.max { $0.gold < $1.gold } }
        /// How much of the peak is lost at the end: 1 − (last − first) / (peak − first).
        public var fall: Double {
            guard let first = marks.first, let last = marks.last, let peak, peak.gold > first.gold else { return 0 }
            return 1 - (last.gold - first.gold) / (peak.gold - first.gold)
        }
    }

    /// A text that the reward model likes more than people do.
    public struct Gaming: Codable, Sendable, Equatable {
        public var size: String
        public var step: Int
        public var prompt: String
        public var answer: String
        /// Scores in deviations of the beginning's answers.
        public var proxy: Double
        public var gold: Double
    }

    /// One curve for each reward model.
    public var curves: [Curve] = []
    /// The guard.
    public var guardian: PreferenceGuard { PreferenceGuard() }
    /// What each of them likes at the end, and true taste does not.
    public var gaming: [Gaming] = []

    /// The report as Markdown.
    public var markdown: String {
        var text =
            "# Training against reward models\n\nScores are in deviations of the answers at the beginning; d = √KL in nats.\n\n"
        text +=
            "| reward model | true taste at its peak | at d | at the end | lost from the peak | the guard stops at d | and keeps | "
        text += "d·(a − b·d) | d·(a − b·log d) | best of n: d·(a − b·d) | d·(a − b·log d) |\n"
        text += String(repeating: "|---", count: 11) + "|\n"
        for curve in curves {
            guard let peak = curve.peak, let last = curve.marks.last else { continue }
            let stop = curve.marks[guardian.stop(curve.marks)]
            text += String(
                format: "| %@ | %.2f | %.1f | %.2f | %.0f %% | %.1f | %.0f %% | ", curve.size, peak.gold, peak.distance,
                last.gold,
                100 * curve.fall, stop.distance, 100 * guardian.kept(curve.marks))
            let cells = [curve.fits, curve.bestFits].flatMap { fits in
                Overoptimization.Form.allCases.map { form in
                    fits.first { $0.form == form }.map {
                        String(format: "a %.2f, b %.2f, R² %.3f", $0.a, $0.b, $0.rSquared)
                    } ?? "–"
                }
            }
            text += cells.joined(separator: " | ") + " |\n"
        }
        guard !gaming.isEmpty else { return text }
        text += "\n## What the reward models like at the end\n"
        for game in gaming {
            text += String(
                format: "\n%@, update %d: proxy %.1f, true taste %.1f. %@\n\n", game.size, game.step, game.proxy,
                game.gold, game.prompt)
            text += "```text\n" + game.answer.prefix(600) + "\n```\n"
        }
        return text
    }

    /// Proxy and true taste against d, and what the answers look like.
    public var chart: Chart {
        func curves(
            _ value: (PreferenceExamination.Mark) -> Double, of marks: KeyPath<Curve, [PreferenceExamination.Mark]>
        )
            -> [Series]
        {
            self.curves.enumerated().map { index, curve in
                Series(curve.size, curve[keyPath: marks].map { Point($0.distance, value($0)) }, .line, color: index)
            }
        }
        let fits = self.curves.enumerated().compactMap { index, curve -> Series? in
            guard let fit = curve.fit, let end = curve.marks.map(\.distance).max() else { return nil }
            return Series(
                nil, (0...60).map { Point(end * Double($0) / 60, fit.gold(at: end * Double($0) / 60)) }, .dashed,
                color: index)
        }
        let stops = self.curves.enumerated().map { index, curve -> Series in
            let mark = curve.marks.isEmpty ? nil : curve.marks[guardian.stop(curve.marks)]
            return Series(nil, mark.map { [Point($0.distance, $0.gold)] } ?? [], .markers, color: index)
        }
        let axis = Axis("√KL(policy ‖ beginning), √nats")
        return Chart(
            "Training against reward models",
            subtitle:
                "Means over held-out prompts, in deviations of the answers at the beginning; dashes: the form that fits better, d·(a − b·d) or d·(a − b·log d); dots: the guard",
            rows: [
                [
                    Panel(
                        "True taste", x: axis, series: curves(\.gold, of: \.marks) + fits + stops, height: 260),
                    Panel("What it is trained on", x: axis, series: curves(\.proxy, of: \.marks), height: 260),
                ],
                [
                    Panel("Length", unit: "words", x: axis, series: curves(\.words, of: \.marks), height: 150),
                    Panel("Repetition", unit: "share", x: axis, series: curves(\.repetition, of: \.marks), height: 150),
                ],
                [
                    Panel("The best of n: true taste", x: axis, series: curves(\.gold, of: \.best), height: 150),
                    Panel("The best of n: proxy", x: axis, series: curves(\.proxy, of: \.best), height: 150),
                ],
            ])
    }

    /// Of the half of the answers at a run's end that the reward model likes better, the different ones that true taste likes least.
    static func gaming(_ outcome: PreferenceRun.Outcome, _ name: String, _ step: Int) -> [Gaming] {
        let judged = outcome.answers.map { answer in
            let scores = outcome.scale.judged(answer)
            return Gaming(
                size: name, step: step, prompt: answer.prompt, answer: answer.text, proxy: scores.proxy,
                gold: scores.gold)
        }
        let liked = judged.sorted { $0.proxy > $1.proxy }.prefix((judged.count + 1) / 2)
        var texts: Set<String> = []
        return Array(liked.sorted { $0.gold < $1.gold }.filter { texts.insert($0.answer).inserted }.prefix(3))
    }
}
