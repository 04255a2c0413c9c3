import Foundation

/// The figures of a task, computed from its records alone.
public struct TaskReport: Codable, Sendable, Equatable {
    /// One figure.
    public struct Metric: Codable, Sendable, Equatable {
        /// The kind of questions that it is about.
        public var kind: String
        /// The field's word for it.
        public var name: String
        /// Value ± standard error, and the number of questions.
        public var estimate: Estimate
        /// Whether more is better.
        public var higherIsBetter: Bool
    }

    /// How the answers were made.
    public var settings: EvaluationSettings
    /// The figures, kind by kind.
    public var metrics: [Metric]
    /// Questions.
    public var questions: Int
    /// Questions whose prompt lost tokens because it did not fit.
    public var shortenedPrompts: Int
    /// Answers that were cut because they reached the most tokens.
    public var cutAnswers: Int

    /// The figures of some records.
    public init(_ records: [AnswerRecord], _ settings: EvaluationSettings) {
        self.settings = settings
        questions = records.count
        shortenedPrompts = records.count { $0.droppedTokens > 0 }
        cutAnswers = records.reduce(0) { $0 + $1.cutAnswers }
        var metrics: [Metric] = []
        for (kind, records) in Dictionary(grouping: records, by: \.kind).sorted(by: { $0.key < $1.key }) {
            metrics += kind == "rolling" ? Self.rolling(records) : Self.means(kind, records)
        }
        self.metrics = metrics
    }

    /// The figure of a name, if there is one.
    public subscript(_ name: String) -> Estimate? { metrics.first { $0.name == name }?.estimate }

    /// The mean of each score over the questions that have it.
    private static func means(_ kind: String, _ records: [AnswerRecord]) -> [Metric] {
        let names = Set(records.flatMap(\.scores.keys)).subtracting([ScoreName.logLikelihood])
        var metrics = names.sorted(by: ScoreName.precede).map { name in
            Metric(
                kind: kind, name: name, estimate: Estimate(mean: records.compactMap { $0.scores[name] }),
                higherIsBetter: true)
        }
        let likelihoods = records.compactMap { $0.scores[ScoreName.logLikelihood] }
        if !likelihoods.isEmpty {
            metrics.append(
                Metric(
                    kind: kind, name: "perplexity", estimate: Estimate(mean: likelihoods).exponential(-1),
                    higherIsBetter: false))
        }
        return metrics
    }

    /// exp(−Σ ln p / Σ words), exp(−Σ ln p / Σ bytes), and −Σ ln p / Σ bytes / ln 2.
    private static func rolling(_ records: [AnswerRecord]) -> [Metric] {
        let values = { (name: String) in records.map { $0.scores[name] ?? 0 } }
        let likelihoods = values(ScoreName.logLikelihood).map { -$0 }
        let perWord = Estimate(ratioOf: likelihoods, to: values(ScoreName.words))
        let perByte = Estimate(ratioOf: likelihoods, to: values(ScoreName.bytes))
        return [
            ("word_perplexity", perWord.exponential()), ("byte_perplexity", perByte.exponential()),
            ("bits_per_byte", perByte.scaled(by: 1 / Foundation.log(2))),
        ].map { Metric(kind: "rolling", name: $0, estimate: $1, higherIsBetter: false) }
    }
}

/// The names of scores.
enum ScoreName {
    static let logLikelihood = "log_likelihood", words = "words", bytes = "bytes"
    static let strict = "exact_match,strict", flexible = "exact_match,flexible"

    /// The order in tables: by letters, but the number in pass@k and maj@k as a number.
    static func precede(_ a: String, _ b: String) -> Bool { key(a) < key(b) }

    private static func key(_ name: String) -> (Substring, Int) {
        let parts = name.split(separator: "@", maxSplits: 1)
        return (parts.first ?? "", parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    }
}
