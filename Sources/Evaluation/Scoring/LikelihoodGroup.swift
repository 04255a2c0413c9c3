/// Continuations that share one context: the context is read once.
struct LikelihoodGroup {
    /// One continuation and where its result belongs.
    struct Member {
        let place: Int
        let continuation: [Int32]
    }

    let context: [Int32]
    private(set) var members: [Member]
    /// Tokens that the context lost at the left.
    let droppedTokens: Int

    /// Tokens that a forward pass holds at once for it.
    var rows: Int { context.count + (members.map(\.continuation.count).max() ?? 0) }

    /// The groups of some pairs, longest first; pairs that lose tokens at the left share with none.
    static func groups(of pairs: [LikelihoodScorer.Pair], context length: Int) -> [LikelihoodGroup] {
        var groups: [LikelihoodGroup] = []
        var known: [[Int32]: Int] = [:]
        for (place, pair) in pairs.enumerated() {
            let member = Member(place: place, continuation: pair.continuation)
            let excess = max(0, pair.context.count + pair.continuation.count - (length + 1))
            if excess == 0, let group = known[pair.context] {
                groups[group].members.append(member)
                continue
            }
            if excess == 0 { known[pair.context] = groups.count }
            groups.append(
                LikelihoodGroup(
                    context: Array(pair.context.dropFirst(excess)), members: [member], droppedTokens: excess))
        }
        return groups.sorted { $0.rows > $1.rows }
    }
}
