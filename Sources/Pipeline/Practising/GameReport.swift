import Foundation
import Plots
import Practice

/// How a network's play grew: by imitation, and by practice from there on.
public struct GameReport: StageReport, Equatable {
    static let fileName = "games.json"
    static let tableName = "games.md"
    static let pictureName = "elo.svg"
    static let stage = ImitationStage.name

    /// The strength at one time.
    public struct Mark: Codable, Sendable, Equatable {
        /// Games that it has learned from, those of earlier stages included.
        public var games: Int
        /// On Elo's scale.
        public var elo: Double
        /// Points per game against each player of the ladder.
        public var shares: [String: Double]
    }

    /// The ladder that strength is measured on.
    public var ladder: EloLadder
    /// The imitated player.
    public var imitated: String
    /// Strength while it imitated.
    public var imitation: [Mark] = []
    /// Strength while it practised.
    public var practice: [Mark] = []
    /// The last matches against the imitated player, by name.
    public var matches: [Match] = []
    /// Moves that imitation would hardly have made.
    public var moves: [SurprisingMove] = []

    /// A match against the imitated player.
    public struct Match: Codable, Sendable, Equatable {
        /// Which model, and how it drew its moves.
        public var name: String
        /// What it made of it.
        public var score: GameExamination.Score
    }

    /// The mark of some matches.
    func mark(_ scores: [GameExamination.Score], games: Int) -> Mark {
        Mark(
            games: games, elo: ladder.rating(of: scores.map(\.result)),
            shares: Dictionary(scores.map { ($0.opponent, $0.share) }) { $1 })
    }

    /// Both curves in one picture, the ladder as dashed lines.
    public var chart: Chart {
        let last = Double((imitation + practice).map(\.games).max() ?? 1)
        let rungs = ladder.ratings.sorted { $0.value < $1.value }.enumerated().map { index, rung in
            Series("\(rung.key)", [Point(0, rung.value), Point(last, rung.value)], .dashed, color: index + 2)
        }
        return Chart(
            "Imitation and practice",
            subtitle: "Connect Four on five columns and four rows; moves drawn at temperature 1",
            rows: [
                [
                    Panel(
                        "Strength", unit: "Elo", x: Axis("games learned from"),
                        series: rungs + [
                            Series("imitates \(imitated)", imitation.map { Point(Double($0.games), $0.elo) }, .markers),
                            Series(
                                "practises", (imitation.suffix(1) + practice).map { Point(Double($0.games), $0.elo) },
                                .markers, color: 1),
                        ], height: 280)
                ]
            ])
    }

    /// The report as Markdown.
    public var markdown: String {
        var text = "# Games\n\n| player | Elo |\n|---|---|\n"
        for rung in ladder.ratings.sorted(by: { $0.value < $1.value }) {
            text += String(format: "| %@ | %.0f |\n", rung.key, rung.value)
        }
        if !matches.isEmpty {
            text +=
                "\n## Matches against the imitated player\n\n| who | won | drawn | lost | illegal | points |\n|---|---|---|---|---|---|\n"
        }
        for match in matches {
            let score = match.score
            text +=
                "| \(match.name) | \(score.won) | \(score.drawn) | \(score.lost) | \(score.illegal) | "
                + String(format: "%.3f |\n", score.share)
        }
        guard !moves.isEmpty else { return text }
        text +=
            "\n## Moves that imitation would hardly have made\n\nThere are \(moves.count); each wins by force, sooner than any other. "
            + "After practice \(moves.count(where: { $0.after > 0.5 })) of them are made more often than not.\n"
        for move in moves.prefix(10) {
            text += String(
                format: "\n`%@` plays column %d: chance %.4f before practice, %.4f after; wins in %d moves.\n\n",
                move.stone, move.column, move.before, move.after, move.winsIn)
            text += "```text\n" + move.board.joined(separator: "\n") + "\n12345\n```\n"
        }
        return text
    }
}
