import Foundation
import Pipeline
import Testing

@Suite("What is told of a game")
struct GameReportTests {
    private func report(after: [Double]) throws -> GameReport {
        let moves = after.map {
            """
            {"board": [".....", "..o..", "..o..", ".xx.."], "stone": "x", "column": 4, "before": 0.03, "after": \($0), "winsIn": 2}
            """
        }
        let text = """
            {"ladder": {"ratings": {"mediocre": 1000, "perfect": 1429}}, "imitated": "mediocre", "imitation": [], "practice": [],
             "matches": [{"name": "practice", "score": {"opponent": "mediocre", "won": 7, "drawn": 2, "lost": 1, "illegal": 1}}],
             "moves": [\(moves.joined(separator: ","))]}
            """
        return try JSONDecoder().decode(GameReport.self, from: Data(text.utf8))
    }

    @Test func surprisingMovesAreCountedAndShown() throws {
        let text = try report(after: [0.9, 0.2, 0.6]).markdown
        #expect(text.contains("There are 3; ") && text.contains("After practice 2 of them"))
        #expect(text.contains("`x` plays column 4: chance 0.0300 before practice, 0.2000 after; wins in 2 moves."))
        #expect(text.contains("..o..\n.xx..\n12345\n"))
    }

    @Test func matchesAndTheLadderAreTables() throws {
        let text = try report(after: []).markdown
        #expect(text.contains("| mediocre | 1000 |\n| perfect | 1429 |\n"))
        #expect(text.contains("| practice | 7 | 2 | 1 | 1 | 0.800 |\n"))
        #expect(!text.contains("hardly have made"), "no moves, no chapter about them")
    }
}
