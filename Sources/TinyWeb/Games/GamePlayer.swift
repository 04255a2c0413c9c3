import Synchronization

/// Somebody who plays Connect Four.
public protocol GamePlayer: Sendable {
    /// The player's name.
    var name: String { get }
    /// The column to play on an open board.
    func move(_ board: ConnectFour, _ random: inout SeededGenerator) -> Int
}

/// Plays anywhere.
public struct RandomPlayer: GamePlayer {
    public let name = "random"

    /// The player.
    public init() {}

    public func move(_ board: ConnectFour, _ random: inout SeededGenerator) -> Int { random.pick(board.legal) }
}

/// A player out of practice: sees a win mostly, a threat often, and else plays out of habit, in the middle or to the left of it and hardly
/// ever to the right.
public struct MediocrePlayer: GamePlayer {
    public let name = "mediocre"
    private let seesWin: Double
    private let seesThreat: Double

    /// A player who sees wins and threats with these chances.
    public init(seesWin: Double = 0.9, seesThreat: Double = 0.6) {
        (self.seesWin, self.seesThreat) = (seesWin, seesThreat)
    }

    public func move(_ board: ConnectFour, _ random: inout SeededGenerator) -> Int {
        if let win = board.legal.first(where: board.wins), random.chance(seesWin) { return win }
        let threats = board.legal.filter { board.threatens($0) }
        if let threat = threats.first, random.chance(seesThreat) { return threat }
        return random.pick(board.legal) { [2, 8, 14, 1, 1][$0] }
    }
}

extension ConnectFour {
    /// Whether the other player would win in this column if it were his or her turn.
    public func threatens(_ column: Int) -> Bool { passed.wins(column) }

    /// The board as if the player in turn had passed; for looking at threats alone.
    private var passed: ConnectFour { ConnectFour(passing: self) }
}

/// Looks so many moves ahead, and plays one of the best.
public struct SearchingPlayer: GamePlayer {
    public let name: String
    private let solver: GameSolver

    /// A player who looks `depth` moves ahead; to the end of the game if nil.
    public init(depth: Int? = nil) {
        name = depth.map { "looks \($0) ahead" } ?? "perfect"
        solver = GameSolver(depth: depth)
    }

    public func move(_ board: ConnectFour, _ random: inout SeededGenerator) -> Int {
        let scores = solver.scores(board)
        let best = scores.map(\.score).max() ?? 0
        return random.pick(scores.filter { $0.score == best }.map(\.column))
    }
}

/// The players by name. Those who search remember boards, so there is one of each.
public enum GamePlayers {
    /// Names of players, each as a line would have it.
    public static let names = ["random", "mediocre", "looks N ahead", "perfect"]
    private static let searching = Mutex<[Int?: SearchingPlayer]>([:])

    /// The player of a name; nil where there is none.
    public static func named(_ name: String) -> (any GamePlayer)? {
        switch name {
        case "random": return RandomPlayer()
        case "mediocre": return MediocrePlayer()
        case "perfect": return searching(nil)
        default:
            let words = name.split(separator: " ")
            guard words.count == 3, words[0] == "looks", words[2] == "ahead", let depth = Int(words[1]), depth > 0
            else {
                return nil
            }
            return searching(min(depth, ConnectFour.columns * ConnectFour.rows))
        }
    }

    private static func searching(_ depth: Int?) -> SearchingPlayer {
        searching.withLock { known in
            let player = known[depth] ?? SearchingPlayer(depth: depth)
            known[depth] = player
            return player
        }
    }
}
