/// A share of right answers with its 95 % interval.
public struct Share: Codable, Sendable, Equatable {
    /// Right answers.
    public var right: Int
    /// Questions.
    public var asked: Int

    /// A share of so many.
    public init(right: Int, asked: Int) {
        self.right = right
        self.asked = asked
    }

    /// The share of true verdicts.
    public init(_ verdicts: some Sequence<Bool>) {
        self.init(right: 0, asked: 0)
        for verdict in verdicts {
            asked += 1
            right += verdict ? 1 : 0
        }
    }

    /// right / asked; 0 when nothing was asked.
    public var share: Double { asked > 0 ? Double(right) / Double(asked) : 0 }

    /// The interval that holds the true share with 95 % (Wilson 1927); 0...1 when nothing was asked.
    public var interval: ClosedRange<Double> {
        guard asked > 0 else { return 0...1 }
        let (n, p, z) = (Double(asked), share, 1.96)
        let middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        return max(0, middle - half)...max(0, min(1, middle + half))
    }
}
