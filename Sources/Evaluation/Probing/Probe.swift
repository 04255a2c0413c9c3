import Conversation

/// Finds out what a model knows by interrogating it (scene 9 of the talk; Llama 3, §4.3.6): each question is put in several
/// phrasings greedily and several times by sampling, and a judge compares the answers with the truth.
public struct Probe: Sendable {
    /// How a model is interrogated.
    public struct Settings: Codable, Sendable, Equatable {
        /// Greedy answers to each question, each to another phrasing.
        public var greedy = 2
        /// Sampled answers to each question.
        public var samples = 4
        /// Divides the logits of sampled answers.
        public var temperature: Float = 0.7
        /// The most tokens of an answer.
        public var maxTokens = 40
        /// The seed of the sampled answers.
        public var seed: UInt64 = 1

        /// Two greedy answers and four sampled ones.
        public init() {}
    }

    /// How a model is interrogated.
    public var settings: Settings
    /// Decides what an answer is worth.
    public var judge: any Judge

    /// An interrogation.
    public init(_ settings: Settings = Settings(), judge: any Judge = MatchJudge()) {
        self.settings = settings
        self.judge = judge
    }

    /// Questions that are put side by side.
    private static let batch = 32

    /// Puts every question.
    ///
    /// - Throws: what the answerer throws, `CancellationError`.
    public func run(
        _ questions: [ProbeQuestion], _ answerer: any Answerer, progress: (Double) -> Void = { _ in }
    ) async throws -> ProbeReport {
        var rows: [ProbeReport.Row] = []
        for start in stride(from: 0, to: questions.count, by: Self.batch) {
            try Task.checkCancellation()
            let piece = Array(questions[start..<min(start + Self.batch, questions.count)])
            var greedy = piece.map { _ in [ProbeReport.Answer]() }
            var sampled = greedy
            for round in 0..<settings.greedy {
                let asked = piece.map { $0.phrasings[round % $0.phrasings.count] }
                for (index, answer) in try await answers(piece, asked, answerer, temperature: 0, seed: 0).enumerated() {
                    greedy[index].append(answer)
                }
            }
            for round in 0..<settings.samples {
                let asked = piece.map { $0.phrasings[(settings.greedy + round) % $0.phrasings.count] }
                let seed = settings.seed &+ UInt64(round)
                let made = try await answers(piece, asked, answerer, temperature: settings.temperature, seed: seed)
                for (index, answer) in made.enumerated() { sampled[index].append(answer) }
            }
            for (index, question) in piece.enumerated() {
                rows.append(ProbeReport.Row(question: question, greedy: greedy[index], sampled: sampled[index]))
            }
            progress(Double(rows.count) / Double(questions.count))
        }
        return ProbeReport(model: answerer.name, settings: settings, rows: rows)
    }

    private func answers(
        _ questions: [ProbeQuestion], _ asked: [String], _ answerer: any Answerer, temperature: Float, seed: UInt64
    ) async throws -> [ProbeReport.Answer] {
        let replies = try await answerer.checkedReplies(
            to: asked.map { [Message(.user, $0)] },
            AnswerOptions(maxTokens: settings.maxTokens, temperature: temperature, seed: seed))
        let verdicts = try await judge.verdicts(
            of: zip(zip(questions, asked), replies).map {
                JudgedAnswer(question: $0.1, accepted: $0.0.accepted, answer: $1.text)
            })
        return zip(replies, verdicts).map { ProbeReport.Answer(text: $0.text, verdict: $1) }
    }
}
