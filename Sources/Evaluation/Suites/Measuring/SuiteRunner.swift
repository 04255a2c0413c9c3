/// Puts the questions of a suite under each of its conditions.
public enum SuiteRunner {
    /// Questions that are put side by side.
    static let batch = 64

    /// Runs a suite.
    ///
    /// - Parameter progress: is told the share of answers that are there.
    /// - Throws: what an answerer throws, `EvaluationError`, `CancellationError`.
    public static func run(
        _ suite: Suite, _ subject: Subject, progress: (Double) -> Void = { _ in }
    ) async throws -> SuiteResult {
        let conditions = suite.conditions.filter { subject.answerer($0.source) != nil }
        var rows: [SuiteResult.Row] = []
        let all = max(1, conditions.count * suite.questions.count)
        for condition in conditions {
            guard let answerer = subject.answerer(condition.source) else { continue }
            for start in stride(from: 0, to: suite.questions.count, by: batch) {
                try Task.checkCancellation()
                let questions = suite.questions[start..<min(start + batch, suite.questions.count)]
                let replies = try await answerer.checkedReplies(
                    to: questions.map(condition.conversation),
                    AnswerOptions(
                        maxTokens: condition.maxTokens, stops: answerer.isAssistant ? [] : condition.stops))
                rows += zip(questions, replies).map { question, reply in
                    SuiteResult.Row(
                        question: question, condition: condition.name, answer: reply.text, tokens: reply.tokens,
                        isRight: (condition.rule ?? question.rule).accepts(reply.text, question))
                }
                progress(Double(rows.count) / Double(all))
            }
        }
        return SuiteResult(report: report(suite, subject, conditions, rows), rows: rows)
    }

    private static func report(
        _ suite: Suite, _ subject: Subject, _ conditions: [Condition], _ rows: [SuiteResult.Row]
    ) -> SuiteReport {
        var measurements: [SuiteReport.Measurement] = []
        var totals: [SuiteReport.Measurement] = []
        for family in suite.families {
            for condition in conditions {
                // Questions known by a name are reported by it.
                let own = rows.filter {
                    $0.question.family == family.name && $0.condition == condition.name && $0.question.name == nil
                }
                guard !own.isEmpty else { continue }
                for (x, rows) in Dictionary(grouping: own, by: \.question.x).sorted(by: { $0.key < $1.key }) {
                    measurements.append(
                        .init(family: family.name, condition: condition.name, x: x, Share(rows.map(\.isRight))))
                }
                totals.append(
                    .init(family: family.name, condition: condition.name, x: 0, Share(own.map(\.isRight))))
            }
        }
        let named = rows.compactMap { row in
            row.question.name.map {
                SuiteNote("\($0), \(row.condition)", "\(row.isRight ? "✓" : "✗") \(row.answer.onOneLine)")
            }
        }
        return SuiteReport(
            suite: suite.name, title: suite.title, model: subject.model.name, families: suite.families,
            conditions: conditions.map(\.name),
            missingConditions: suite.conditions.map(\.name).filter { name in !conditions.contains { $0.name == name } },
            measurements: measurements, totals: totals, notes: named + suite.notes)
    }
}

extension String {
    /// The text with every run of white space as one blank, cut after 120 characters.
    var onOneLine: String {
        let line = split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > 120 ? line.prefix(119) + "…" : line
    }
}
