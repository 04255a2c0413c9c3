import Conversation

/// Anything that answers: a network, an assistant with tools, or a script in a test.
///
/// A conversation ends with the user's words. One that ends with words of the assistant asks to go on from there; an answerer that
/// cannot may answer as if they were not there.
public protocol Answerer: Sendable {
    /// What reports call it.
    var name: String { get }
    /// Whether it was made to answer (an assistant), or only goes on with texts (a base model).
    var isAssistant: Bool { get }
    /// One reply to each conversation, in their order; the same reply whatever else is asked beside it.
    func replies(to conversations: [[Message]], _ options: AnswerOptions) async throws -> [Reply]
    /// How likely each continuation is to the answerer. By default it gives none.
    func likelihoods(of requests: [LikelihoodRequest]) async throws -> [Likelihood]
    /// How likely whole texts are to the answerer, a token at a time. By default it gives none.
    func rollingLikelihoods(of texts: [String]) async throws -> [Likelihood]
}

extension Answerer {
    public var isAssistant: Bool { true }

    public func likelihoods(of requests: [LikelihoodRequest]) async throws -> [Likelihood] {
        throw EvaluationError.noLikelihood(answerer: name)
    }

    public func rollingLikelihoods(of texts: [String]) async throws -> [Likelihood] {
        throw EvaluationError.noLikelihood(answerer: name)
    }

    /// The replies, checked to be as many as the conversations.
    func checkedReplies(to conversations: [[Message]], _ options: AnswerOptions) async throws -> [Reply] {
        let replies = try await replies(to: conversations, options)
        guard replies.count == conversations.count else {
            throw EvaluationError.wrongCount(asked: conversations.count, answered: replies.count)
        }
        return replies
    }
}

/// A conversation and what may come next in it.
public struct LikelihoodRequest: Sendable, Equatable {
    /// What is given.
    public var conversation: [Message]
    /// What is scored.
    public var continuation: String
    /// Whether a base model reads a blank between the two (answers begin a word; raw continuations bring their own white space).
    public var beginsWord: Bool

    /// A continuation after a conversation.
    public init(_ conversation: [Message], _ continuation: String, beginsWord: Bool = true) {
        self.conversation = conversation
        self.continuation = continuation
        self.beginsWord = beginsWord
    }
}
