import Foundation

extension Tokenizer {
    /// Special tokens of OpenAI's cl100k_base (GPT-4).
    public static let cl100kSpecialTokens: [String: Int32] = [
        "<|endoftext|>": 100_257, "<|fim_prefix|>": 100_258, "<|fim_middle|>": 100_259, "<|fim_suffix|>": 100_260,
        "<|endofprompt|>": 100_276,
    ]

    /// Reads a .tiktoken file: lines of a symbol's bytes in base64 and its rank, which is its id.
    public init(tiktoken url: URL, pattern: SplitPattern, specialTokens: [String: Int32]) throws {
        guard let data = FileManager.default.contents(atPath: url.path) else {
            throw TokenizationError.missingFile(path: url.path)
        }
        var bytes: [[UInt8]] = []
        for (index, line) in data.split(separator: 0x0A).enumerated() {
            let place = "line \(index + 1)"
            let parts = line.split(separator: 0x20)
            guard parts.count == 2, let symbol = Data(base64Encoded: Data(parts[0])),
                let rank = Int(String(decoding: parts[1], as: UTF8.self)), !symbol.isEmpty
            else {
                throw TokenizationError.badFile(
                    path: url.path, place: place, reason: "it is not a base64 symbol and a rank")
            }
            guard rank == bytes.count else {
                throw TokenizationError.badFile(
                    path: url.path, place: place, reason: "the rank should be \(bytes.count)")
            }
            bytes.append(Array(symbol))
        }
        let ids = Dictionary(bytes.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
        for byte in UInt8.min...UInt8.max where ids[[byte]] == nil {
            throw TokenizationError.badFile(path: url.path, place: "the symbols", reason: "the byte \(byte) is missing")
        }
        self.init(
            pattern: pattern, bytes: bytes, merges: Self.recoveredMerges(bytes, ids), specialTokens: specialTokens)
    }

    /// The merge that minted each symbol: what is left of its bytes when all earlier merges have been made.
    private static func recoveredMerges(_ bytes: [[UInt8]], _ ids: [[UInt8]: Int32]) -> [Merges.Merge] {
        var merges: [Merges.Merge] = []
        for (id, symbol) in bytes.enumerated() where symbol.count > 1 {
            var parts = symbol.map { [$0] }
            while parts.count > 2 {
                let ranked = parts.indices.dropLast().compactMap { place -> (Int32, Int)? in
                    guard let rank = ids[parts[place] + parts[place + 1]], rank < id else { return nil }
                    return (rank, place)
                }
                guard let (_, place) = ranked.min(by: <) else { break }
                parts[place] += parts.remove(at: place + 1)
            }
            guard parts.count == 2, let left = ids[parts[0]], let right = ids[parts[1]] else { continue }
            merges.append(.init(left: left, right: right, result: Int32(id)))
        }
        return merges
    }
}
