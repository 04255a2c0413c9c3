import Foundation
import Generation
import TinyWeb
import Transformer

/// A move that the imitated player's imitator would hardly have made, and that is right: the "move 37" of a small game.
public struct SurprisingMove: Codable, Sendable, Equatable {
    /// The board's rows from the top, before the move.
    public var board: [String]
    /// Whose stone it is.
    public var stone: String
    /// The column, from 1.
    public var column: Int
    /// The chance of this move before practice, and after.
    public var before: Double
    public var after: Double
    /// In how many moves of one's own it wins, whatever the other player does.
    public var winsIn: Int

    /// The moves of won games that win by force, sooner than any other, and had a chance of less than `limit` before; the least likely first. No
    /// move that wins at once or meets an open threat is among them: everybody sees those.
    ///
    /// - Parameters:
    ///   - before: the model before practice.
    ///   - sampler: the model after it, with its protocol.
    public static func find(
        before: LanguageModel, after sampler: RolloutSampler, against opponent: String, games: Int,
        below limit: Double = 0.05,
        seed: UInt64
    ) async throws -> [SurprisingMove] {
        let won = try await GameExamination([opponent], games: games).played(sampler, opponent, seed: seed)
            .filter(\.grade.isRight)
        let earlier = ReferencePolicy(model: before, tokensPerPass: 4096).logProbabilities(of: won.map(\.rollout))
        let solver = GameSolver()
        var found: [ConnectFour: SurprisingMove] = [:]
        for (game, old) in zip(won, earlier) {
            // A move is the first token of an answer.
            let places = game.rollout.isMade.indices.filter {
                game.rollout.isMade[$0] && ($0 == 0 || !game.rollout.isMade[$0 - 1])
            }
            for (place, (board, answer)) in zip(places, zip(game.boards, game.answers)) {
                let (before, after) = (exp(Double(old[place])), exp(Double(game.rollout.logProbabilities[place])))
                guard before < limit, found[board] == nil, let column = GameConversation.column(answer),
                    let winsIn = quietWin(column, on: board, solver)
                else { continue }
                found[board] = SurprisingMove(
                    board: board.lines, stone: board.count % 2 == 0 ? "x" : "o", column: column + 1, before: before,
                    after: after, winsIn: winsIn)
            }
        }
        return found.values.sorted { ($0.before, $0.board.joined()) < ($1.before, $1.board.joined()) }
    }

    /// In how many moves of one's own a column wins by force, if no other does as soon, it does not win at once and meets no threat; else nil.
    package static func quietWin(_ column: Int, on board: ConnectFour, _ solver: GameSolver) -> Int? {
        guard board.isLegal(column), !board.wins(column), !board.threatens(column) else { return nil }
        let scores = solver.scores(board)
        guard let own = scores.first(where: { $0.column == column })?.score, own > 0,
            scores.allSatisfy({ $0.column == column || $0.score < own })
        else { return nil }
        // The score is one more than the stones that are missing when the game is won.
        let stones = ConnectFour.columns * ConnectFour.rows + 1 - own
        return (stones - board.count + 1) / 2
    }
}
