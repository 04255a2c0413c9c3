import Conversation
import Foundation
import Generation
import ToolUse

/// What an examination found.
public struct ExaminationReport: Codable, Sendable, Equatable {
    /// One answer.
    public struct Answer: Codable, Sendable, Equatable {
        /// The row that it counts for.
        public let group: String
        /// What was asked, the last message.
        public let question: String
        /// The calls of tools, each with what came back.
        public let calls: [String]
        /// What the assistant said at last.
        public let answer: String
        /// What it was worth.
        public let verdict: AnswerVerdict
        /// Whether it ended by its end of turn.
        public let isEnded: Bool
        /// Whether it spells a control token as text.
        public let spellsControlToken: Bool
    }

    /// One row.
    public struct Row: Codable, Sendable, Equatable {
        /// What was examined.
        public let group: String
        /// Right answers, with the 95 % interval of their share.
        public let right: Share
        /// Answers that say that the assistant does not know.
        public let abstained: Share
        /// Wrong answers.
        public let wrong: Share
    }

    /// Every answer.
    public let answers: [Answer]
    /// What the model answered to the same questions for facts before it learned to refuse; none if it was not asked.
    public let before: [Answer]

    /// The rows as tables in Markdown.
    public var markdown: String {
        Self.table("What the assistant can do", rows)
            + (before.isEmpty ? "" : "\n" + Self.table("The same facts before it learned to refuse", rowsBefore))
    }

    private static func table(_ title: String, _ rows: [Row]) -> String {
        let number = { (value: Double) in String(format: "%.3f", value) }
        let lines = rows.map { row in
            let interval = row.right.interval
            return "| \(row.group) | \(number(row.right.share)) "
                + "(\(number(interval.lowerBound)) to \(number(interval.upperBound))) | \(number(row.abstained.share)) "
                + "| \(number(row.wrong.share)) | \(row.right.asked) |\n"
        }
        return
            "# \(title)\n\n| examined | right (95 %) | does not know | wrong | asked |\n|---|---|---|---|---|\n"
            + lines.joined()
    }

    /// The rows in the order of the examination, and at the end how answers are formed.
    public var rows: [Row] {
        Self.rows(answers) + [
            Row("answers that end by the end of the turn", answers.map { $0.isEnded ? .right : .wrong }),
            Row(
                "answers without a control token's spelling",
                answers.map { $0.spellsControlToken ? .wrong : .right }),
        ]
    }

    /// The rows of what the model answered before.
    public var rowsBefore: [Row] { Self.rows(before) }

    private static func rows(_ answers: [Answer]) -> [Row] {
        var order: [String] = []
        var groups: [String: [AnswerVerdict]] = [:]
        for answer in answers {
            if groups[answer.group] == nil { order.append(answer.group) }
            groups[answer.group, default: []].append(answer.verdict)
        }
        return order.map { Row($0, groups[$0] ?? []) }
    }
}

extension ExaminationReport.Row {
    init(_ group: String, _ verdicts: [AnswerVerdict]) {
        func share(_ verdict: AnswerVerdict) -> Share { Share(verdicts.map { $0 == verdict }) }
        self.init(group: group, right: share(.right), abstained: share(.abstained), wrong: share(.wrong))
    }
}

extension ExaminationReport.Answer {
    init(_ item: ExaminationItem, _ row: ExaminationItem.Row, _ answer: AssistantAnswer, _ renderer: ChatRenderer) {
        let text = answer.message.content
        self.init(
            group: row.group, question: item.messages.last?.content ?? "",
            calls: answer.uses.map { "\($0.call.name)(\($0.call.arguments)) → \($0.outcome.text)" }, answer: text,
            verdict: row.judge(answer), isEnded: answer.reason == .stop,
            spellsControlToken: renderer.chatProtocol.tokens.contains { text.contains($0) })
    }
}
