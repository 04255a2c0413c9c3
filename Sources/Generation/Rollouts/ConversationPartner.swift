/// Who speaks after the model, so that an answer becomes a conversation: the other player of a game, somebody who goes on asking.
public protocol ConversationPartner: Sendable {
    /// What the user says after these answers of one rollout; nil where the conversation is over.
    ///
    /// A function of its arguments alone: a rollout that is sampled again has to meet the same partner.
    ///
    /// - Parameter member: which of its request's rollouts it is.
    func reply(to answers: [String], member: Int) -> String?
}
