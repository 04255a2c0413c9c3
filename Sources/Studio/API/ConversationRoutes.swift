import Conversation
import Hummingbird
import Tokenization

/// The conversations that the served model was fine-tuned on, in pages and as tokens.
struct ConversationRoutes: Sendable {
    let conversations: TrainedConversations
    let tokenizer: Tokenizer

    private struct Shown: Encodable {
        let number: Int
        let total: Int
        let messages: [Message]
        let examples: [Example]
    }

    private struct Example: Encodable {
        let tokens: [ShownToken]
        let leftOut: String?
    }

    func add(to router: Router<StudioContext>) {
        router.get("/api/conversations") { request, _ in
            let query = RequestQuery(request)
            let filter = ConversationFilter(
                kind: try query.choice("kind", default: .all), search: query.text("search"))
            return JSON.response(
                try await conversations.page(
                    from: query.number("from", default: 0, in: 0...Int.max),
                    count: query.number("count", default: 50, in: 1...200), filter))
        }
        router.get("/api/conversations/totals") { _, _ in JSON.response(try await conversations.totals()) }
        router.get("/api/conversations/:number") { _, context in
            let text = context.parameters.get("number") ?? ""
            guard let number = Int(text), let found = try await conversations.conversation(number) else {
                throw APIError(.notFound, "there is no conversation '\(text)'", code: "no_conversation")
            }
            return JSON.response(
                Shown(
                    number: number, total: found.total, messages: found.messages,
                    examples: found.examples.map {
                        Example(tokens: ShownToken.all($0.rendered, tokenizer), leftOut: $0.leftOut)
                    }))
        }
    }
}
