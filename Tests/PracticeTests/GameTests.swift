import Conversation
import Foundation
import Generation
import Practice
import SwiftletTesting
import Testing
import TinyWeb
import Tokenization
import ToolUse

@Suite("Games as conversations")
struct GameTests {
    /// Plays the first column that has room.
    private struct FirstPlayer: GamePlayer {
        let name = "first"
        func move(_ board: ConnectFour, _ random: inout SeededGenerator) -> Int { board.legal[0] }
    }

    private func game(_ moves: [Int] = [], seed: UInt64 = 1) throws -> GameConversation {
        GameConversation(from: try #require(ConnectFour(moves: moves)), against: FirstPlayer(), seed: seed)
    }

    @Test func theOtherPlayerAnswersUntilTheGameEnds() throws {
        let game = try game()
        #expect(
            game.reply(to: ["3"], member: 0)
                == "You are x: o - x - - rows oexee eeeee eeeee eeeee diagonals oeee eeee eeee eeee")
        // Three stones above each other are no line; the fourth is.
        #expect(game.standing(after: ["3", "3", "3"], member: 0) != .won)
        #expect(game.standing(after: ["3", "3", "3", "3"], member: 0) == .won)
        #expect(game.reply(to: ["3", "3", "3", "3"], member: 0) == nil)
        #expect(game.grade(["3", "3", "3", "3"], member: 0).worth == 1)
        // The other player fills the first column: o wins with its fourth stone.
        #expect(game.standing(after: ["2", "3", "2", "3"], member: 0) == .lost)
        #expect(game.grade(["2", "3", "2", "3"], member: 0).worth == 0)
    }

    @Test(arguments: ["", "0", "6", "three", "3 3", "-1", "99999999999999999999"])
    func whatNamesNoColumnLoses(answer: String) throws {
        let game = try game()
        #expect(game.standing(after: [answer], member: 0) == .illegal && game.reply(to: [answer], member: 0) == nil)
        #expect(!game.grade([answer], member: 0).isFormed)
    }

    @Test func fullColumnsAreNoAnswer() throws {
        #expect(try game([2, 2, 2, 2]).standing(after: ["3"], member: 0) == .illegal)
    }

    @Test func gamesOfOneSeedAreTheSameAndMembersDiffer() throws {
        let problem = PracticeProblem(
            question: "", answer: "random", verifier: ConnectFourReferee.name, numbers: [3])
        let referee = ConnectFourReferee()
        let one = try #require(referee.conversation(problem, seed: 7))
        let again = try #require(referee.conversation(problem, seed: 7))
        let replies = (0..<40).map { one.reply(to: ["2"], member: $0) }
        #expect(replies == (0..<40).map { again.reply(to: ["2"], member: $0) } && Set(replies).count == 5)
        #expect(ConnectFour(moves: [0, 0, 0, 0, 0]) == nil && ConnectFour(moves: [5]) == nil)
        for (player, numbers) in [("nobody", []), ("random", [Int.min]), ("random", [6]), ("looks 0 ahead", [])] {
            let unknown = PracticeProblem(
                question: "", answer: player, verifier: ConnectFourReferee.name, numbers: numbers)
            #expect(referee.conversation(unknown, seed: 7) == nil && referee.objection(to: unknown) != nil)
        }
    }

    @Test func recordedGamesAreWhatTheRefereePlays() throws {
        let player = MediocrePlayer()
        for index in 0..<50 {
            var random = SeededGenerator(3, "games", index)
            let game = GameData.game(of: player, stones: 3, &random)
            #expect(game.count % 2 == 0 && game[0].role == .user && game[1].role == .assistant)
            for place in stride(from: 0, to: game.count, by: 2) {
                #expect(GameConversation.column(game[place + 1].content) != nil)
                #expect(game[place].content.hasPrefix("You are x: "))
            }
        }
    }

    /// A model that knows a game by heart plays it out: what the other player does is read, not made.
    @Test func rolloutsPlayGames() async throws {
        let tokenizer = try TinyTokenizer.make()
        let renderer = try ChatRenderer(tokenizer: tokenizer)
        let game = try game()
        var (messages, answers) = ([Message(.user, game.opening.text)], [String]())
        for answer in ["3", "3", "3", "3"] {
            messages.append(Message(.assistant, answer))
            answers.append(answer)
            if let reply = game.reply(to: answers, member: 0) { messages.append(Message(.user, reply)) }
        }
        let whole = try renderer.render(messages)
        let prompt = try renderer.render([messages[0]], addingPrompt: true).ids
        let model = TinyModels.reciting(whole.ids, vocabulary: tokenizer.vocabularySize, context: 1024)
        let sampler = RolloutSampler(model, renderer, tools: try ToolRegistry([]), RolloutOptions())
        let rollout = try await sampler.sample([RolloutRequest(prompt: prompt, count: 1, seed: 1, partner: game)])[0][0]
        #expect(rollout.prompt + rollout.ids == whole.ids && rollout.finish == .stop)
        #expect(rollout.isMade == Array(whole.mask.dropFirst(prompt.count)))
    }

    @Test func ladderFindsStrengths() {
        let ladder = EloLadder(["random", "mediocre", "looks 4 ahead"], anchor: "mediocre", games: 200, seed: 1)
        let (random, strong) = (ladder.ratings["random"] ?? 0, ladder.ratings["looks 4 ahead"] ?? 0)
        #expect(ladder.ratings["mediocre"] == 1000 && random < 900 && strong > 1030)
        let even = ladder.rating(of: [EloLadder.Result(against: "mediocre", points: 100, games: 200)])
        #expect(abs(even - 1000) < 0.01)
        // Three of four points are 400 · log10(3) = 191 points more.
        let better = ladder.rating(of: [EloLadder.Result(against: "mediocre", points: 7500, games: 10_000)])
        #expect(abs(better - 1190.85) < 0.1)
    }

    @Test func quietWinsAreFoundByThePerfectPlayer() throws {
        let solver = GameSolver()
        // x has two in the middle of the lowest row: a third makes two open ends.
        let board = try #require(ConnectFour(moves: [1, 1, 2, 2]))
        #expect(board.lines == [".....", ".....", ".oo..", ".xx.."])
        #expect(SurprisingMove.quietWin(3, on: board, solver) == 2)
        #expect(SurprisingMove.quietWin(4, on: board, solver) == nil)
        // Of several columns that win by force the soonest counts, if there is one.
        var (alone, soonest) = (0, 0)
        for index in 0..<200 {
            var random = SeededGenerator(5, "boards", index)
            var board = ConnectFour()
            while board.state == .open {
                let scores = solver.scores(board), best = scores.map(\.score).max() ?? 0
                let found = board.legal.filter { SurprisingMove.quietWin($0, on: board, solver) != nil }
                #expect(found.isEmpty || scores.filter { $0.score == best }.map(\.column) == found && best > 0)
                if !found.isEmpty, scores.count(where: { $0.score > 0 }) == 1 { alone += 1 }
                if !found.isEmpty, scores.count(where: { $0.score > 0 }) > 1 { soonest += 1 }
                board = board.playing(MediocrePlayer().move(board, &random))
            }
        }
        #expect(alone > 0 && soonest > 0)
    }
}
