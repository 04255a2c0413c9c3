import Conversation
import Generation
import Tokenization
import Transformer

extension ModelAnswerer {
    /// What the network reads of a conversation.
    struct Prompt: Sendable {
        /// The tokens.
        var ids: [Int32]
        /// Tokens that did not fit.
        var droppedTokens: Int
    }

    /// The tokens of a conversation, cut so that `room` more fit (but never to less than half of the context).
    ///
    /// An assistant forgets the earliest questions with their answers first; what is still too long loses tokens at the left.
    func prompt(_ conversation: [Message], room: Int) throws -> Prompt {
        let context = generator.model.configuration.context
        let most = max(1, context - min(max(1, room), context / 2))
        var ids: [Int32]
        let whole: Int
        switch reading {
        case .chat:
            var kept = conversation
            ids = try chatPrompt(kept)
            whole = ids.count
            while ids.count > most, let shorter = Self.withoutFirstExchange(kept) {
                kept = shorter
                ids = try chatPrompt(kept)
            }
        case .text(let format):
            let text = format.text(conversation)
            ids = scorer.encode(text)
            if ids.isEmpty, let prefix = scorer.prefixToken { ids = [prefix] }
            whole = ids.count
        }
        guard !ids.isEmpty else { throw EvaluationError.noPrefix }
        let fitting = Array(ids.suffix(most))
        return Prompt(ids: fitting, droppedTokens: whole - fitting.count)
    }

    /// The rendered conversation with the header of the assistant's turn, and what the assistant has said in it already.
    func chatPrompt(_ conversation: [Message]) throws -> [Int32] {
        guard case .chat(let renderer) = reading else { return [] }
        guard let last = conversation.last, last.role == .assistant else {
            return try renderer.render(conversation, addingPrompt: true).ids
        }
        return try renderer.render(conversation.dropLast(), addingPrompt: true).ids
            + generator.tokenizer.encode(last.content)
    }

    /// The conversation without its first question and the answer to it; nil if that is its last question.
    private static func withoutFirstExchange(_ conversation: [Message]) -> [Message]? {
        guard let first = conversation.firstIndex(where: { $0.role == .user }),
            let next = conversation[(first + 1)...].firstIndex(where: { $0.role == .user })
        else { return nil }
        return Array(conversation[..<first] + conversation[next...])
    }
}
