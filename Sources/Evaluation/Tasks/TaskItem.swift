/// One question of a task.
public struct TaskItem: Sendable, Equatable {
    /// What is asked, and what is right.
    public enum Question: Sendable, Equatable {
        /// The likeliest of some choices is to be the right one.
        case multipleChoice(prompt: String, choices: [String], answer: Int)
        /// An answer is to be written; `target` is how an example shows it.
        case generate(prompt: String, accepted: [String], target: String, rule: MatchRule)
        /// A Python function is to be completed; `check(entryPoint)` of the test decides.
        case code(PythonProblem)
        /// A continuation whose likelihood is wanted.
        case logLikelihood(context: String, continuation: String)
        /// A text whose likelihood is wanted.
        case rolling(text: String)
    }

    /// How written answers are compared.
    public enum MatchRule: String, Sendable, Codable, CaseIterable {
        /// A number, by GSM8K's rules: strict behind `####`, flexible the last number.
        case number
        /// A text, by SQuAD's rules: exact, contained, and F1 of the words.
        case text
    }

    /// What names it in reports.
    public var id: String
    /// The line of the file, from 1.
    public var line: Int
    /// What is asked.
    public var question: Question

    /// The word for its kind in task files and reports.
    public var kind: String {
        switch question {
        case .multipleChoice: "multiple_choice"
        case .generate: "generate"
        case .code: "code"
        case .logLikelihood: "loglikelihood"
        case .rolling: "rolling"
        }
    }

    /// The question and the right answer, as an example shows them; nil where a question cannot be an example.
    public var example: (question: String, answer: String)? {
        switch question {
        case .multipleChoice(let prompt, let choices, let answer):
            choices.indices.contains(answer) ? (prompt, choices[answer]) : nil
        case .generate(let prompt, _, let target, _): (prompt, target)
        case .code, .logLikelihood, .rolling: nil
        }
    }
}
