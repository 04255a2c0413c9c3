import Evaluation
import Foundation
import Testing

@Suite("The report of an examination")
struct ExaminationReportTests {
    private func answer(_ group: String, _ verdict: String, isEnded: Bool = true) -> String {
        """
        {"group": "\(group)", "question": "q", "calls": [], "answer": "a", "verdict": "\(verdict)", "isEnded": \(isEnded),
         "spellsControlToken": false}
        """
    }

    private func report(answers: [String], before: [String]) throws -> ExaminationReport {
        let json =
            "{\"answers\": [\(answers.joined(separator: ","))], \"before\": [\(before.joined(separator: ","))]}"
        return try JSONDecoder().decode(ExaminationReport.self, from: Data(json.utf8))
    }

    @Test func rowsCountVerdictsInTheOrderOfTheQuestions() throws {
        let rows = try report(
            answers: [
                answer("strangers", "abstained"), answer("facts", "right"),
                answer("strangers", "wrong", isEnded: false),
                answer("strangers", "abstained"),
            ], before: []
        ).rows
        #expect(rows.map(\.group).prefix(2) == ["strangers", "facts"])
        #expect(rows[0].right.right == 0 && rows[0].abstained.right == 2 && rows[0].wrong.right == 1)
        #expect(rows[1].right.right == 1 && rows[1].right.asked == 1)
        #expect(rows[2].right.right == 3 && rows[2].right.asked == 4, "answers that end")
        #expect(rows[3].right.right == 4, "answers without a control token's spelling")
    }

    @Test func whatWasAnsweredBeforeStandsInATableOfItsOwn() throws {
        let now = [answer("strangers", "abstained")]
        let compared = try report(answers: now, before: [answer("strangers", "wrong"), answer("facts", "right")])
        #expect(compared.rowsBefore.map(\.group) == ["strangers", "facts"])
        #expect(compared.rowsBefore[0].wrong.share == 1 && compared.rows[0].wrong.share == 0)
        #expect(compared.markdown.contains("before it learned to refuse"))
        #expect(try !report(answers: now, before: []).markdown.contains("before it learned to refuse"))
    }
}
