/// A small Connect Four: five columns, four rows; whoever has four stones in a line wins.
///
/// Stones lie in bits, a column after the other, each with a free bit on top (Pons' layout), so that lines are shifts.
public struct ConnectFour: Hashable, Sendable {
    /// Columns and rows of the board.
    public static let (columns, rows) = (5, 4)
    private static let height = UInt64(rows + 1)

    /// Stones of the player whose turn it is.
    private var own: UInt64 = 0
    /// All stones.
    private var all: UInt64 = 0
    /// Stones on the board.
    public private(set) var count = 0

    /// An empty board.
    public init() {}

    /// The board after stones in these columns, one player after the other; nil where somebody would play after the end, or where
    /// there is no room.
    public init?(moves: [Int]) {
        self.init()
        for move in moves {
            guard state == .open, (0..<Self.columns).contains(move), isLegal(move) else { return nil }
            self = playing(move)
        }
    }

    /// The board as if the player in turn had passed.
    init(passing board: ConnectFour) {
        (own, all, count) = (board.all ^ board.own, board.all, board.count)
    }

    /// How a game stands.
    public enum State: Sendable, Equatable {
        /// Somebody has to move.
        case open
        /// The player who moved last has four in a line.
        case won
        /// The board is full.
        case drawn
    }

    /// How the game stands.
    public var state: State {
        Self.hasLine(all ^ own) ? .won : count == Self.columns * Self.rows ? .drawn : .open
    }

    /// The columns that are not full.
    public var legal: [Int] { (0..<Self.columns).filter(isLegal) }

    /// Whether there is room in a column.
    public func isLegal(_ column: Int) -> Bool { all & Self.top(column) == 0 }

    /// The board after a stone in a column, in which there is room.
    public func playing(_ column: Int) -> ConnectFour {
        precondition(isLegal(column), "column \(column) is full")
        var next = self
        next.own = all ^ own
        next.all = all | (all + Self.bottom(column))
        next.count += 1
        return next
    }

    /// Whether a stone in a column wins at once.
    public func wins(_ column: Int) -> Bool {
        Self.hasLine(own | ((all + Self.bottom(column)) & Self.column(column)))
    }

    /// The rows from the top, `x` for who moved first, `o` for the other.
    public var lines: [String] {
        let first = count % 2 == 0 ? own : all ^ own
        return (0..<Self.rows).reversed().map { row in
            (0..<Self.columns).map { stone(column: $0, row: row, x: first) ?? "." }.joined()
        }
    }

    /// What the player in turn sees, who is x: the columns from the left, each with its stones from the bottom, `-` for none; then every
    /// other line that can hold four stones, `e` for an empty place: rows from the bottom, and diagonals, those that rise first.
    /// "You are x: o - xo - - rows oexee eeoee eeeee eeeee diagonals oeee eoee eeoe eeee".
    ///
    /// A vocabulary that has seen some games has a symbol for each column and most lines, so that a line is read at once.
    public var text: String {
        let columns = (0..<Self.columns).map { column in
            let stones = (0..<Self.rows).compactMap { stone(column: column, row: $0, x: own) }.joined()
            return stones.isEmpty ? "-" : stones
        }
        func line(_ places: [(column: Int, row: Int)]) -> String {
            places.map { stone(column: $0.column, row: $0.row, x: own) ?? "e" }.joined()
        }
        let rows = (0..<Self.rows).map { row in line((0..<Self.columns).map { ($0, row) }) }
        let corners = (0...Self.rows - 4).flatMap { row in (0...Self.columns - 4).map { ($0, row) } }
        let rising = corners.map { column, row in line((0..<4).map { (column + $0, row + $0) }) }
        let falling = corners.map { column, row in line((0..<4).map { (column + $0, row + 3 - $0) }) }
        return (["You are x:"] + columns + ["rows"] + rows + ["diagonals"] + rising + falling).joined(separator: " ")
    }

    /// The stone at a place, `x` if it is among some stones; nil where there is none.
    private func stone(column: Int, row: Int, x stones: UInt64) -> String? {
        let bit = UInt64(1) << (UInt64(column) * Self.height + UInt64(row))
        return all & bit == 0 ? nil : stones & bit == 0 ? "o" : "x"
    }

    private static func bottom(_ column: Int) -> UInt64 { 1 << (UInt64(column) * height) }
    private static func top(_ column: Int) -> UInt64 { 1 << (UInt64(column) * height + UInt64(rows - 1)) }
    private static func column(_ column: Int) -> UInt64 { ((1 << UInt64(rows)) - 1) << (UInt64(column) * height) }

    private static func hasLine(_ stones: UInt64) -> Bool {
        [1, height, height - 1, height + 1].contains { shift in
            let pairs = stones & (stones >> shift)
            return pairs & (pairs >> (2 * shift)) != 0
        }
    }
}
