import Foundation

/// Somebody who puts answers in order: by true taste, by habits of his or her own, and by chance.
public struct Rater: Codable, Sendable, Equatable {
    /// The rater's name.
    public var name: String
    /// The deviation of what chance adds to each score.
    public var noise: Double
    /// What a word more is worth, what an exclamation mark, and what standing first.
    public var perWord: Double
    public var perExclamation: Double
    public var first: Double
    /// Answers whose scores differ by less are tied.
    public var tie: Double

    /// A rater; see the properties.
    public init(name: String, noise: Double, perWord: Double, perExclamation: Double, first: Double, tie: Double) {
        (self.name, self.noise, self.perWord) = (name, noise, perWord)
        (self.perExclamation, self.first, self.tie) = (perExclamation, first, tie)
    }

    /// Five raters. Each likes long answers and loud ones a little more than true taste does, as people do who read many.
    public static func panel(_ count: Int = 5, seed: UInt64) -> [Rater] {
        (0..<count).map { index in
            var random = SeededGenerator(seed, "rater", index)
            return Rater(
                name: "rater \(index + 1)", noise: Double(random.int(6...10)) / 10,
                perWord: Double(random.int(2...6)) / 100, perExclamation: Double(random.int(1...5)) / 10,
                first: Double(random.int(0...2)) / 10, tie: 0.05)
        }
    }

    /// The order in which the rater puts answers, best first; answers of one group are tied.
    public func order(
        _ answers: [String], to prompt: WritingPrompt, _ taste: TrueTaste, _ random: inout SeededGenerator
    ) -> [[Int]] {
        let shown = Array(answers.indices).shuffled(using: &random)
        var scores = [Double](repeating: 0, count: answers.count)
        for (place, index) in shown.enumerated() {
            let words = Double(TrueTaste.words(answers[index]).count)
            scores[index] =
                taste.score(answers[index], to: prompt) + noise * Self.normal(&random) + perWord * min(words, 60)
                + perExclamation * Double(min(5, answers[index].count { $0 == "!" })) + (place == 0 ? first : 0)
        }
        let sorted = answers.indices.sorted { scores[$0] > scores[$1] }
        var groups: [[Int]] = []
        for index in sorted {
            if let last = groups.last?.first, scores[last] - scores[index] < tie {
                groups[groups.count - 1].append(index)
            } else {
                groups.append([index])
            }
        }
        return groups
    }

    /// A draw from the normal distribution (Box and Muller).
    private static func normal(_ random: inout SeededGenerator) -> Double {
        let (radius, angle) = (Double.random(in: 1e-12..<1, using: &random), Double.random(in: 0..<1, using: &random))
        return sqrt(-2 * log(radius)) * cos(2 * .pi * angle)
    }
}
