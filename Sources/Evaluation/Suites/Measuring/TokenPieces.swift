import Tokenization

/// What a network gets to see of a text: not letters, but tokens.
enum TokenPieces {
    /// The pieces of a text between bars, blanks as ␣, with their number and ids: `ubi|qu|itous (3 tokens: 11 22 33)`.
    static func text(_ text: String, _ tokenizer: Tokenizer) -> String {
        let ids = TokenizerInspection(text, tokenizer).ids
        let pieces = ids.map { String(decoding: tokenizer.tokenBytes($0), as: UTF8.self) }
        let shown = pieces.map { String($0.map { $0 == " " ? "␣" : $0 }) }.joined(separator: "|")
        return "\(shown) (\(ids.count) \(ids.count == 1 ? "token" : "tokens"): "
            + ids.map { "\($0)" }.joined(separator: " ") + ")"
    }
}
