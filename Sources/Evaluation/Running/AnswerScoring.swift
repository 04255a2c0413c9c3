/// Scores the answers to one question.
enum AnswerScoring {
    /// A record without answers.
    static func empty(_ item: TaskItem) -> AnswerRecord {
        let (prompt, expected): (String, [String]) =
            switch item.question {
            case .multipleChoice(let prompt, let choices, let answer): (prompt, [choices[answer]])
            case .generate(let prompt, let accepted, _, _): (prompt, accepted)
            case .code(let problem): (problem.prompt, problem.solution.map { [$0] } ?? [])
            case .logLikelihood(let context, let continuation): (context, [continuation])
            case .rolling(let text): ("", [text])
            }
        return AnswerRecord(
            id: item.id, line: item.line, kind: item.kind, prompt: prompt, expected: expected, answers: [], found: [],
            scores: [:], tokens: 0, droppedTokens: 0, cutAnswers: 0)
    }

    /// Multiple choice: `acc`, `acc_norm`, `acc_bytes`.
    static func multipleChoice(
        _ item: TaskItem, choices: [String], answer: Int, _ likelihoods: [Likelihood]
    ) -> AnswerRecord {
        var record = empty(item)
        record.answers = choices
        record.found = likelihoods.map { "\($0.logProbability)" }
        record.tokens = likelihoods.reduce(0) { $0 + $1.tokens }
        record.droppedTokens = likelihoods.map(\.droppedTokens).max() ?? 0
        let sums = likelihoods.map(\.logProbability)
        if let score = MultipleChoiceScore(logProbabilities: sums, choices: choices) {
            record.scores = [
                "acc": score.picked == answer ? 1 : 0, "acc_norm": score.pickedPerCharacter == answer ? 1 : 0,
                "acc_bytes": score.pickedPerByte == answer ? 1 : 0,
            ]
        }
        return record
    }

    /// Written answers: exact match strict and flexible for numbers; exact, contains and F1 for texts; with several answers pass@k
    /// and maj@k beside the mean.
    static func generated(
        _ item: TaskItem, accepted: [String], rule: TaskItem.MatchRule, _ replies: [Reply]
    ) -> AnswerRecord {
        var record = answered(item, replies)
        let texts = replies.map(\.text)
        switch rule {
        case .number:
            let numbers = texts.map(AnswerNumber.flexible)
            record.found = numbers
            let isRight = numbers.map { $0.map(accepted.contains) ?? false }
            record.scores[ScoreName.strict] = mean(
                texts.map { AnswerNumber.strict($0).map(accepted.contains) ?? false ? 1 : 0 })
            record.scores[ScoreName.flexible] = mean(isRight.map { $0 ? 1 : 0 })
            addRepeated(&record, isRight, votes: numbers) { accepted.contains($0) }
        case .text:
            record.found = texts.map(TextMatch.normalized)
            let isExact = texts.map { TextMatch.exact($0, accepted) }
            record.scores["exact_match"] = mean(isExact.map { $0 ? 1 : 0 })
            record.scores["contains"] = mean(texts.map { TextMatch.contains($0, accepted) ? 1 : 0 })
            record.scores["f1"] = mean(texts.map { TextMatch.f1($0, accepted) })
            addRepeated(&record, isExact, votes: record.found) { TextMatch.exact($0, accepted) }
        }
        return record
    }

    /// Programs: pass@k.
    static func programs(_ item: TaskItem, _ replies: [Reply], _ outcomes: [ProgramOutcome]) -> AnswerRecord {
        var record = answered(item, replies)
        record.found = outcomes.map {
            $0.message.isEmpty ? $0.verdict.rawValue : "\($0.verdict.rawValue): \($0.message)"
        }
        addPassAtK(&record, outcomes.map { $0.verdict == .passed })
        return record
    }

    /// One continuation: `acc` is whether greedy decoding writes it.
    static func continuation(_ item: TaskItem, _ likelihood: Likelihood) -> AnswerRecord {
        var record = empty(item)
        record.tokens = likelihood.tokens
        record.droppedTokens = likelihood.droppedTokens
        record.scores = ["acc": likelihood.isGreedy ? 1 : 0, ScoreName.logLikelihood: likelihood.logProbability]
        return record
    }

    /// A whole text; words are what white space divides, as `re.split(r"\s+", text)` counts them.
    static func rolling(_ item: TaskItem, text: String, _ likelihood: Likelihood) -> AnswerRecord {
        var record = empty(item)
        record.tokens = likelihood.tokens
        record.scores = [
            ScoreName.logLikelihood: likelihood.logProbability, ScoreName.bytes: Double(text.utf8.count),
            ScoreName.words: Double(words(text)),
        ]
        return record
    }

    private static func words(_ text: String) -> Int {
        var count = 1
        var wasSpace = false
        for scalar in text.unicodeScalars {
            let isSpace = scalar.properties.isWhitespace
            if isSpace, !wasSpace { count += 1 }
            wasSpace = isSpace
        }
        return count
    }

    private static func answered(_ item: TaskItem, _ replies: [Reply]) -> AnswerRecord {
        var record = empty(item)
        record.answers = replies.map(\.text)
        record.tokens = replies.reduce(0) { $0 + ($1.tokens ?? 0) }
        record.droppedTokens = replies.map(\.droppedTokens).max() ?? 0
        record.cutAnswers = replies.count(where: \.isCut)
        return record
    }

    private static func addRepeated(
        _ record: inout AnswerRecord, _ isRight: [Bool], votes: [String?], _ accepts: (String) -> Bool
    ) {
        guard isRight.count > 1 else { return }
        addPassAtK(&record, isRight)
        record.scores["maj@\(votes.count)"] = MajorityVote.winner(votes).map(accepts) ?? false ? 1 : 0
    }

    private static func addPassAtK(_ record: inout AnswerRecord, _ isRight: [Bool]) {
        for k in PassAtK.reported(answers: isRight.count) {
            record.scores["pass@\(k)"] = PassAtK.estimate(
                answers: isRight.count, right: isRight.count { $0 }, k: k)
        }
    }

    private static func mean(_ values: [Double]) -> Double { Estimate(mean: values).value }
}
