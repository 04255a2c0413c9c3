import Testing
import TinyWeb

@Suite("Connect Four")
struct ConnectFourTests {
    private func board(_ moves: [Int]) -> ConnectFour { moves.reduce(ConnectFour()) { $0.playing($1) } }

    @Test(arguments: [
        [0, 1, 0, 1, 0, 1, 0], [0, 0, 1, 1, 2, 2, 3], [0, 1, 1, 2, 2, 3, 2, 3, 3, 0, 3],
        [3, 2, 2, 1, 1, 0, 1, 0, 0, 4, 0],
    ])
    func fourInALineWin(moves: [Int]) {
        let before = board(Array(moves.dropLast()))
        #expect(before.state == .open && before.wins(moves.last ?? 0))
        #expect(board(moves).state == .won)
    }

    @Test func boardsAreShownAndFilled() {
        let shown = board([2, 2, 1])
        #expect(shown.lines == [".....", ".....", "..o..", ".xx.."])
        #expect(board([0, 0, 0, 0]).legal == [1, 2, 3, 4])
        #expect(board([1, 2, 3]) == board([3, 2, 1]) && board([1, 2, 3]) != board([1, 3, 2]))
    }

    /// Every line of a board, by looking at cells: the twin of the shifts.
    private func hasLine(_ rows: [String], _ stone: Character) -> Bool {
        let cells = rows.map(Array.init)
        for row in cells.indices {
            for column in cells[row].indices {
                for (down, right) in [(0, 1), (1, 0), (1, 1), (1, -1)] {
                    let line = (0..<4).map { (row + $0 * down, column + $0 * right) }
                    if line.allSatisfy({ cells.indices.contains($0.0) && cells[0].indices.contains($0.1) }),
                        line.allSatisfy({ cells[$0.0][$0.1] == stone })
                    {
                        return true
                    }
                }
            }
        }
        return false
    }

    @Test func randomGamesEndAsTheCellsSay() {
        var random = SeededGenerator(1, "games")
        var ends: [ConnectFour.State: Int] = [:]
        for _ in 0..<300 {
            var board = ConnectFour()
            while board.state == .open {
                let column = RandomPlayer().move(board, &random)
                let next = board.playing(column)
                #expect(board.wins(column) == (next.state == .won))
                board = next
                #expect((board.state == .won) == (hasLine(board.lines, "x") || hasLine(board.lines, "o")))
            }
            ends[board.state, default: 0] += 1
        }
        #expect(ends[.won] ?? 0 > 100 && ends[.drawn] ?? 0 > 5)
    }

    @Test func strongerPlayersWinMore() {
        let players: [any GamePlayer] = [
            RandomPlayer(), MediocrePlayer(), SearchingPlayer(depth: 4), SearchingPlayer(),
        ]
        for (weak, strong) in zip(players, players.dropFirst()) {
            var (random, points) = (SeededGenerator(2, "match"), 0.0)
            for game in 0..<60 {
                var board = ConnectFour()
                while board.state == .open {
                    let isStrong = (board.count + game) % 2 == 0
                    board = board.playing((isStrong ? strong : weak).move(board, &random))
                }
                let lastIsStrong = (board.count - 1 + game) % 2 == 0
                points += board.state == .drawn ? 0.5 : lastIsStrong ? 1 : 0
            }
            #expect(points > 33, "\(strong.name) against \(weak.name): \(points) of 60")
        }
    }

    @Test func aPerfectPlayerNeverLosesFromTheStart() {
        let value = GameSolver().scores(ConnectFour()).map(\.score).max() ?? -1
        #expect(value == 0, "five columns and four rows are a draw")
        // Three in a row at the bottom with room on both sides: the other one can stop only one end.
        #expect(GameSolver().scores(board([1, 1, 2, 2, 3])).allSatisfy { $0.score < 0 })
        #expect(
            GameSolver(depth: 1).scores(board([1, 1, 2, 2, 3, 3])).filter { $0.score > 0 }.map(\.column) == [0, 4])
    }
}
