import Foundation

/// Answers to one prompt, as somebody ordered them: groups from best to worst; answers of one group are tied.
public struct Ordering: Codable, Sendable, Equatable {
    /// Places of the answers, best first.
    public var groups: [[Int]]

    /// An ordering; see the property.
    public init(_ groups: [[Int]]) { self.groups = groups.filter { !$0.isEmpty } }

    /// All pairs of which the first was preferred.
    public var pairs: [(better: Int, worse: Int)] {
        groups.indices.flatMap { place in
            groups[place].flatMap { better in groups[(place + 1)...].flatMap { $0 }.map { (better, $0) } }
        }
    }

    /// −log of the chance of this ordering where the chance of coming next is softmax of the scores of those that are left
    /// (Plackett 1975; Luce 1959), divided by the number of choices; and its gradient for each score.
    ///
    /// With two answers it is Bradley's and Terry's. Tied answers are each chosen from themselves and all that come later (Breslow).
    /// The last group is no choice.
    public func loss(_ scores: [Float]) -> (value: Float, gradient: [Float]) {
        var (value, gradient) = (0.0, [Double](repeating: 0, count: scores.count))
        var choices = 0.0
        for place in groups.indices.dropLast() {
            let left = groups[place...].flatMap { $0 }
            let top = left.map { Double(scores[$0]) }.max() ?? 0
            let weights = left.map { exp(Double(scores[$0]) - top) }
            let total = weights.reduce(0, +)
            for chosen in groups[place] {
                value += log(total) + top - Double(scores[chosen])
                gradient[chosen] -= 1
                for (other, weight) in zip(left, weights) { gradient[other] += weight / total }
                choices += 1
            }
        }
        guard choices > 0 else { return (0, scores.map { _ in 0 }) }
        return (Float(value / choices), gradient.map { Float($0 / choices) })
    }
}
