import Training
import Transformer

/// Every input of the sorting problem, answered greedily.
public struct SortingExamination: Sendable {
    /// One input with its answer.
    public struct Row: Codable, Sendable, Equatable {
        /// The letters, as a text.
        public var letters: String
        /// The letters that the network wrote.
        public var answer: String
        /// Whether they are the input's letters in order.
        public var isRight: Bool
        /// Whether the network never met this input in training.
        public var isHeldOut: Bool
    }

    /// All 729 of them.
    public let rows: [Row]

    /// Examines a model; `heldOut` are the problems that it was not trained on.
    public init(_ model: LanguageModel, heldOut: [SortingProblem]) {
        let problems = SortingProblem.all
        let answers = GreedyContinuation.of(problems.map(\.letters), count: SortingProblem.length, model)
        rows = zip(problems, answers).map { problem, answer in
            Row(
                letters: SortingProblem.text(problem.letters), answer: SortingProblem.text(answer),
                isRight: answer == problem.sorted, isHeldOut: heldOut.contains(problem))
        }
    }

    /// The share of all inputs that are sorted right.
    public var accuracy: Double { share(rows) }
    /// The share of those that were never met in training.
    public var heldOutAccuracy: Double { share(rows.filter(\.isHeldOut)) }

    private func share(_ rows: [Row]) -> Double {
        Double(rows.count(where: \.isRight)) / Double(max(1, rows.count))
    }
}
