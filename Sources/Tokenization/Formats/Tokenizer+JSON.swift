import Foundation

extension Tokenizer {
    /// Reads a tokenizer.json of Hugging Face's layout with a byte-level BPE model.
    public init(contentsOf url: URL) throws {
        let path = url.path
        guard let data = FileManager.default.contents(atPath: path) else {
            throw TokenizationError.missingFile(path: path)
        }
        guard let top = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
            throw TokenizationError.badFile(path: path, place: "the whole file", reason: "it is not a JSON object")
        }
        guard let model = top["model"] as? [String: Any], model["type"] as? String ?? "BPE" == "BPE",
            let vocabulary = model["vocab"] as? [String: Int], let pairs = model["merges"] as? [Any]
        else { throw TokenizationError.unsupported(path: path, feature: "a model that is not BPE") }
        var specials: [String: Int32] = [:]
        for token in top["added_tokens"] as? [[String: Any]] ?? [] {
            guard let id = token["id"] as? Int, let content = token["content"] as? String,
                let small = Int32(exactly: id), small >= 0
            else {
                throw TokenizationError.badFile(
                    path: path, place: "added_tokens", reason: "an entry has no id and content")
            }
            specials[content] = small
        }
        let limit = 1 << 24
        var bytes = [[UInt8]](repeating: [], count: 0)
        var ids: [String: Int32] = [:]
        for (text, id) in vocabulary {
            guard (0..<limit).contains(id) else {
                throw TokenizationError.badFile(path: path, place: "model.vocab", reason: "'\(text)' has the id \(id)")
            }
            if id >= bytes.count { bytes += [[UInt8]](repeating: [], count: id + 1 - bytes.count) }
            ids[text] = Int32(id)
            guard specials[text] == nil else { continue }
            guard let symbol = ByteAlphabet.bytes(text) else {
                throw TokenizationError.badFile(
                    path: path, place: "model.vocab", reason: "'\(text)' is not in the byte alphabet")
            }
            guard bytes[id].isEmpty else {
                throw TokenizationError.badFile(path: path, place: "model.vocab", reason: "the id \(id) stands twice")
            }
            bytes[id] = symbol
        }
        let merges = try pairs.enumerated().map { index, pair in
            let names = (pair as? [String]) ?? (pair as? String)?.split(separator: " ").map(String.init) ?? []
            guard names.count == 2, let left = ids[names[0]], let right = ids[names[1]],
                let result = ids[names[0] + names[1]]
            else {
                throw TokenizationError.badFile(
                    path: path, place: "model.merges[\(index)]", reason: "it does not join two symbols to a third")
            }
            return Merges.Merge(left: left, right: right, result: result)
        }
        let normalizer = (top["normalizer"] as? [String: Any])?["type"] as? String
        guard normalizer == nil || normalizer == "NFC" else {
            throw TokenizationError.unsupported(path: path, feature: "the normalizer '\(normalizer ?? "")'")
        }
        self.init(
            pattern: try Self.pattern(top["pre_tokenizer"] as? [String: Any] ?? [:], path: path), bytes: bytes,
            merges: merges, specialTokens: specials, normalizes: normalizer == "NFC",
            wholeWordsFirst: model["ignore_merges"] as? Bool ?? false)
    }

    private static func pattern(_ splitter: [String: Any], path: String) throws -> SplitPattern {
        switch splitter["type"] as? String {
        case "ByteLevel" where splitter["use_regex"] as? Bool ?? true: return .gpt2
        case "Sequence":
            for part in splitter["pretokenizers"] as? [[String: Any]] ?? [] where part["type"] as? String == "Split" {
                let regularExpression = (part["pattern"] as? [String: Any])?["Regex"] as? String ?? ""
                guard let known = SplitPattern(regularExpression: regularExpression) else {
                    throw TokenizationError.unsupported(path: path, feature: "the split pattern \(regularExpression)")
                }
                return known
            }
        default: break
        }
        throw TokenizationError.unsupported(path: path, feature: "the pre-tokenizer")
    }

    /// The tokenizer.json that Hugging Face's tokenizers opens.
    public func tokenizerJSON() throws -> Data {
        var vocabulary: [String: Int] = [:]
        for (id, symbol) in bytes.enumerated() where !symbol.isEmpty { vocabulary[ByteAlphabet.text(symbol)] = id }
        let byteLevel: [String: Any] = [
            "type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": pattern == .gpt2,
        ]
        let split: [String: Any] = [
            "type": "Split", "pattern": ["Regex": pattern.regularExpression], "behavior": "Isolated", "invert": false,
        ]
        let merged = merges.list.map {
            [ByteAlphabet.text(bytes[Int($0.left)]), ByteAlphabet.text(bytes[Int($0.right)])]
        }
        let added = specialTokens.sorted { $0.value < $1.value }.map { name, id in
            [
                "id": Int(id), "content": name, "single_word": false, "lstrip": false, "rstrip": false,
                "normalized": false, "special": true,
            ] as [String: Any]
        }
        let top: [String: Any] = [
            "version": "1.0", "truncation": NSNull(), "padding": NSNull(), "added_tokens": added,
            "normalizer": normalizes ? ["type": "NFC"] as Any : NSNull(),
            "pre_tokenizer": pattern == .gpt2
                ? byteLevel : ["type": "Sequence", "pretokenizers": [split, byteLevel]] as [String: Any],
            "post_processor": NSNull(), "decoder": byteLevel,
            "model": [
                "type": "BPE", "dropout": NSNull(), "unk_token": NSNull(), "continuing_subword_prefix": NSNull(),
                "end_of_word_suffix": NSNull(), "fuse_unk": false, "byte_fallback": false,
                "ignore_merges": wholeWordsFirst, "vocab": vocabulary, "merges": merged,
            ] as [String: Any],
        ]
        return try JSONSerialization.data(
            withJSONObject: top, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    }

    /// Writes tokenizer.json.
    public func save(to url: URL) throws {
        do {
            try tokenizerJSON().write(to: url, options: .atomic)
        } catch {
            throw TokenizationError.cannotWrite(path: url.path, reason: error.localizedDescription)
        }
    }
}
