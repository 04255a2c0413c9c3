/// Which sets of conversations are trained on together, and how much of each.
///
/// Either each source says how often its conversations come (`repeats`, once if it says nothing; 0.5 takes half of them), or
/// each has a `weight`: its share of `conversations` in all, or of as many as there can be without any coming twice.
public struct Mixture: Codable, Sendable, Equatable {
    /// One set.
    public struct Source: Codable, Sendable, Equatable {
        /// Its name in reports.
        public var name: String
        /// Its file; nil for a set that is made elsewhere.
        public var file: String?
        /// Its file's format; nil to tell it from the first record.
        public var format: ConversationFormat?
        /// Its share, in proportion to the other sources' weights.
        public var weight: Double?
        /// How often each of its conversations comes.
        public var repeats: Double?
        /// The most conversations taken of it.
        public var cap: Int?

        /// A source.
        public init(
            name: String, file: String? = nil, format: ConversationFormat? = nil, weight: Double? = nil,
            repeats: Double? = nil, cap: Int? = nil
        ) {
            self.name = name
            self.file = file
            self.format = format
            self.weight = weight
            self.repeats = repeats
            self.cap = cap
        }
    }

    /// The sets.
    public var sources: [Source]
    /// Conversations in all, for weights.
    public var conversations: Int?

    /// A mixture.
    public init(sources: [Source], conversations: Int? = nil) {
        self.sources = sources
        self.conversations = conversations
    }

    /// How many conversations of each source are taken, given how many it has.
    ///
    /// - Throws: `ConversationError.badMixture`.
    public func counts(available: [Int]) throws -> [Int] {
        precondition(available.count == sources.count, "each source has a number of conversations")
        try check(available)
        let wanted = sources.contains { $0.weight != nil } ? shares(available) : multiples(available)
        let counts = zip(sources, wanted).map { source, count in min(count, source.cap ?? count) }
        guard counts.reduce(0, +) <= Int(Self.most) else {
            throw ConversationError.badMixture(
                source: "all", reason: "it would take more than \(Int(Self.most)) conversations; lower 'repeats'")
        }
        return counts
    }

    /// The most conversations of a mixture.
    private static let most = 1e7

    private func multiples(_ available: [Int]) -> [Int] {
        zip(sources, available).map { source, count in
            Int((Double(count) * (source.repeats ?? 1)).rounded())
        }
    }

    /// Shares of a total, rounded so that they add up to it (largest remainders).
    private func shares(_ available: [Int]) -> [Int] {
        let weights = sources.map { $0.weight ?? 0 }
        let sum = weights.reduce(0, +)
        let whole = zip(weights, available).map { $0 > 0 ? Double($1) * sum / $0 : .infinity }.min() ?? 0
        let total = conversations.map(Double.init) ?? min(whole.rounded(.down), Self.most)
        let exact = weights.map { $0 / sum * total }
        var counts = exact.map { Int($0.rounded(.down)) }
        let left = max(0, Int(total) - counts.reduce(0, +))
        let byRemainder = exact.indices.sorted { a, b in
            (exact[b] - Double(counts[b]), a) < (exact[a] - Double(counts[a]), b)
        }
        for place in byRemainder.prefix(left) { counts[place] += 1 }
        return counts
    }

    private func check(_ available: [Int]) throws {
        func refuse(_ source: Source, _ reason: String) -> ConversationError {
            .badMixture(source: source.name, reason: reason)
        }
        if let conversations, !(1...Int(Self.most)).contains(conversations) {
            throw ConversationError.badMixture(
                source: "all", reason: "'conversations' should lie in 1…\(Int(Self.most))")
        }
        let haveWeights = sources.contains { $0.weight != nil }
        if conversations != nil, !haveWeights {
            throw ConversationError.badMixture(source: "all", reason: "'conversations' needs a weight for each source")
        }
        for (source, count) in zip(sources, available) {
            guard sources.count(where: { $0.name == source.name }) == 1 else {
                throw refuse(source, "another source has the same name; give each its own")
            }
            guard count > 0 else { throw refuse(source, "it has no conversations; remove it") }
            guard source.cap ?? 1 > 0 else { throw refuse(source, "'cap' should be positive") }
            if haveWeights {
                guard let weight = source.weight, source.repeats == nil else {
                    throw refuse(source, "give every source a weight, or none; and no 'repeats' beside it")
                }
                guard weight.isFinite, weight > 0, weight <= 1e9 else {
                    throw refuse(source, "'weight' should be positive")
                }
            } else if let repeats = source.repeats, !(repeats >= 0 && repeats <= 10_000) {
                throw refuse(source, "'repeats' should lie in 0…10000")
            }
        }
    }
}
