import Artifacts
import Foundation

/// A question whose right answers are known, to be put to a model again and again.
public struct ProbeQuestion: Codable, Sendable, Equatable {
    /// Ways to ask it, at least one.
    public var phrasings: [String]
    /// Texts of which one stands in a right answer; empty where nothing can be right, so that only not knowing is.
    public var accepted: [String]
    /// What it is about: a name that occurs in documents.
    public var subject: String?
    /// Documents that name the subject; nil if nobody counted.
    public var exposures: Int?

    /// A question.
    public init(phrasings: [String], accepted: [String], subject: String? = nil, exposures: Int? = nil) {
        self.phrasings = phrasings
        self.accepted = accepted
        self.subject = subject
        self.exposures = exposures
    }

    /// Reads JSON lines: `{"phrasings": […], "accepted": […]}`, or `{"question": …, "answer": …}`; `subject` and `exposures` may
    /// be there.
    ///
    /// - Throws: `EvaluationError.badLine`, `.empty`.
    public static func read(_ url: URL) throws -> [ProbeQuestion] {
        var questions: [ProbeQuestion] = []
        try JSONLines.read(url) { data, number in
            func problem(_ reason: String) -> EvaluationError {
                EvaluationError.badLine(path: url.path, line: number, reason: reason)
            }
            guard let fields = try? ForeignJSONDecoder().decode(Line.self, from: data) else {
                throw problem("it should be an object with 'phrasings' and 'accepted', or 'question' and 'answer'")
            }
            let phrasings = fields.phrasings ?? fields.question.map { [$0] } ?? []
            guard !phrasings.isEmpty, phrasings.allSatisfy({ $0.contains { !$0.isWhitespace } }) else {
                throw problem("it has no question")
            }
            guard fields.exposures ?? 0 >= 0 else { throw problem("'exposures' is below 0") }
            questions.append(
                ProbeQuestion(
                    phrasings: phrasings, accepted: fields.accepted ?? fields.answer.map { [$0] } ?? [],
                    subject: fields.subject, exposures: fields.exposures))
        }
        guard !questions.isEmpty else { throw EvaluationError.empty(path: url.path) }
        return questions
    }

    private struct Line: Decodable {
        var phrasings: [String]?
        var accepted: [String]?
        var question: String?
        var answer: String?
        var subject: String?
        var exposures: Int?
    }
}
