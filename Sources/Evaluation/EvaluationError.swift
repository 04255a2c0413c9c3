/// What can be wrong with an evaluation.
public enum EvaluationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no such file.
    case missingFile(path: String)
    /// A line of a file is not what it should be.
    case badLine(path: String, line: Int, reason: String)
    /// A file has no questions.
    case empty(path: String)
    /// There are not as many examples as should stand before each question.
    case tooFewExamples(wanted: Int, found: Int)
    /// A text is to be scored on its own, but the model has no token to begin with.
    case noPrefix
    /// A continuation has no tokens.
    case emptyContinuation(text: String)
    /// A continuation is longer than the network's context.
    case continuationTooLong(tokens: Int, context: Int)
    /// Likelihoods were asked of something that only answers.
    case noLikelihood(answerer: String)
    /// Answers are programs, and nothing is there to run them.
    case noProgramRunner(task: String)
    /// A folder holds answers to other questions, or of another model.
    case otherEvaluation(path: String, difference: String)
    /// An answerer gave too few or too many answers.
    case wrongCount(asked: Int, answered: Int)

    public var description: String {
        switch self {
        case .missingFile(let path):
            "\(path) does not exist. Give a file of JSON lines; docs/evaluation.md shows what is in them."
        case .badLine(let path, let line, let reason):
            "\(path), line \(line): \(reason). docs/evaluation.md shows what a line looks like."
        case .empty(let path): "\(path) holds no questions. Give a file with one JSON object a line."
        case .tooFewExamples(let wanted, let found):
            "\(wanted) examples should stand before each question, but only \(found) can. "
                + "Ask for fewer with --shots, or name a larger file with --shots-from."
        case .noPrefix:
            "the model has no token that begins or ends a text, so nothing can be scored without a context. "
                + "Set bos_token_id in its config.json."
        case .emptyContinuation(let text):
            "the continuation '\(text)' has no tokens of its own. Give a text that is not empty."
        case .continuationTooLong(let tokens, let context):
            "a continuation has \(tokens) tokens, but the model's context is \(context). Shorten it, or score it with kind 'rolling'."
        case .noLikelihood(let answerer):
            "\(answerer) only answers; it gives no likelihoods. Evaluate the model itself on this task."
        case .noProgramRunner(let task):
            "the answers of \(task) are programs, and there is nothing to run them. Evaluate another task, or give a program runner."
        case .otherEvaluation(let path, let difference):
            "\(path) holds another evaluation: \(difference). Choose another folder with --output, or remove this one."
        case .wrongCount(let asked, let answered):
            "\(answered) answers came to \(asked) questions. This is a mistake of the answerer."
        }
    }
}
