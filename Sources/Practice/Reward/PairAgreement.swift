/// How many pairs of answers two orders, or an order and scores, both tell apart, and how many of them they have the same way.
public struct PairAgreement: Sendable, Equatable {
    /// Pairs that both have the same way, and all that were compared.
    public var same: Int
    public var all: Int

    /// A count; see the properties.
    public init(same: Int, all: Int) { (self.same, self.all) = (same, all) }

    /// The sum of counts.
    public init(_ counts: some Sequence<PairAgreement>) {
        self = counts.reduce(into: PairAgreement(same: 0, all: 0)) {
            $0.same += $1.same
            $0.all += $1.all
        }
    }

    /// same / all, 0…1; 0 where there are no pairs.
    public var share: Double { Double(same) / Double(max(1, all)) }
}

extension Ordering {
    /// The pairs of this ordering, and how many of them scores have the same way; equal scores do not.
    public func agreement<Score: Comparable>(with scores: [Score]) -> PairAgreement {
        let pairs = pairs
        return PairAgreement(same: pairs.count { scores[$0.better] > scores[$0.worse] }, all: pairs.count)
    }

    /// The pairs that are tied in neither of two orderings of the same answers, and how many of them both have the same way.
    public func agreement(with other: Ordering) -> PairAgreement {
        let others = other.pairs
        var count = PairAgreement(same: 0, all: 0)
        for pair in pairs {
            let isSame = others.contains { $0 == pair }
            guard isSame || others.contains(where: { $0.better == pair.worse && $0.worse == pair.better }) else {
                continue
            }
            count.same += isSame ? 1 : 0
            count.all += 1
        }
        return count
    }
}

extension RewardModel {
    /// How many of the pairs of orderings the model's scores have the same way.
    public func agreement(with data: [RankedAnswers]) -> PairAgreement {
        PairAgreement(data.map { $0.ordering.agreement(with: scores(of: $0.sequences)) })
    }
}
