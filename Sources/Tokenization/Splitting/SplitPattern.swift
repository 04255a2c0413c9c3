/// How text is cut into words before byte pairs are merged: no token reaches over a cut.
///
/// Each pattern is a scanner of our own that gives exactly what the published regular expression gives.
public enum SplitPattern: Sendable, Equatable {
    /// GPT-2's: contractions, then letters, numbers or signs with a blank before them.
    case gpt2
    /// GPT-4's (cl100k_base), with at most `digits` digits together: GPT-4 and Llama 3 take 3, Qwen and ours 1.
    case gpt4(digits: Int)

    /// The regular expression, as tokenizer.json writes it.
    public var regularExpression: String {
        switch self {
        case .gpt2: #"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#
        case .gpt4(let digits):
            #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"# + (digits == 1 ? "" : "{1,\(digits)}")
                + #"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
        }
    }

    /// The pattern that a regular expression stands for, if it is a known one.
    init?(regularExpression: String) {
        let known: [SplitPattern] = [.gpt2, .gpt4(digits: 1), .gpt4(digits: 2), .gpt4(digits: 3)]
        guard let found = known.first(where: { $0.regularExpression == regularExpression }) else { return nil }
        self = found
    }

    /// Calls `body` with the bytes of each word, in order; together they are the whole text.
    func eachWord(of text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        var text = text
        text.withUTF8 { bytes in
            var scanner = Scanner(bytes)
            while scanner.position < bytes.count {
                let start = scanner.position
                switch self {
                case .gpt2: scanner.skipGPT2Word()
                case .gpt4(let digits): scanner.skipGPT4Word(digits: digits)
                }
                body(UnsafeBufferPointer(rebasing: bytes[start..<scanner.position]))
            }
        }
    }
}
