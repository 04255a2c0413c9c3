import Tokenization

/// What a network gets to see of a text: not letters, but tokens.
enum TokenPieces {
    /// The pieces of a text between bars, blanks as ␣, with their number and ids: `ubi|qu|itous (3 tokens: 11 22 33)`.
    ///
    /// The same piece many times is shown once: `....×5|.. (6 tokens: 77×5 12)`.
    static func text(_ text: String, _ tokenizer: Tokenizer) -> String {
        let ids = TokenizerInspection(text, tokenizer).ids
        var runs: [(id: Int32, count: Int)] = []
        for id in ids {
            if let last = runs.last, last.id == id { runs[runs.count - 1].count += 1 } else { runs.append((id, 1)) }
        }
        let pieces = runs.map { run in
            let piece = String(decoding: tokenizer.tokenBytes(run.id), as: UTF8.self)
            return String(piece.map { $0 == " " ? "␣" : $0 }) + times(run.count)
        }
        return pieces.joined(separator: "|") + " (\(ids.count) \(ids.count == 1 ? "token" : "tokens"): "
            + runs.map { "\($0.id)" + times($0.count) }.joined(separator: " ") + ")"
    }

    private static func times(_ count: Int) -> String { count > 1 ? "×\(count)" : "" }
}
