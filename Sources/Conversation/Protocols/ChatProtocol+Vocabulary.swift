import Tokenization

extension ChatProtocol {
    /// The known protocol that a vocabulary is made for: one of which it has every control token as a special token.
    ///
    /// Ours goes before all others; of the others, the one with the most tokens, since ChatML's are among Qwen's.
    ///
    /// - Throws: `ConversationError.noProtocol` when it has all tokens of none.
    public static func speaking(_ tokenizer: Tokenizer) throws -> ChatProtocol {
        let special = tokenizer.specialTokens
        func missing(_ chatProtocol: ChatProtocol) -> [String] { chatProtocol.tokens.filter { special[$0] == nil } }
        func share(_ chatProtocol: ChatProtocol) -> Double {
            1 - Double(missing(chatProtocol).count) / Double(chatProtocol.tokens.count)
        }
        let fitting = known.filter { missing($0).isEmpty }
        if fitting.contains(swiftlet) { return swiftlet }
        if let found = fitting.max(by: { $0.tokens.count < $1.tokens.count }) { return found }
        let nearest = known.max { share($0) < share($1) } ?? swiftlet
        throw ConversationError.noProtocol(nearest: nearest.name, missing: missing(nearest))
    }
}
