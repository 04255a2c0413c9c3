import Conversation
import Generation
import TinyWeb

/// Matches of a model against other players: half of the games begin with the model's move, half with the other player's.
public struct GameExamination: Sendable {
    /// What a match gave.
    public struct Score: Codable, Sendable, Equatable {
        /// The other player.
        public var opponent: String
        /// Games that were won, drawn, lost; those that an illegal move ended are among the lost.
        public var won = 0
        public var drawn = 0
        public var lost = 0
        public var illegal = 0

        /// Games in all.
        public var games: Int { won + drawn + lost }
        /// The share of the points, a draw counting half.
        public var share: Double { (Double(won) + Double(drawn) / 2) / Double(max(1, games)) }
        /// The same for a ladder.
        public var result: EloLadder.Result {
            EloLadder.Result(against: opponent, points: Double(won) + Double(drawn) / 2, games: games)
        }
    }

    /// Names of the other players.
    public let opponents: [String]
    /// Games against each.
    public let games: Int
    /// How moves are drawn.
    public let temperature: Float

    /// Matches; see the properties.
    public init(_ opponents: [String], games: Int, temperature: Float = 1) {
        (self.opponents, self.games, self.temperature) = (opponents, games, temperature)
    }

    /// Plays all games.
    public func run(_ sampler: RolloutSampler, seed: UInt64) async throws -> [Score] {
        var scores: [Score] = []
        for opponent in opponents {
            var score = Score(opponent: opponent)
            for game in try await played(sampler, opponent, seed: seed) {
                score.won += game.grade.isRight ? 1 : 0
                score.drawn += game.grade.isRightLeniently && !game.grade.isRight ? 1 : 0
                score.lost += game.grade.isRightLeniently ? 0 : 1
                score.illegal += game.grade.isFormed ? 0 : 1
            }
            scores.append(score)
        }
        return scores
    }

    /// A game that was played.
    struct Game: Sendable {
        /// The boards on which the model moved, and its answers.
        var boards: [ConnectFour]
        var answers: [String]
        /// All ids of the game.
        var rollout: Rollout
        /// How it ended.
        var grade: Grade
    }

    /// The games against one player, ten of each opening.
    func played(_ sampler: RolloutSampler, _ opponent: String, seed: UInt64) async throws -> [Game] {
        guard let source = GameProblems(against: opponent, seed: seed) else { return [] }
        let problems = (0..<max(1, games / 10)).map { place in
            var random = SeededGenerator(seed, "match", place)
            return source.problem(stones: place % 2, &random)
        }
        var settings = PracticeSettings(updates: 1, rate: 0)
        (settings.answers, settings.problems, settings.seed) = (min(games, 10), problems.count, seed)
        settings.sampling = sampler.options
        settings.sampling.temperature = temperature
        let groups = GroupSampler(
            sampler: RolloutSampler(sampler.model, sampler.renderer, tools: sampler.tools, settings.sampling),
            problems: ProblemList(problems: problems), verifiers: Verifiers(), settings: settings)
        return try await groups.groups(update: 0).groups.enumerated().flatMap { place, group in
            let conversation = ConnectFourReferee().game(
                group.problem, seed: GroupSampler.seed(seed, update: 0, place: place))
            return group.answers.enumerated().compactMap { member, answer in
                conversation.map { Self.game(answer, in: $0, member: member, sampler) }
            }
        }
    }

    private static func game(
        _ answer: GradedGroup.Answer, in conversation: GameConversation, member: Int, _ sampler: RolloutSampler
    ) -> Game {
        let turns = sampler.renderer.parseTurns(answer.rollout.ids).filter { $0.role == .assistant }.map(\.content)
        let boards = turns.indices.compactMap { count -> ConnectFour? in
            guard case .open(let board) = conversation.standing(after: Array(turns[..<count]), member: member) else {
                return nil
            }
            return board
        }
        return Game(boards: boards, answers: turns, rollout: answer.rollout, grade: answer.grade)
    }
}
