import Conversation
import TinyWeb
import Training

/// Games that a player plays with itself, for imitation: each is a conversation in which one side's moves are the model's.
///
/// No game comes twice. The games of an update are a function of the seed and its number.
public struct GameData: TrainingData {
    public let steps: Int
    /// Games in an update.
    public let games: Int
    private let player: any GamePlayer
    private let renderer: ChatRenderer
    /// The most stones on the first board.
    private let stones: Int
    private let tokensPerPass: Int
    private let seed: UInt64

    /// Games of a player; see the properties.
    public init(
        _ player: any GamePlayer, _ renderer: ChatRenderer, steps: Int, games: Int, stones: Int = 3,
        tokensPerPass: Int = 4096, seed: UInt64
    ) {
        (self.player, self.renderer, self.steps, self.games) = (player, renderer, steps, games)
        (self.stones, self.tokensPerPass, self.seed) = (stones, tokensPerPass, seed)
    }

    public func batches(step: Int) -> [TrainingBatch] {
        var batches = [TrainingBatch()]
        for index in 0..<games {
            var random = SeededGenerator(seed, "imitation \(step)", index)
            // A game whose words the vocabulary cannot spell is no game.
            guard let game = try? renderer.render(Self.game(of: player, stones: stones, &random)) else { continue }
            if batches[batches.count - 1].tokens.count + game.ids.count > tokensPerPass {
                batches.append(TrainingBatch())
            }
            batches[batches.count - 1].append(game)
        }
        return batches
    }

    /// A game as a conversation, from an opening on; the side that moves first in it is the assistant.
    package static func game(of player: any GamePlayer, stones: Int, _ random: inout SeededGenerator) -> [Message] {
        var board = player.opening(stones: random.int(0...stones), &random).board
        var messages: [Message] = []
        while board.state == .open {
            let move = player.move(board, &random)
            messages += [Message(.user, board.text), Message(.assistant, "\(move + 1)")]
            board = board.playing(move)
            if board.state == .open { board = board.playing(player.move(board, &random)) }
        }
        return messages
    }
}
