import Conversation
import Tokenization

/// One token of a stream.
struct ShownToken: Encodable, Sendable {
    let id: Int32
    let text: String
    let role: String?
    /// What it is for: header, text, thinking, call …
    let kind: String
    let special: Bool
    let trained: Bool

    /// The tokens of a conversation.
    static func all(_ rendered: RenderedConversation, _ tokenizer: Tokenizer) -> [ShownToken] {
        rendered.ids.indices.map { i in
            ShownToken(
                id: rendered.ids[i], text: tokenizer.shown(rendered.ids[i]), role: rendered.roles[i]?.rawValue,
                kind: rendered.kinds[i].rawValue, special: tokenizer.specialName(rendered.ids[i]) != nil,
                trained: rendered.mask[i])
        }
    }
}
