extension ConversationSet {
    /// All conversations as examples to train on.
    ///
    /// - Throws: `ConversationError.badLine` for what the protocol cannot write.
    public func examples(_ renderer: ChatRenderer) throws -> [RenderedConversation] {
        try conversations.indices.flatMap { index in
            do {
                return try renderer.trainingExamples(conversations[index])
            } catch ConversationError.cannotRender(let message, let what, let name) {
                throw ConversationError.badLine(
                    path: report.path, line: lines[index], reason: "message \(message): \(what)",
                    repair: "Change it, or choose another protocol than '\(name)'.")
            }
        }
    }
}
