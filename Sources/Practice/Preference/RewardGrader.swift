import Conversation

/// Grades answers by a reward model: what a rater is thought to like is worth more.
public struct RewardGrader: Verifier {
    public static let name = "reward"
    private let model: RewardModel
    private let renderer: ChatRenderer
    /// The mean and the deviation of the scores of the model that practice begins with.
    private let mean: Float
    private let deviation: Float

    /// A grader whose grades are (score − mean) / deviation; right are answers above the mean.
    public init(_ model: RewardModel, _ renderer: ChatRenderer, mean: Float = 0, deviation: Float = 1) {
        (self.model, self.renderer, self.mean, self.deviation) = (model, renderer, mean, max(1e-6, deviation))
    }

    /// Scores of answers to prompts, as they are.
    public func scores(_ pairs: [(prompt: String, answer: String)]) throws -> [Float] {
        model.scores(
            of: try pairs.map { try renderer.render([Message(.user, $0.prompt), Message(.assistant, $0.answer)]).ids })
    }

    public func grade(_ answer: String, to problem: PracticeProblem) async -> Grade {
        await grades([answer], to: problem)[0]
    }

    public func grades(_ answers: [String], to problem: PracticeProblem) async -> [Grade] {
        // Text renders always: a control token's spelling in it is text.
        guard let scores = try? scores(answers.map { (problem.question, $0) }) else {
            return answers.map { _ in Grade(isRight: false, isRightLeniently: false, isFormed: false) }
        }
        return scores.map { score in
            let worth = (score - mean) / deviation
            return Grade(isRight: worth > 0, isRightLeniently: worth > 0, isFormed: true, worth: worth)
        }
    }
}
