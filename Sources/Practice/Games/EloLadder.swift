import Foundation
import TinyWeb

/// Players of known strength to be measured against, on Elo's scale: who is d points stronger scores 1 / (1 + 10^(−d/400)).
public struct EloLadder: Codable, Sendable, Equatable {
    /// What one player made of some games against another; a draw is half a win for each.
    public struct Result: Codable, Sendable, Equatable {
        /// The other player.
        public var opponent: String
        /// Points, and games.
        public var points: Double
        public var games: Int

        /// A result; see the properties.
        public init(against opponent: String, points: Double, games: Int) {
            (self.opponent, self.points, self.games) = (opponent, points, games)
        }

        /// Points for each game.
        public var score: Double { points / Double(max(1, games)) }
    }

    /// The strength of each player, by name.
    public let ratings: [String: Double]

    /// Ratings that are known.
    public init(ratings: [String: Double]) { self.ratings = ratings }

    /// Lets all play all others, half the games with the first move, and finds the ratings that make the results likeliest (Bradley and
    /// Terry); `anchor` is put at 1,000. Unknown names are left out.
    public init(_ names: [String], anchor: String, games: Int, seed: UInt64) {
        let players = names.compactMap { name in GamePlayers.named(name).map { (name, $0) } }
        var results: [String: [Result]] = [:]
        for (index, (name, player)) in players.enumerated() {
            for (other, opponent) in players[(index + 1)...] {
                let points = Self.points(player, opponent, games: games, seed: seed)
                results[name, default: []].append(Result(against: other, points: points, games: games))
                results[other, default: []].append(
                    Result(against: name, points: Double(games) - points, games: games))
            }
        }
        var ratings = Dictionary(uniqueKeysWithValues: players.map { ($0.0, 1000.0) })
        for _ in 0..<200 {
            for (name, _) in players { ratings[name] = Self.likeliest(results[name] ?? [], ratings) }
        }
        let shift = 1000 - (ratings[anchor] ?? 1000)
        self.ratings = ratings.mapValues { $0 + shift }
    }

    /// The rating that makes results against players of this ladder likeliest.
    public func rating(of results: [Result]) -> Double { Self.likeliest(results, ratings) }

    /// The root of Σ points − games · expected, which falls with the rating. Half a point more to each side keeps it finite.
    private static func likeliest(_ results: [Result], _ ratings: [String: Double]) -> Double {
        let known = results.compactMap { result in
            ratings[result.opponent].map { (rating: $0, points: result.points + 0.5, games: Double(result.games + 1)) }
        }
        guard !known.isEmpty else { return 1000 }
        var (low, high) = (-5000.0, 5000.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            let excess = known.reduce(0) { $0 + $1.points - $1.games / (1 + pow(10, ($1.rating - middle) / 400)) }
            (low, high) = excess > 0 ? (middle, high) : (low, middle)
        }
        return (low + high) / 2
    }

    /// Points of the first player in games against the second.
    static func points(_ first: any GamePlayer, _ second: any GamePlayer, games: Int, seed: UInt64) -> Double {
        (0..<games).reduce(0) { sum, game in
            var random = SeededGenerator(seed, "ladder \(first.name) \(second.name)", game)
            var board = ConnectFour()
            let isFirst = game % 2 == 0
            while board.state == .open {
                let isOwn = (board.count % 2 == 0) == isFirst
                board = board.playing((isOwn ? first : second).move(board, &random))
            }
            guard board.state == .won else { return sum + 0.5 }
            // Who moved last has won.
            return sum + (((board.count - 1) % 2 == 0) == isFirst ? 1 : 0)
        }
    }
}
