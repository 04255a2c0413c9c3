/// maj@k: the answer given most often among k counts (Wang et al. 2022, "self-consistency").
public enum MajorityVote {
    /// The answer given most often; the one given first among equals. Answers from which nothing could be extracted (nil) do not vote.
    public static func winner(_ answers: some Sequence<String?>) -> String? {
        var votes: [String: Int] = [:]
        var order: [String] = []
        for case .some(let answer) in answers {
            if votes[answer] == nil { order.append(answer) }
            votes[answer, default: 0] += 1
        }
        let most = votes.values.max()
        return order.first { votes[$0] == most }
    }
}
