extension Tokenizer {
    /// The ids of all symbols but the special ones.
    public var ordinaryTokens: [Int32] {
        let special = Set(specialTokens.values)
        return (0..<Int32(vocabularySize)).filter { !special.contains($0) }
    }
}
