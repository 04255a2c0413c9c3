/// The chance that at least one of k answers is right (Chen et al. 2021).
public enum PassAtK {
    /// The unbiased estimate from n answers of which c are right: 1 − C(n − c, k) / C(n, k), as a product that never overflows.
    ///
    /// nil where fewer than k answers were given, or the counts make no sense.
    public static func estimate(answers n: Int, right c: Int, k: Int) -> Double? {
        guard k >= 1, n >= k, c >= 0, c <= n else { return nil }
        guard n - c >= k else { return 1 }
        // C(n − c, k) / C(n, k) = Π (1 − k / i) for i = n − c + 1 … n
        return 1 - (n - c + 1..<n + 1).reduce(1.0) { $0 * (1 - Double(k) / Double($1)) }
    }

    /// The k for which the field reports it: 1, 10 and 100 as far as there are answers, and all answers.
    public static func reported(answers n: Int) -> [Int] {
        [1, 10, 100].filter { $0 < n } + [max(1, n)]
    }
}
