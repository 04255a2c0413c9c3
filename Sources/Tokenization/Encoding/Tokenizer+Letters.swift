extension Tokenizer {
    /// A vocabulary of some single ASCII letters and nothing else: the id of each is its place.
    public init(letters: String) {
        precondition(letters.utf8.allSatisfy { $0 < 128 }, "only ASCII letters are one byte")
        self.init(pattern: .gpt2, bytes: letters.utf8.map { [$0] }, merges: [], specialTokens: [:])
    }
}
