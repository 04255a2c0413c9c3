import Synchronization

/// What columns are worth, by searching all that can follow (negamax with alpha-beta, and a memory of boards).
public final class GameSolver: Sendable {
    private let depth: Int?
    private let memory = Mutex<[Key: Bounds]>([:])

    private struct Key: Hashable {
        let board: ConnectFour
        let depth: Int
    }

    /// What is known of a board's value: searches that were cut short tell one side only.
    private struct Bounds {
        var lower = -100
        var upper = 100
    }

    /// A solver that looks so many moves ahead; to the end if nil.
    public init(depth: Int? = nil) { self.depth = depth }

    /// The score of each column that is not full, for the player in turn: positive for a win, the more the sooner; 0 for a draw, or
    /// where nothing is decided within the depth.
    public func scores(_ board: ConnectFour) -> [(column: Int, score: Int)] {
        let left = depth ?? ConnectFour.columns * ConnectFour.rows
        return memory.withLock { memory in
            board.legal.map { ($0, -Self.value(board.playing($0), left - 1, -100, 100, &memory)) }
        }
    }

    private static let order = [2, 1, 3, 0, 4]

    /// What a board is worth to the player in turn, if that lies between alpha and beta; else a bound of it.
    private static func value(
        _ board: ConnectFour, _ depth: Int, _ alpha: Int, _ beta: Int, _ memory: inout [Key: Bounds]
    ) -> Int {
        let cells = ConnectFour.columns * ConnectFour.rows
        switch board.state {
        case .won: return -(cells + 1 - board.count)
        case .drawn: return 0
        case .open: break
        }
        guard depth > 0 else { return 0 }
        let key = Key(board: board, depth: min(depth, cells - board.count))
        var known = memory[key] ?? Bounds()
        if known.lower >= beta || known.lower == known.upper { return known.lower }
        if known.upper <= alpha { return known.upper }
        let start = max(alpha, known.lower)
        var (alpha, best) = (start, -100)
        for column in order where board.isLegal(column) {
            best = max(best, -value(board.playing(column), depth - 1, -beta, -alpha, &memory))
            alpha = max(alpha, best)
            if alpha >= beta { break }
        }
        if best > start { known.lower = max(known.lower, best) }
        if best < beta { known.upper = min(known.upper, best) }
        memory[key] = known
        return best
    }
}
