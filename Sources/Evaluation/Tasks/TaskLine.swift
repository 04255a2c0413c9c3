import Artifacts

/// One line of a task file: an object whose fields are asked for by name.
struct TaskLine {
    let fields: [String: JSONValue]
    let number: Int

    /// The question of this line.
    func item(_ header: TaskHeader) throws -> TaskItem {
        let kind = try optionalText("kind") ?? header.kind ?? guessedKind()
        let id = try (fields["id"] ?? fields["task_id"]).map { try plain($0, "id") } ?? "\(number)"
        return TaskItem(id: id, line: number, question: try question(kind, header))
    }

    private func question(_ kind: String, _ header: TaskHeader) throws -> TaskItem.Question {
        switch kind {
        case "multiple_choice": try multipleChoice(header)
        case "generate": try generate(header)
        case "code":
            .code(
                PythonProblem(
                    prompt: try text("prompt"), entryPoint: try text("entry_point"), test: try text("test"),
                    solution: try optionalText("canonical_solution")))
        case "loglikelihood":
            .logLikelihood(context: try optionalText("context") ?? "", continuation: try filledText("continuation"))
        case "rolling": .rolling(text: try filledText("text"))
        default:
            throw problem(
                "kind '\(kind)' is unknown; it may be multiple_choice, generate, code, loglikelihood or rolling")
        }
    }

    /// What the fields look like.
    private func guessedKind() throws -> String {
        let has = { (names: String...) in names.allSatisfy { fields[$0] != nil } }
        if has("prompt", "test", "entry_point") { return "code" }
        if has("choices") { return "multiple_choice" }
        if has("continuation") { return "loglikelihood" }
        if has("answer") || has("answers") { return "generate" }
        if has("text") { return "rolling" }
        throw problem("its kind cannot be told from its fields; give it a 'kind'")
    }

    private func multipleChoice(_ header: TaskHeader) throws -> TaskItem.Question {
        let choices = try texts("choices")
        guard choices.count > 1, !choices.contains("") else {
            throw problem("'choices' should be two texts or more, none of them empty")
        }
        let answer: Int
        switch fields["answer"] {
        case .int(let place)?: answer = place
        case .string(let text)?: answer = choices.firstIndex(of: text) ?? -1
        default: answer = -1
        }
        guard choices.indices.contains(answer) else {
            throw problem("'answer' should be one of the choices, or its number from 0 to \(choices.count - 1)")
        }
        return .multipleChoice(
            prompt: try prompt(header, standard: "{question}"), choices: choices, answer: answer)
    }

    private func generate(_ header: TaskHeader) throws -> TaskItem.Question {
        let answers = fields["answers"] == nil ? [try plain(fields["answer"], "answer")] : try texts("answers")
        guard let first = answers.first else { throw problem("'answers' is empty") }
        let isWorked = fields["answers"] == nil && first.contains("#### ")
        let rule = header.rule ?? (isWorked ? .number : .text)
        let accepted = rule == .number ? answers.map(AnswerNumber.normalized) : answers
        guard accepted.allSatisfy({ !$0.isEmpty }) else { throw problem("an answer is empty") }
        return .generate(
            prompt: try prompt(header, standard: isWorked ? "Question: {question}\nAnswer:" : "{question}"),
            accepted: accepted, target: try header.target?.filled(from: fields) ?? first, rule: rule)
    }

    private func prompt(_ header: TaskHeader, standard: String) throws -> String {
        try (header.prompt ?? PromptTemplate(standard)).filled(from: fields)
    }
}

extension TaskLine {
    func problem(_ reason: String) -> PromptTemplate.Problem { PromptTemplate.Problem(reason: reason) }

    /// A text that must be there.
    func text(_ name: String) throws -> String {
        guard let text = try optionalText(name) else { throw problem("'\(name)' is missing") }
        return text
    }

    /// A text that must be there and have something in it.
    func filledText(_ name: String) throws -> String {
        let text = try text(name)
        guard !text.isEmpty else { throw problem("'\(name)' is empty") }
        return text
    }

    /// A text that may be missing.
    func optionalText(_ name: String) throws -> String? {
        switch fields[name] {
        case nil, .null?: return nil
        case .string(let text)?: return text
        default: throw problem("'\(name)' should be a text")
        }
    }

    /// A list of texts.
    func texts(_ name: String) throws -> [String] {
        guard case .array(let values)? = fields[name] else { throw problem("'\(name)' should be a list of texts") }
        return try values.map { try plain($0, name) }
    }

    /// A number from 0 on that may be missing.
    func optionalCount(_ name: String) throws -> Int? {
        switch fields[name] {
        case nil, .null?: return nil
        case .int(let count)? where (0...1_000_000).contains(count): return count
        default: throw problem("'\(name)' should be a whole number from 0 to 1000000")
        }
    }

    /// A text, or a number as a text.
    fileprivate func plain(_ value: JSONValue?, _ name: String) throws -> String {
        switch value {
        case .string(let text)?: return text
        case .int?, .number?: return value?.text ?? ""
        case nil, .null?: throw problem("'\(name)' is missing")
        default: throw problem("'\(name)' should be a text or a number")
        }
    }
}
