import Generation
import TinyWeb

/// A game of Connect Four as a conversation: the board is what the user says, a column what the model answers.
///
/// The other player's coins are its own in each game: a function of the seed, the game's number and the stones on the board.
public struct GameConversation: GradedConversation {
    /// The board that the model sees first.
    public let opening: ConnectFour
    /// Who plays against the model.
    public let opponent: any GamePlayer
    private let seed: UInt64

    /// A game from an open board on.
    public init(from opening: ConnectFour, against opponent: any GamePlayer, seed: UInt64) {
        (self.opening, self.opponent, self.seed) = (opening, opponent, seed)
    }

    /// How a game stands after some answers.
    public enum Standing: Sendable, Equatable {
        /// The model is to move.
        case open(ConnectFour)
        /// It has won, or lost, or neither.
        case won
        case lost
        case drawn
        /// It named no column with room.
        case illegal
    }

    /// Plays the answers of game number `member`; what comes after the game's end does not count.
    public func standing(after answers: [String], member: Int) -> Standing {
        var board = opening
        for answer in answers {
            guard let column = Self.column(answer), board.isLegal(column) else { return .illegal }
            board = board.playing(column)
            if board.state != .open { return board.state == .won ? .won : .drawn }
            var random = SeededGenerator(seed &+ UInt64(member), "game", board.count)
            board = board.playing(opponent.move(board, &random))
            if board.state != .open { return board.state == .won ? .lost : .drawn }
        }
        return .open(board)
    }

    public func reply(to answers: [String], member: Int) -> String? {
        guard case .open(let board) = standing(after: answers, member: member) else { return nil }
        return board.text
    }

    /// Right is a game that was won; a draw is worth half, and right in a lenient eye. In form are games of legal moves.
    public func grade(_ answers: [String], member: Int) -> Grade {
        let standing = standing(after: answers, member: member)
        return Grade(
            isRight: standing == .won, isRightLeniently: standing == .won || standing == .drawn,
            isFormed: standing != .illegal, worth: standing == .won ? 1 : standing == .drawn ? 0.5 : 0)
    }

    /// The column that an answer names: "1" is the leftmost.
    package static func column(_ answer: String) -> Int? {
        guard let number = Int(answer), (1...ConnectFour.columns).contains(number) else { return nil }
        return number - 1
    }
}

/// Referees games of Connect Four: a problem's `numbers` are the columns that were played already, its `answer` names the other player.
public struct ConnectFourReferee: Verifier {
    public static let name = "connect four"

    /// The referee.
    public init() {}

    public func objection(to problem: PracticeProblem) -> String? {
        game(problem, seed: 0) != nil
            ? nil
            : "'answer' names no player (\(GamePlayers.names.joined(separator: ", "))), or 'numbers' are no columns of an open game"
    }

    public func conversation(_ problem: PracticeProblem, seed: UInt64) -> (any GradedConversation)? {
        game(problem, seed: seed)
    }

    /// The game of a problem; nil where it is none.
    func game(_ problem: PracticeProblem, seed: UInt64) -> GameConversation? {
        guard let player = GamePlayers.named(problem.answer),
            let board = ConnectFour(moves: problem.numbers.map { $0 &- 1 }), board.state == .open
        else { return nil }
        return GameConversation(from: board, against: player, seed: seed)
    }

    /// A single answer is graded as a game that was left after one move: never won.
    public func grade(_ answer: String, to problem: PracticeProblem) async -> Grade {
        conversation(problem, seed: 0)?.grade([answer], member: 0)
            ?? Grade(isRight: false, isRightLeniently: false, isFormed: false)
    }
}

/// Games from openings that the other player has played with itself.
public struct GameProblems: PracticeProblems {
    /// The other player's name.
    public let opponent: String
    private let player: any GamePlayer
    /// The most stones on the first board.
    private let stones: Int
    private let seed: UInt64

    /// Games against a player; nil where there is none of the name.
    public init?(against opponent: String, stones: Int = 3, seed: UInt64) {
        guard let player = GamePlayers.named(opponent) else { return nil }
        (self.opponent, self.player, self.stones, self.seed) = (opponent, player, stones, seed)
    }

    public func problem(update: Int, place: Int) -> PracticeProblem {
        var random = SeededGenerator(seed, "games \(update)", place)
        return problem(stones: random.int(0...stones), &random)
    }

    /// A game in which so many stones have been played.
    func problem(stones: Int, _ random: inout SeededGenerator) -> PracticeProblem {
        let (moves, board) = player.opening(stones: stones, &random)
        return PracticeProblem(
            question: board.text, answer: opponent, verifier: ConnectFourReferee.name, numbers: moves.map { $0 + 1 },
            level: stones)
    }
}

extension GamePlayer {
    /// The first moves of a game that a player plays with itself, and the board; shorter where the game would end.
    func opening(stones: Int, _ random: inout SeededGenerator) -> (moves: [Int], board: ConnectFour) {
        var (moves, board): ([Int], ConnectFour) = ([], ConnectFour())
        while moves.count < stones {
            let move = move(board, &random)
            let next = board.playing(move)
            guard next.state == .open else { break }
            (board, moves) = (next, moves + [move])
        }
        return (moves, board)
    }
}
