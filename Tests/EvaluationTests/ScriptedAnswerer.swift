import Conversation
import Evaluation
import Foundation
import SwiftletTesting

/// Answers from a function of the conversation: its accuracy is known.
struct ScriptedAnswerer: Answerer {
    var name = "script"
    var isAssistant = true
    var likelihood: (@Sendable (LikelihoodRequest) -> Double)?
    var reply: @Sendable ([Message], AnswerOptions) -> String

    init(isAssistant: Bool = true, _ reply: @escaping @Sendable ([Message], AnswerOptions) -> String) {
        self.isAssistant = isAssistant
        self.reply = reply
    }

    func replies(to conversations: [[Message]], _ options: AnswerOptions) async throws -> [Reply] {
        conversations.map { Reply(reply($0, options), tokens: 1) }
    }

    func likelihoods(of requests: [LikelihoodRequest]) async throws -> [Likelihood] {
        guard let likelihood else { throw EvaluationError.noLikelihood(answerer: name) }
        return requests.map { Likelihood(logProbability: likelihood($0), isGreedy: likelihood($0) > -1, tokens: 1) }
    }
}

extension ScratchFolder {
    /// A file inside, of these lines.
    func file(_ name: String, _ lines: [String]) throws -> URL {
        let file = url.appendingPathComponent(name)
        try Data(lines.joined(separator: "\n").utf8).write(to: file)
        return file
    }
}

let sharedData = ProcessInfo.processInfo.environment["SWIFTLET_TEST_DATA"].flatMap {
    $0.isEmpty ? nil : URL(fileURLWithPath: $0)
}
