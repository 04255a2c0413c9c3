import Artifacts
import Conversation
import Corpus
import Foundation

/// Answers to one prompt and the order in which a person or a program put them: a line of an orderings file.
public struct RatedAnswers: Codable, Sendable, Equatable {
    /// What was asked.
    public var prompt: String
    /// The answers.
    public var answers: [String]
    /// Places of the answers, best first; those of one group are tied.
    public var order: [[Int]]
    /// Who put them in order; nil where nobody says.
    public var rater: String?

    /// Rated answers; see the properties.
    public init(prompt: String, answers: [String], order: [[Int]], rater: String? = nil) {
        (self.prompt, self.answers, self.order, self.rater) = (prompt, answers, order, rater)
    }

    /// The order as what a reward model learns from.
    public var ordering: Ordering { Ordering(order) }

    /// The same as token sequences, each the whole conversation.
    public func ranked(_ renderer: ChatRenderer) throws -> RankedAnswers {
        RankedAnswers(
            sequences: try answers.map { try renderer.render([Message(.user, prompt), Message(.assistant, $0)]).ids },
            ordering: ordering)
    }

    /// Reads a file of one set of answers a line, plain or compressed: {"prompt", "answers", "order", "rater"}.
    ///
    /// - Throws: `PracticeError.badOrdering`, `.noProblems`; `CorpusError`.
    public static func read(_ url: URL) throws -> [RatedAnswers] {
        var all: [RatedAnswers] = []
        try DocumentReader.readLines(url) { line, number in
            guard let rated = try? ForeignJSONDecoder().decode(RatedAnswers.self, from: line) else {
                throw PracticeError.badOrdering(path: url.path, line: number, reason: "it is no ordering")
            }
            let places = rated.order.flatMap { $0 }
            guard rated.answers.count > 1, places.count == Set(places).count,
                places.allSatisfy({ rated.answers.indices.contains($0) }), rated.ordering.groups.count > 0
            else {
                throw PracticeError.badOrdering(
                    path: url.path, line: number,
                    reason: "'order' has to name places of the answers, each once, and there are two answers or more")
            }
            all.append(rated)
        }
        guard !all.isEmpty else { throw PracticeError.noProblems(path: url.path) }
        return all
    }

    /// Writes such a file.
    public static func write(_ all: [RatedAnswers], to url: URL) throws {
        let lines = try all.map { try JSONValue(encoding: $0).text + "\n" }
        try AtomicFile.write(Data(lines.joined().utf8), to: url)
    }
}
