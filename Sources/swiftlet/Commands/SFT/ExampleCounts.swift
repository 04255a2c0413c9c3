import Conversation

/// Counts over examples.
struct ExampleCounts: Encodable {
    let examples: Int
    let tokens: Int
    let trained: Int
    let longest: Int
    /// Tokens by kind.
    let kinds: [String: Int]

    init(_ examples: [RenderedConversation]) {
        self.examples = examples.count
        tokens = examples.reduce(0) { $0 + $1.ids.count }
        trained = examples.reduce(0) { $0 + $1.mask.count(where: { $0 }) }
        longest = examples.map(\.ids.count).max() ?? 0
        kinds = examples.reduce(into: [:]) { counts, example in
            for kind in example.kinds { counts[kind.rawValue, default: 0] += 1 }
        }
    }

    var summary: String {
        let share = tokens > 0 ? 100 * trained / tokens : 0
        let byKind = RenderedConversation.Kind.allCases.compactMap { kind in
            kinds[kind.rawValue].map { "\(kind.rawValue) \($0)" }
        }
        return "\(examples) example\(examples == 1 ? "" : "s"), \(tokens) tokens, \(trained) trained on (\(share) %), "
            + "longest \(longest) (\(byKind.joined(separator: ", ")))"
    }
}
