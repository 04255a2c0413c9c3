import Conversation
import Corpus
import Foundation

/// Makes questions with answers out of documents: a model that has the document in its context writes them (Llama 3, §4.3.6).
public struct DocumentQuestions: Sendable {
    /// What became of what the model wrote.
    public struct Counts: Codable, Sendable, Equatable {
        /// Documents that were shown.
        public var documents = 0
        /// Questions that were kept.
        public var kept = 0
        /// Questions without an answer behind them.
        public var incomplete = 0
        /// Answers that do not stand in the document.
        public var unsupported = 0
        /// Questions that were there already.
        public var repeated = 0
    }

    /// The model that writes.
    public var writer: any Answerer
    /// Characters of a document that are shown.
    public var characters: Int

    /// A maker of questions.
    public init(_ writer: any Answerer, characters: Int = 1500) {
        self.writer = writer
        self.characters = characters
    }

    /// What the model is asked for.
    static let instruction =
        "Write three questions about the text with short answers that stand in it. "
        + "Write each as a line 'Q: …' and a line 'A: …'."

    /// Questions about each document, and what was dropped.
    public func questions(
        about documents: [String], progress: (Double) -> Void = { _ in }
    ) async throws -> (questions: [ProbeQuestion], counts: Counts) {
        var counts = Counts()
        var made: [ProbeQuestion] = []
        var seen: Set<String> = []
        for start in stride(from: 0, to: documents.count, by: 32) {
            try Task.checkCancellation()
            let texts = documents[start..<min(start + 32, documents.count)].map { String($0.prefix(characters)) }
            let replies = try await writer.checkedReplies(
                to: texts.map { [Message(.user, $0 + "\n\n" + Self.instruction)] }, AnswerOptions(maxTokens: 200))
            for (text, reply) in zip(texts, replies) {
                counts.documents += 1
                for (question, answer) in Self.pairs(reply.text, &counts) {
                    guard TextMatch.contains(text, [answer]) else {
                        counts.unsupported += 1
                        continue
                    }
                    guard seen.insert(TextMatch.normalized(question)).inserted else {
                        counts.repeated += 1
                        continue
                    }
                    made.append(ProbeQuestion(phrasings: [question], accepted: [answer]))
                }
            }
            progress(Double(counts.documents) / Double(documents.count))
        }
        counts.kept = made.count
        return (made, counts)
    }

    /// The questions of an answer, each with the line behind it.
    static func pairs(_ text: String, _ counts: inout Counts) -> [(question: String, answer: String)] {
        var pairs: [(String, String)] = []
        var open: String?
        for line in text.split(whereSeparator: \.isNewline) {
            let trimmed = line.trimmingCharacters(in: .whitespaces)
            if let question = trimmed.after("Q:") {
                if open != nil { counts.incomplete += 1 }
                open = question
            } else if let answer = trimmed.after("A:"), let question = open {
                pairs.append((question, answer))
                open = nil
            }
        }
        if open != nil { counts.incomplete += 1 }
        return pairs
    }
}

extension String {
    /// What stands behind a mark at the beginning; nil if the mark is missing or nothing stands behind it.
    fileprivate func after(_ mark: String) -> String? {
        guard hasPrefix(mark) else { return nil }
        let rest = dropFirst(mark.count).trimmingCharacters(in: .whitespaces)
        return rest.isEmpty ? nil : rest
    }
}
